#include "migrations/sql/sqlite/alter.h"

#include <algorithm>
#include <optional>

#include "migrations/operations/subject.h"
#include "migrations/operations/visit.h"
#include "migrations/sql/sqlite/ddl.h"
#include "migrations/sql/sqlite/expression.h"
#include "migrations/sql/sqlite/lower.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

using schema::Column;
using schema::Table;

bool is_null(const std::optional<std::string>& default_sql) {
  return !default_sql || sql_text::equal_ignoring_case(*default_sql, "null");
}

bool is_in_check(const Table& table, const std::string& column) {
  return std::ranges::any_of(table.checks, [&](const schema::Check& check) {
    return sql_text::mentions_column(check.expression, column);
  });
}

// ADD COLUMN of a STRICT table accepts a default of any type, which damages the rows (SQLite 3.40).
// A rebuild reports a value that does not fit.
bool fits_strictly(const std::string& value, const Column& column) {
  using schema::TypeKind;
  const bool text = value.starts_with('\'');
  const bool bytes = value.starts_with("x'") || value.starts_with("X'");
  switch (column.type.kind) {
    case TypeKind::text:
      return text;
    case TypeKind::bytes:
      return bytes;
    case TypeKind::native:
      return true;
    default:
      return !text && !bytes &&
             (column.type.kind == TypeKind::real ||
              value.find_first_of(".eE") == std::string::npos ||
              sql_text::equal_ignoring_case(value, "true") ||
              sql_text::equal_ignoring_case(value, "false"));
  }
}

// https://www.sqlite.org/lang_altertable.html, "ALTER TABLE ADD COLUMN". A column that is NOT NULL
// without a default is passed to SQLite, which accepts it if the table is empty.
bool can_add(const operations::AddColumn& operation, const Column& column, bool strict) {
  if (column.identity) return false;
  if (column.generated) return !column.generated->stored;
  if (!is_null(column.default_sql)) {
    if (!is_constant(*column.default_sql)) return false;
    if (strict && !fits_strictly(*column.default_sql, column)) return false;
  }
  return operation.fill.empty() || canonical(operation.fill, Scope{}) == column.default_sql;
}

struct ChooseMethod {
  const Table& before;
  const Table& after;

  AlterMethod operator()(const operations::AddColumn& op) const {
    const Column* column = find_column(after, op.column.name);
    return can_add(op, *column, is_strict(after)) ? AlterMethod::alter : AlterMethod::rebuild;
  }
  // Earlier operations have dropped everything that uses the column but the check of an enum.
  AlterMethod operator()(const operations::DropColumn& op) const {
    return is_in_check(before, op.column) ? AlterMethod::rebuild : AlterMethod::alter;
  }
  AlterMethod operator()(const operations::AlterColumn& op) const {
    const bool fills = !op.fill.empty() && find_column(before, op.column)->nullable;
    return fills || has_using_expression(op) ? AlterMethod::rebuild : compare();
  }
  // The values in the rows change, whatever the check says.
  AlterMethod operator()(const operations::RenameEnumValue&) const { return AlterMethod::rebuild; }

  AlterMethod compare() const {
    return before == after ? AlterMethod::nothing : AlterMethod::rebuild;
  }
};

void write_index(ScriptBuilder& script, const Table& table, const std::string& name) {
  const auto index = std::ranges::find_if(
      table.indexes, [&](const schema::Index& candidate) { return candidate.name == name; });
  script.sql(create_index(table, *index));
}

}  // namespace

bool is_of_an_index(const operations::Operation& operation) {
  return facts_of(operation).on == operations::On::index;
}

AlterMethod alter_method_of(const operations::Operation& operation, const Table& before,
                            const Table& after) {
  if (is_of_an_index(operation)) return AlterMethod::alter;
  const ChooseMethod method{before, after};
  const auto own = operations::visit_or(method, operation.value, std::optional<AlterMethod>());
  // For all other operations, the lowered table shows whether anything changes. The values of an
  // enum are in its checks; the name of an enum is not in it.
  return own ? *own : method.compare();
}

void write_alter(ScriptBuilder& script, const operations::Operation& operation,
                 const Table& after) {
  const std::string alter = concat({"ALTER TABLE ", quote(after.name.name), " "});
  if (const auto* add = std::get_if<operations::AddColumn>(&operation.value)) {
    const Column& column = *find_column(after, add->column.name);
    std::string text = concat({alter, "ADD COLUMN ", column_definition(after, column)});
    for (const schema::Check& check : after.checks) {
      if (sql_text::mentions_column(check.expression, column.name)) {
        text += concat({" CHECK (", check.expression, ")"});
      }
    }
    script.sql(std::move(text));
  } else if (const auto* drop = std::get_if<operations::DropColumn>(&operation.value)) {
    script.sql(concat({alter, "DROP COLUMN ", quote(drop->column)}));
  } else if (const auto* create = std::get_if<operations::CreateIndex>(&operation.value)) {
    write_index(script, after, create->index.name);
  } else if (const auto* rename = std::get_if<operations::RenameIndex>(&operation.value)) {
    script.sql("DROP INDEX " + quote(rename->index));
    write_index(script, after, rename->new_name);
  } else if (const auto* drop = std::get_if<operations::DropIndex>(&operation.value)) {
    script.sql("DROP INDEX " + quote(drop->index));
  }
}

void write_create_table(ScriptBuilder& script, const Table& table) {
  script.sql(create_table(table, table.name.name));
  for (const schema::Index& index : table.indexes) script.sql(create_index(table, index));
}

void write_drop_table(ScriptBuilder& script, const std::string& table) {
  script.needs_foreign_keys_off();
  script.sql("DROP TABLE " + quote(table));
}

void write_rename_table(ScriptBuilder& script, const std::string& table,
                        const std::string& new_name) {
  const auto rename = [&](const std::string& from, const std::string& to) {
    script.sql(concat({"ALTER TABLE ", quote(from), " RENAME TO ", quote(to)}));
  };
  if (!sql_text::equal_ignoring_case(table, new_name)) return rename(table, new_name);
  // SQLite treats the new name as in use by the table itself.
  const std::string between = "_limbeck_new_" + new_name;
  rename(table, between);
  rename(between, new_name);
}

void write_rename_column(ScriptBuilder& script, const std::string& table, const std::string& column,
                         const std::string& new_name) {
  script.sql(concat(
      {"ALTER TABLE ", quote(table), " RENAME COLUMN ", quote(column), " TO ", quote(new_name)}));
}

}  // namespace limbeck::sql::sqlite
