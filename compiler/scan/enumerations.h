// The values of C++ enums in the database.
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

/// The values in the order of the enumerators: `value("…")` or the name of the enumerator. A value
/// of two enumerators is reported.
std::vector<std::string> values_of(const Reading& reading, const clang::EnumDecl& type);

/// New value → old value, for the enumerators with `renamed_from`.
std::map<std::string, std::string> renamed_values_of(const Reading& reading,
                                                     const clang::EnumDecl& type);

/// The value of the first enumerator that equals `number`, or nullopt.
std::optional<std::string> value_of(const Reading& reading, const clang::EnumDecl& type,
                                    std::int64_t number);

/// The name of the database type for an enum with `enum_type`, or nullopt.
std::optional<schema::Name> database_enum(const Reading& reading, const clang::EnumDecl& type);

/// Adds the database type of `type` if it was not added yet. Another enum with that name is
/// reported.
void add_enum(const Reading& reading, const clang::EnumDecl& type, Model& model);

}  // namespace limbeck::compiler
