// C++ enums: the values that a column of one can have.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/scan/reading.h"
#include "migrations/schema/schema.h"

namespace clang {
class EnumDecl;
}

namespace limbeck::compiler {

/// The values in the order of their enumerators, each once; `value("…")` or the enumerator's name.
/// A value that two enumerators have is told.
std::vector<std::string> values_of(const Reading& reading, const clang::EnumDecl& type);

/// New value → old, of the enumerators that say what they were.
std::map<std::string, std::string> renamed_values_of(const Reading& reading,
                                                     const clang::EnumDecl& type);

/// The value of the first enumerator that is `number`, or none.
std::optional<std::string> value_of(const Reading& reading, const clang::EnumDecl& type,
                                    std::int64_t number);

/// The name of the database type, for an enum with `enum_type`; else none.
std::optional<schema::Name> database_enum(const Reading& reading, const clang::EnumDecl& type);

/// Adds the database type of `type`, once; another enum of the same name is told.
void add_enum(const Reading& reading, const clang::EnumDecl& type, Model& model);

}  // namespace limbeck::compiler
