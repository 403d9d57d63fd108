// Column types as SQLite declares them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "migrations/schema/type.h"

namespace limbeck::sql::sqlite {

/// The affinity of a column (https://www.sqlite.org/datatype3.html, 3.1).
enum class Affinity : unsigned char { integer, text, blob, real, numeric };
Affinity affinity_of(std::string_view declared);

/// The declaration of a type that `lower_type` or `lower_spelled_type` has returned. Different
/// types have different declarations, apart from the synonyms that `read_type` knows.
std::string declared(const schema::Type& type);

/// The type of a declaration: the type of limbeck with that declaration or a synonym of it, if its
/// affinity is the same, and otherwise a native type.
schema::Type read_type(std::string_view declared);

/// The type as SQLite stores it; in a STRICT table one of its six. Enums become text.
schema::Type lower_type(const schema::Type& type, bool strict);

/// The same, with the declaration of a native type that is a synonym of another: `FLOAT` is a
/// double precision whose SQL for SQLite is `FLOAT`. Tables are made from such types, and never
/// compared.
schema::Type lower_spelled_type(const schema::Type& type, bool strict);

/// Whether SQLite accepts the text as a type name: words or quoted names, and up to two numbers.
bool is_type_name(std::string_view text);
/// Whether a STRICT table accepts it.
bool is_strict_type_name(std::string_view text);

}  // namespace limbeck::sql::sqlite
