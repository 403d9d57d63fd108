// Column types as SQLite declares them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "migrations/schema/type.h"

namespace limbeck::sql::sqlite {

/// How a column holds its values (https://www.sqlite.org/datatype3.html, 3.1).
enum class Affinity : unsigned char { integer, text, blob, real, numeric };
Affinity affinity_of(std::string_view declared);

/// The declared text of a type that `lower_type` gave. Injective but for the synonyms that
/// `read_type` knows.
std::string declared(const schema::Type& type);

/// The type that a declared text means: ours where its text or a synonym of it is declared and
/// values are held alike, otherwise native with the text as it stands.
schema::Type read_type(std::string_view declared);

/// The type as SQLite keeps it; in a STRICT table one of its six. Enums are text here.
schema::Type lower_type(const schema::Type& type, bool strict);

/// Whether SQLite takes the text as a type name: words or quoted names, and up to two numbers.
bool is_type_name(std::string_view text);
/// Whether a STRICT table takes it.
bool is_strict_type_name(std::string_view text);

}  // namespace limbeck::sql::sqlite
