// Changes at places of a C++ source.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/scaffold/cpp_source.h"

namespace limbeck::compiler {

struct Edit {
  Piece where;
  std::string text;
};

/// A source, and what is to be changed in it.
struct Edited {
  CppSource source;
  std::vector<Edit> edits = {};
  std::set<std::string> includes = {};  ///< headers of the standard library that it then needs
};

/// Adds lines behind a declaration that ends at `at`.
void insert_line(Edited& in, std::size_t at, std::string text);

/// The text with all edits, none of which may overlap another.
std::string changed_text(Edited& edited);

}  // namespace limbeck::compiler
