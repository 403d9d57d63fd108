// Translates constant member initialisers to column defaults.
#pragma once

#include <optional>
#include <string>

#include "compiler/scan/type_mapping.h"

namespace clang {
class FieldDecl;
}

namespace limbeck::compiler {

/// The SQL of a field's member initialiser if that is a constant that a column can have: a number,
/// a bool, a text, an enumerator, a date or a time. The result is nullopt for `{}`, `std::nullopt`,
/// values that are only known at run time, and durations, which each database writes differently.
std::optional<std::string> default_of(const Reading& reading, const clang::FieldDecl& field,
                                      const MappedType& mapped);

}  // namespace limbeck::compiler
