#include <cstdint>
#include <string>

struct [[limbeck::table("users"), limbeck::index(email, rank, name = "ix_email")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::unique]] std::string email;
  std::string city;
  [[limbeck::check("rank >= 0")]] std::int32_t rank;
};

struct [[limbeck::table("posts"), limbeck::primary_key(id, author_id)]] Post {
  std::int64_t id;
  [[limbeck::references(User::id, on_delete = cascade)]] std::int64_t author_id;
  [[limbeck::references(User::id)]] std::int64_t editor_id;
};
