#include "migrations/sql/postgresql/statements.h"

#include <algorithm>

#include "migrations/sql/postgresql/counter.h"
#include "migrations/sql/postgresql/deferred.h"
#include "migrations/sql/postgresql/own_names.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {

std::string alter_table(const schema::Name& table) {
  return concat({"ALTER TABLE ", quote(table), " "});
}

std::string alter_column(const schema::Name& table, std::string_view column) {
  return concat({alter_table(table), "ALTER COLUMN ", quote(column), " "});
}

std::string comment_on(std::string_view kind, const std::string& quoted_name,
                       const std::string& text) {
  return concat(
      {"COMMENT ON ", kind, " ", quoted_name, " IS ", text.empty() ? "NULL" : quote_literal(text)});
}

std::string comment_on_column(const schema::Name& table, const std::string& column,
                              const std::string& text) {
  return comment_on("COLUMN", concat({quote(table), ".", quote(column)}), text);
}

std::string try_else(const std::string& sql, std::string_view condition, const Script& otherwise) {
  std::string block = concat(
      {"\nBEGIN\n  EXECUTE ", quote_literal(sql), ";\nEXCEPTION WHEN ", condition, " THEN\n"});
  for (const Statement& statement : otherwise.statements) {
    block += concat({"  EXECUTE ", quote_literal(statement.text), ";\n"});
  }
  return "DO " + dollar_quoted(block + "END\n");
}

void add_column(Writer& out, const schema::Name& table, const schema::Column& column) {
  out.add(concat({alter_table(table), "ADD COLUMN ", column_sql(column)}));
  if (!column.comment.empty()) out.add(comment_on_column(table, column.name, column.comment));
}

void add_index(Writer& out, const schema::Name& table, const schema::Index& index) {
  out.add(index_sql(table, index, false));
  if (!index.comment.empty()) {
    out.add(comment_on("INDEX", quote_beside(table, index.name), index.comment));
  }
}

void add_identity(Writer& out, const schema::Name& table, const schema::Column& column) {
  if (is_serial(column)) {
    const std::string sequence = quote(schema::sequence_of_column(table, column.name));
    out.add(concat({"CREATE SEQUENCE ", sequence, " AS ", type_sql(column.type), " OWNED BY ",
                    quote(table), ".", quote(column.name)}));
    out.add(concat({alter_column(table, column.name), "SET DEFAULT pg_catalog.nextval(",
                    quote_literal(sequence), "::pg_catalog.regclass)"}));
  } else {
    out.add(concat(
        {alter_column(table, column.name), "ADD", identity_sql(*column.identity, column.type)}));
  }
  out.add(move_identity(table, column, column.identity->start));
}

void drop_identity(Writer& out, const schema::Name& table, const schema::Column& column) {
  if (!is_serial(column)) return out.add(alter_column(table, column.name) + "DROP IDENTITY");
  out.add(alter_column(table, column.name) + "DROP DEFAULT");
  out.add("DROP SEQUENCE " + quote(schema::sequence_of_column(table, column.name)));
}

void rename_sequences(Writer& out, const schema::Table& from, const schema::Table& to) {
  for (std::size_t i = 0; i < from.columns.size(); ++i) {
    if (!is_serial(from.columns[i])) continue;
    const schema::Name before = schema::sequence_of_column(from.name, from.columns[i].name);
    const schema::Name after = schema::sequence_of_column(to.name, to.columns[i].name);
    if (before.name == after.name) continue;
    out.add(concat({"ALTER SEQUENCE ", quote(before), " RENAME TO ", quote(after.name)}));
  }
}

std::string move_identity(const schema::Name& table, const schema::Column& column,
                          std::int64_t first) {
  const Counter counter = counter_of(*column.identity, column.type);
  const bool rises = counter.increment > 0;
  const std::string last =
      concat({rises ? "pg_catalog.max(" : "pg_catalog.min(", quote(column.name), ")"});
  const std::string sequence =
      serial_sequence(quote_literal(quote(table)), quote_literal(column.name));
  const char* not_before = rises ? " OPERATOR(pg_catalog.>=) " : " OPERATOR(pg_catalog.<=) ";
  const char* not_beyond = rises ? " OPERATOR(pg_catalog.<=) " : " OPERATOR(pg_catalog.>=) ";
  // Numbers that it never comes to are no concern of it.
  const std::int64_t bound = rises ? counter.max : counter.min;
  const bool bounded = bound != (rises ? widest(column.type).max : widest(column.type).min);
  const std::string within =
      bounded ? concat({" WHERE ", quote(column.name), not_beyond, std::to_string(bound)})
              : std::string();
  return concat({"SELECT pg_catalog.setval(", sequence, ", ", last, ") FROM ", quote(table), within,
                 " HAVING ", last, not_before, "coalesce(pg_catalog.pg_sequence_last_value(",
                 sequence, "), ", std::to_string(first), ")"});
}

void check_deferred_constraints(Writer& out, const schema::Name& table) {
  if (defers_checks(out.before(), table, false)) out.add(check_now);
}

}  // namespace limbeck::sql::postgresql
