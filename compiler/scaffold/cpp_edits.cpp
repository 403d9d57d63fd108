#include "compiler/scaffold/cpp_edits.h"

#include <algorithm>

#include "migrations/text/concat.h"

namespace limbeck::compiler {

void insert_line(Edited& in, std::size_t at, std::string text) {
  const std::string& source = in.source.text();
  if (at > 0 && source[at - 1] != '\n') {
    const std::size_t line = in.source.end_of_line(at);
    if (line != at) {
      at = line;
    } else {
      text.insert(0, "\n");
    }
  }
  in.edits.push_back({{at, at}, std::move(text)});
}

std::string changed_text(Edited& edited) {
  const std::string& text = edited.source.text();
  for (const std::string& header : edited.includes) {
    const std::string line = concat({"#include <", header, ">\n"});
    if (text.find(line) != std::string::npos) continue;
    constexpr std::string_view once = "#pragma once\n";
    const std::size_t last = text.rfind("#include <");
    const std::size_t guard = text.find(once);
    std::size_t at = last != std::string::npos ? text.find('\n', last) + 1 : 0;
    if (last == std::string::npos && guard != std::string::npos) at = guard + once.size();
    edited.edits.push_back({{at, at}, line});
  }
  std::ranges::stable_sort(edited.edits, {}, [](const Edit& edit) { return edit.where.begin; });
  std::string changed;
  std::size_t at = 0;
  for (const Edit& edit : edited.edits) {
    changed += text.substr(at, edit.where.begin - at) + edit.text;
    at = std::max(at, edit.where.end);
  }
  return changed + text.substr(at);
}

}  // namespace limbeck::compiler
