// Constant member initialisers → column defaults.
#pragma once

#include <optional>
#include <string>

#include "compiler/scan/type_mapping.h"

namespace clang {
class FieldDecl;
}

namespace limbeck::compiler {

/// The SQL of a field's member initialiser, where it is a constant that a column can have: a
/// number, a bool, text, an enumerator, a date or a time. `{}`, `std::nullopt` and anything that is
/// only known at run time give none, and so do durations, which no two databases write alike.
std::optional<std::string> default_of(const Reading& reading, const clang::FieldDecl& field,
                                      const MappedType& mapped);

}  // namespace limbeck::compiler
