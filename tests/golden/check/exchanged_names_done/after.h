#include <cstdint>
#include <string>

struct [[limbeck::table("pairs")]] Pair {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::renamed_from("b")]] std::string a;
  [[limbeck::renamed_from("a")]] std::string b;
  std::string c;
};
