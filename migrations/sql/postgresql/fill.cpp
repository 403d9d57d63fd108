#include "migrations/sql/postgresql/fill.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <vector>

#include "migrations/schema/system_columns.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/views.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using sql_text::Token;

bool fires_on_update(const schema::Trigger& trigger) {
  const auto tokens = sql_text::lex(trigger.fires);
  return trigger.mode != schema::TriggerMode::disabled &&
         std::ranges::any_of(tokens,
                             [](const Token& token) { return sql_text::is_word(token, "update"); });
}

/// The triggers of the table and of its partitions.
std::vector<schema::Trigger> fired_by_update(const schema::Schema& schema,
                                             const schema::Name& name) {
  std::vector<schema::Trigger> triggers;
  std::copy_if(schema.triggers.begin(), schema.triggers.end(), std::back_inserter(triggers),
               [&](const schema::Trigger& trigger) {
                 const schema::Table* table = schema::find_table(schema, trigger.table);
                 return table != nullptr && fires_on_update(trigger) &&
                        (table->name == name || schema::column_source(schema, *table).name == name);
               });
  return triggers;
}

}  // namespace

bool needs_no_row(const std::string& fill, const schema::Table& table) {
  const auto is_of_row = [&](const Token& token) {
    if (token.kind != Token::Kind::word && token.kind != Token::Kind::quoted) return false;
    const std::string name = sql_text::name_of(token);
    const auto is = [&](std::string_view other) {
      return sql_text::equal_ignoring_case(name, other);
    };
    // Of queries in brackets, too, none can be a default.
    return is("select") || is("values") || is("table") || is(table.name.name) ||
           std::ranges::any_of(schema::postgresql_system_columns, is) ||
           std::ranges::any_of(table.columns,
                               [&](const schema::Column& column) { return is(column.name); });
  };
  const auto tokens = sql_text::lex(fill);
  // A default cannot name a column of any table.
  return std::ranges::none_of(tokens, is_of_row) && sql_text::column_references(tokens).empty();
}

void fill(Writer& out, const schema::Name& table, const std::string& column,
          const std::string& fill, Rows rows) {
  const std::vector<schema::Trigger> triggers = fired_by_update(out.before(), table);
  for (const schema::Trigger& trigger : triggers)
    set_mode(out, trigger, schema::TriggerMode::disabled);
  std::string sql =
      concat({"UPDATE ", quote(table), " SET ", quote(column), " = ", expression(fill)});
  if (rows == Rows::with_null) sql += concat({" WHERE ", quote(column), " IS NULL"});
  out.add(std::move(sql));
  check_deferred_constraints(out, table);
  for (const schema::Trigger& trigger : triggers) set_mode(out, trigger, trigger.mode);
}

}  // namespace limbeck::sql::postgresql
