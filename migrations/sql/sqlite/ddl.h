// The text of CREATE TABLE, CREATE INDEX and their parts. Tables given here are lowered.
#pragma once

#include <string>
#include <string_view>

#include "migrations/schema/schema.h"

namespace limbeck::sql::sqlite {

std::string quote(std::string_view identifier);
std::string quote_literal(std::string_view text);

/// `"a", "b"`
std::string quote_list(const std::vector<std::string>& names);

/// `name` may be another than the table's: a rebuild makes the new one beside the old.
std::string create_table(const schema::Table& table, std::string_view name);
std::string create_index(const schema::Table& table, const schema::Index& index);
/// What follows ADD COLUMN.
std::string column_definition(const schema::Table& table, const schema::Column& column);

}  // namespace limbeck::sql::sqlite
