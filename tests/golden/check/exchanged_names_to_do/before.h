#include <cstdint>
#include <string>

struct [[limbeck::table("pairs")]] Pair {
  [[limbeck::primary_key]] std::int64_t id;
  std::string a;
  std::string b;
  std::string c;
};
