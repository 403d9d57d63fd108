// Which literals in the SQL texts of a schema are values of an enum: what changes when a value is
// renamed, and what stands in the way when one goes.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::schema {

/// A literal, or one element of an array literal, that may be a value of the enum.
struct SaidValue {
  std::string value = {};
  /// Whether the text itself tells that it is one, by a cast or by what it is compared with. Else
  /// it may be a text like any other.
  bool certain = false;
};

/// Reads texts for one enum: `kind = 'one'`, `kinds @> '{one,"two words"}'`, `'one'::kind`,
/// `kind IN ('one')`, `CASE kind WHEN 'one'` … Knows the enum's name, the domains over it, and the
/// columns of whatever a text can read. Keeps no pointer to the schema.
class EnumValues {
 public:
  EnumValues(const Schema& schema, const Name& type);

  /// Whether that is the enum, a domain over it, or an array of either.
  bool is_type(const Type& type) const;
  /// Whether a value of a type that is_type is an array.
  bool is_array(const Type& type) const;
  /// Whether the text names the enum or a domain over it.
  bool is_named_in(std::string_view sql) const;

  /// The literals of an expression over `columns`, in order, without those that are certainly of
  /// another type.
  std::vector<SaidValue> said_in(std::string_view sql, const std::vector<Column>& columns) const;
  /// The same of a text whose value becomes one of `type`: a default, a partition's bound.
  std::vector<SaidValue> said_in_value(std::string_view sql, const Type& type) const;

  /// The text with another name for a value, in the places that are certain.
  std::string renamed_in(std::string_view sql, const std::vector<Column>& columns,
                         std::string_view value, std::string_view new_value) const;
  std::string renamed_in_value(std::string_view sql, const Type& type, std::string_view value,
                               std::string_view new_value) const;

 private:
  friend class EnumText;  ///< reads one text

  std::set<Name> types_;      ///< the enum and the domains over it
  std::set<Name> arrays_;     ///< those of the domains that are arrays
  std::set<Name> spellings_;  ///< how a text can name one of `types_`
};

/// What the bounds of the partitions of a table can name, as EnumValues reads it. `source` has its
/// columns.
std::vector<Column> columns_of_bounds(const Table& partitioned, const Table& source);

}  // namespace limbeck::schema
