// The SQL of CREATE TABLE, CREATE INDEX and their parts. All tables have to be lowered.
#pragma once

#include <string>
#include <string_view>

#include "migrations/schema/schema.h"

namespace limbeck::sql::sqlite {

std::string quote(std::string_view identifier);
std::string quote_literal(std::string_view text);

/// `"a", "b"`
std::string quote_list(const std::vector<std::string>& names);

/// `name` may differ from the table's: a rebuild creates the new table beside the old one.
std::string create_table(const schema::Table& table, std::string_view name);
std::string create_index(const schema::Table& table, const schema::Index& index);
/// How a column's type is declared, which may be empty.
std::string declared_type(const schema::Table& table, const schema::Column& column);
/// The SQL after ADD COLUMN.
std::string column_definition(const schema::Table& table, const schema::Column& column);

/// The labels of what a thing has besides its properties that have SQL here, or that refuse.cpp or
/// lower.cpp has a rule for. A new property is one of them until it is listed.
std::vector<std::string> properties_without_sql(const schema::Column& column);
std::vector<std::string> properties_without_sql(const schema::PrimaryKey& key);
std::vector<std::string> properties_without_sql(const schema::Unique& unique);
std::vector<std::string> properties_without_sql(const schema::ForeignKey& key);
std::vector<std::string> properties_without_sql(const schema::Check& check);
std::vector<std::string> properties_without_sql(const schema::Index& index);
std::vector<std::string> properties_without_sql(const schema::IndexElement& element);

}  // namespace limbeck::sql::sqlite
