// Tables that inherit from others (PostgreSQL's INHERITS). Settings of a table say from which, and
// which of its columns are theirs alone: `inherits = people, "Other".staff`, `inherited = id,
// name`. Their names begin with that of the database, as those of all settings do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/table.h"

namespace limbeck::schema {

/// Whether a setting of that name says from which tables a table inherits.
bool is_inherits(std::string_view setting);
/// Whether a setting of that name says which columns are inherited alone.
bool is_inherited(std::string_view setting);

/// The names in the value of such a setting, which is SQL.
std::vector<Name> names_in_setting(std::string_view value);

/// The tables that `table` inherits from, in order.
std::vector<Name> parents_of(const Table& table);
/// The columns that `table` has from its parents and does not declare itself.
std::vector<std::string> inherited_columns(const Table& table);

/// Follows a new name of a table that `table` may inherit from, or of a column of `table`.
void rename_parent(Table& table, const Name& parent, const std::string& new_name);
void rename_inherited_column(Table& table, const std::string& column, const std::string& new_name);

}  // namespace limbeck::schema
