// What the programs of this folder have in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

/// libFuzzer's function, which replay.cpp calls as well: checks the rule of the file it stands in
/// for one input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace limbeck::fuzz {

/// Ends the program as a crash does, and says which rule is broken, unless it holds.
inline void require(bool holds, const char* rule, std::string_view details = {}) {
  if (holds) return;
  std::fprintf(stderr, "BROKEN RULE: %s\n%.*s\n", rule, static_cast<int>(details.size()),
               details.data());
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Stands between the texts of an input that has several: a control character (ASCII's record
/// separator), so that corpora can be read.
inline constexpr char separator = '\x1e';

inline std::vector<std::string_view> texts_of(std::string_view input) {
  std::vector<std::string_view> texts;
  for (;;) {
    const std::size_t end = input.find(separator);
    texts.push_back(input.substr(0, end));
    if (end == std::string_view::npos) return texts;
    input.remove_prefix(end + 1);
  }
}

}  // namespace limbeck::fuzz
