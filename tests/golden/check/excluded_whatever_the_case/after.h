#include <cstdint>

struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
};

struct [[limbeck::table("Tmp_import")]] Import {
  [[limbeck::primary_key]] std::int64_t id;
};
