// Translates constants of std::chrono's calendar and clocks to SQL.
#pragma once

#include <optional>
#include <string>

#include "migrations/schema/type.h"

namespace clang {
class APValue;
class CXXRecordDecl;
}  // namespace clang

namespace limbeck::compiler {

/// `'2024-02-29'`, `'2024-02-29 12:30:00'`, with `+00` if the column has a time zone. The result
/// is nullopt for years outside of 1 to 9999, which databases write differently.
std::optional<std::string> sql_of_time(const clang::APValue& value,
                                       const clang::CXXRecordDecl& type, schema::TypeKind kind);

}  // namespace limbeck::compiler
