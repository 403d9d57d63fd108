// The columns of keys and indexes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::schema {

/// The names of the table's columns, in their order.
std::vector<std::string> column_names(const Table& table);

/// Whether both name the same columns, in any order.
bool same_columns(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// Whether these columns, in any order, are a key of `table`, to which a foreign key may refer.
bool is_key(const Table& table, const std::vector<std::string>& columns);
/// Whether this index alone makes the columns a key.
bool is_key(const Index& index, const std::vector<std::string>& columns);

/// Whether the index names the column, as an element, included, or in an expression. `columns` are
/// those of its table.
bool uses_column(const Index& index, std::string_view column,
                 const std::vector<std::string>& columns);

}  // namespace limbeck::schema
