// Models and a revision that leave all names to the target's convention.
#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("users"), limbeck::unique(email, tenant),
         limbeck::check("tenant > 0 OR email <> ''"),
         limbeck::index(tenant, "lower(email)")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  std::string email;
  std::int32_t tenant;
  [[limbeck::references(id, on_delete = set_null)]] std::optional<std::int64_t> boss;
};

struct [[limbeck::table("posts"), limbeck::check("words > 0")]] Post {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::references(User::id), limbeck::index]] std::int64_t author;
  [[limbeck::unique]] std::string title;
  std::int32_t words;
};
