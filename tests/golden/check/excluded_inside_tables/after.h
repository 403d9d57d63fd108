#include <cstdint>
#include <string>

struct [[limbeck::table("users"), limbeck::index(name, id, name = "dba_users_name"),
         limbeck::check("name <> ''", name = "x_check")]] User {
  [[limbeck::primary_key(name = "x_key")]] std::int64_t id;
  [[limbeck::unique(name = "x_unique")]] std::string name;
  std::string old_name;
  [[limbeck::references(User::id, name = "x_boss")]] std::int64_t boss;
};

struct [[limbeck::table("posts")]] Post {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::index(name = "by_old_name")]] std::string old_name;
};
