#include <cstdint>
#include <string>

enum class [[limbeck::enum_type("kind")]] Kind { plain, fancy };

struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::unique]] std::string email;
  Kind kind;
};

struct [[limbeck::table("posts"), limbeck::index(author_id)]] Post {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::references(User::id, on_delete = cascade)]] std::int64_t author_id;
  std::string body;
};
