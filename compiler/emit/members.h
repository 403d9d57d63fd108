// The members of a braced initializer: nothing is written of one that has its default.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/emit/cpp_writer.h"

namespace limbeck::compiler {

using Members = std::vector<Cpp>;

inline void put(Members& members, std::string_view name, const std::string& text) {
  if (!text.empty()) members.push_back(Cpp::member(name, cpp_string(text)));
}
inline void put(Members& members, std::string_view name, bool flag) {
  if (flag) members.push_back(Cpp::member(name, "true"));
}
inline void put(Members& members, std::string_view name,
                const std::optional<std::int64_t>& number) {
  if (number) members.push_back(Cpp::member(name, cpp_integer(*number)));
}

}  // namespace limbeck::compiler
