#include <cstdint>
#include <string>

struct [[limbeck::table("people")]] User {
  [[limbeck::primary_key]] std::int64_t id;
};

struct [[limbeck::table("logs")]] Log {
  [[limbeck::primary_key]] std::int64_t id;
  std::string line;
};
