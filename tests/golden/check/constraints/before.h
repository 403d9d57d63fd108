#include <cstdint>
#include <string>

struct [[limbeck::table("users"), limbeck::index(email, name = "ix_email"), limbeck::index(city)]] User {
  [[limbeck::primary_key]] std::int64_t id;
  std::string email;
  [[limbeck::unique]] std::string city;
  [[limbeck::check("rank > 0")]] std::int32_t rank;
};

struct [[limbeck::table("posts")]] Post {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::references(User::id)]] std::int64_t author_id;
  std::int64_t editor_id;
};
