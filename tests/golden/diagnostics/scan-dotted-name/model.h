#include <cstdint>

struct [[limbeck::table("app.users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
};

// Meant so, as it says both.
struct [[limbeck::table("v1.1", schema = "app")]] Version {
  [[limbeck::primary_key]] std::int64_t id;
};

struct [[limbeck::table("app.users")]] Person {
  [[limbeck::primary_key]] std::int64_t id;
};
