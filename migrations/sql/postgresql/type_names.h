// The spellings of the names of types, and the canonical one of PostgreSQL.
#pragma once

#include <string>
#include <string_view>

namespace limbeck::sql::postgresql {

/// The SQL of a type without its array brackets, and their number. PostgreSQL stores neither the
/// bounds nor the word ARRAY.
struct ArrayName {
  std::string element;
  int dimensions = 0;
};
ArrayName without_brackets(std::string_view sql);

/// The name of an element type as format_type writes it, or as schema::parse_type reads it:
/// `FLOAT(10)` is `real`, `varbit(5)` is `bit varying(5)`. A quoted name stays as it is.
std::string kept_name(std::string_view sql);

}  // namespace limbeck::sql::postgresql
