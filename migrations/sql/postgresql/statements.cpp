#include "migrations/sql/postgresql/statements.h"

#include <algorithm>

#include "migrations/sql/postgresql/words.h"

namespace limbeck::sql::postgresql {

std::string alter_table(const schema::Name& table) { return "ALTER TABLE " + quote(table) + " "; }

std::string alter_column(const schema::Name& table, std::string_view column) {
  return alter_table(table) + "ALTER COLUMN " + quote(column) + " ";
}

std::string comment_on(std::string_view kind, const std::string& quoted_name,
                       const std::string& text) {
  return "COMMENT ON " + std::string(kind) + " " + quoted_name + " IS " +
         (text.empty() ? "NULL" : quote_literal(text));
}

std::string comment_on_column(const schema::Name& table, const std::string& column,
                              const std::string& text) {
  return comment_on("COLUMN", quote(table) + "." + quote(column), text);
}

std::string try_else(const std::string& sql, std::string_view condition, const Script& otherwise) {
  std::string block = "\nBEGIN\n  EXECUTE " + quote_literal(sql) + ";\nEXCEPTION WHEN " +
                      std::string(condition) + " THEN\n";
  for (const Statement& statement : otherwise.statements) {
    block += "  EXECUTE " + quote_literal(statement.text) + ";\n";
  }
  return "DO " + dollar_quoted(block + "END\n");
}

void add_column(Writer& out, const schema::Name& table, const schema::Column& column) {
  out.add(alter_table(table) + "ADD COLUMN " + column_sql(column));
  if (!column.comment.empty()) out.add(comment_on_column(table, column.name, column.comment));
}

void add_index(Writer& out, const schema::Name& table, const schema::Index& index) {
  out.add(index_sql(table, index, false));
  if (!index.comment.empty()) {
    out.add(comment_on("INDEX", quote_beside(table, index.name), index.comment));
  }
}

std::string move_identity(const schema::Name& table, const std::string& column,
                          const schema::Identity& identity) {
  const bool rises = identity.increment > 0;
  const std::string last = std::string(rises ? "max(" : "min(") + quote(column) + ")";
  return "SELECT setval(pg_get_serial_sequence(" + quote_literal(quote(table)) + ", " +
         quote_literal(column) + "), " + last + ") FROM " + quote(table) + " HAVING " + last +
         (rises ? " >= " : " <= ") + std::to_string(identity.start);
}

void settle(Writer& out, const schema::Name& table) {
  const auto deferred = [](const auto& constraint) {
    return constraint.deferrable == schema::Deferrable::initially_deferred;
  };
  bool any = false;
  for (const schema::Table& other : out.before().tables) {
    const bool own = other.name == table;
    any = any || std::any_of(other.foreign_keys.begin(), other.foreign_keys.end(),
                             [&](const schema::ForeignKey& key) {
                               return deferred(key) && (own || key.ref_table == table);
                             });
    if (!own) continue;
    any = any || std::any_of(other.uniques.begin(), other.uniques.end(), deferred) ||
          std::any_of(other.excludes.begin(), other.excludes.end(), deferred) ||
          (other.primary_key && deferred(*other.primary_key));
  }
  if (any) out.add("SET CONSTRAINTS ALL IMMEDIATE");
}

}  // namespace limbeck::sql::postgresql
