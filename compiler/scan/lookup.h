// The names in attributes, looked up as C++ would from where the attribute stands. By then the
// whole translation unit is parsed, so what is declared further down is found too.
#pragma once

#include <string>
#include <vector>

#include "compiler/scan/reading.h"

namespace limbeck::compiler {

/// What a path named.
struct Found {
  const clang::CXXRecordDecl* record =
      nullptr;  ///< the struct that was asked; null if none was found
  std::vector<const clang::FieldDecl*>
      path;             ///< from it; empty if the path names the struct itself
  std::string problem;  ///< why there is no such member, with the nearest right name
  std::string rule;     ///< of the problem
};

/// `a`, `address.city`: members of `record`. `User::id`, `shop::User::id`: of that struct. `User`
/// alone, where `allow_struct`, is the struct.
Found look_up(const Reading& reading, const Argument& path, const clang::CXXRecordDecl& record,
              bool allow_struct);

}  // namespace limbeck::compiler
