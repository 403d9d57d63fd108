// Changes such as people make to the models of a real schema, each of a named kind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/edits/editor.h"

namespace limbeck::test {

struct EditKind {
  std::string_view name;
  bool (Editor::*make)();
  bool on_sqlite = true;
};
/// Every kind there is.
std::vector<EditKind> edit_kinds();

}  // namespace limbeck::test
