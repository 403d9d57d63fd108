// Looks up the names in attributes as C++ would at the place of the attribute. The whole
// translation unit is parsed before, so later declarations are found as well.
#pragma once

#include <string>
#include <vector>

#include "compiler/scan/reading.h"

namespace limbeck::compiler {

/// The result of a lookup.
struct Found {
  const clang::CXXRecordDecl* record =
      nullptr;  ///< the struct that was searched, or null if there is none
  std::vector<const clang::FieldDecl*>
      path;             ///< the fields from there; empty if the name is that of the struct
  std::string problem;  ///< why there is no such member, with the nearest right name
  RuleId rule = {};     ///< of the problem
};

/// `a` and `address.city` are members of `record`, `User::id` and `shop::User::id` members of
/// another struct. With `allow_struct`, `User` is the struct itself.
Found look_up(const Reading& reading, const Argument& path, const clang::CXXRecordDecl& record,
              bool allow_struct);

}  // namespace limbeck::compiler
