// The kinds of objects that are held as their SQL.
#pragma once

#include <optional>
#include <string_view>

#include "migrations/schema/objects.h"

namespace limbeck::schema {

/// Where the name of a part of a table, view, index or trigger has the table. Parts are made after
/// what they are parts of.
enum class TableInName : unsigned char {
  not_a_part,
  nowhere,         ///< a part of several tables, or of none
  whole,           ///< `row security accounts`
  before_point,    ///< `column storage accounts.photo`
  before_from,     ///< `inheritance accounts FROM parties`
  before_grantee,  ///< `grant accounts TO reader TABLE`, `grant accounts.id FROM reader TABLE`
  after_on,        ///< `policy own_rows ON accounts`; a constraint may be ON DOMAIN
  after_of,        ///< `index statistics ix 1 OF accounts`
};

/// A row of other_object_kinds.def. Its text is in the struct: a pointer to it would take three
/// times as much room in an application.
struct OtherObjectKind {
  char text[28];
  char database[12];
  bool is_named;  ///< whether the SQL of other objects names them
  TableInName table;
  bool is_of_database;     ///< and in no schema of it
  bool is_administrators;  ///< usually, and no history's

  /// `text search dictionary`
  constexpr std::string_view words() const { return text; }
  /// The database that has such objects.
  constexpr std::string_view dialect() const { return database; }
};

/// The kind that the name of an object begins with, or null.
const OtherObjectKind* kind_of_other(std::string_view name);

/// Whether the object is a part of a table, view, index or trigger.
bool is_part(const OtherObject& object);
/// Whether the object is in no schema but the whole database's.
bool is_of_database(const OtherObject& object);
/// Whether a history usually does not say the object, and the database may have it all the same:
/// default privileges, the rights on a schema and the comment on `public` are the administrator's;
/// the sequence of an identity column keeps its name when its table is renamed.
bool is_administrators(const OtherObject& object);

/// The types of a cast in the spelling of argument_types: `text AS color`, for `text as color`.
std::string cast_types(std::string_view types);

/// What other SQL calls the object: `median` for `aggregate median(numeric)`. Nullopt for kinds
/// that nothing names.
std::optional<Name> named_in_sql(const OtherObject& object);

/// The table or view that the object is a part of: `accounts` for `policy own_rows ON accounts` and
/// for `column storage accounts.photo`. Nullopt for objects of other kinds, and for parts of
/// indexes.
std::optional<Name> table_of(const OtherObject& object);

/// The object after its table or view was renamed: in its name and in its SQL.
OtherObject with_table_renamed(OtherObject object, const Name& table, const std::string& new_name);

}  // namespace limbeck::schema
