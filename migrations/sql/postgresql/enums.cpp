// Enum types.
#include <algorithm>

#include "migrations/sql/postgresql/dependents.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql/postgresql/uses.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql/quoting.h"

namespace limbeck::sql::postgresql {
namespace {

std::string create_type(const schema::Name& name, const std::vector<std::string>& values) {
  std::vector<std::string> literals;
  for (const std::string& value : values) literals.push_back(quote_literal(value));
  return "CREATE TYPE " + quote(name) + " AS ENUM (" + join(literals, ", ") + ")";
}

bool is_of(const schema::Column& column, const schema::Name& type) {
  return column.type.kind == schema::TypeKind::enumeration && column.type.name == type;
}

void change_column(Writer& out, const schema::Name& table, const schema::Column& column) {
  if (column.default_sql) out.add(alter_column(table, column.name) + "DROP DEFAULT");
  std::string through = column.type.dimensions > 0 ? "::text[]::" : "::text::";
  out.add(alter_column(table, column.name) + "TYPE " + type_sql(column.type) + " USING " +
          quote(column.name) + through + type_sql(column.type));
  if (column.default_sql) {
    out.add(alter_column(table, column.name) + "SET DEFAULT " + expression(*column.default_sql));
  }
}

}  // namespace

void render(Writer& out, const operations::CreateEnum& operation) {
  out.add(create_type(operation.type.name, operation.type.values));
  if (!operation.type.comment.empty()) {
    out.add(comment_on("TYPE", quote(operation.type.name), operation.type.comment));
  }
}

void render(Writer& out, const operations::DropEnum& operation) {
  out.add("DROP TYPE " + quote(operation.name));
}

void render(Writer& out, const operations::AddEnumValue& operation) {
  // A value cannot be used in the transaction that adds it, so where something after it in the
  // revision may, it is committed by itself; and then a second run must not stumble over it.
  const bool alone = may_use(out.later(), operation.value);
  std::string sql = "ALTER TYPE " + quote(operation.name) + " ADD VALUE " +
                    (alone ? "IF NOT EXISTS " : "") + quote_literal(operation.value);
  if (!operation.before.empty()) sql += " BEFORE " + quote_literal(operation.before);
  if (alone) {
    out.add_alone(std::move(sql));
  } else {
    out.add(std::move(sql));
  }
}

void render(Writer& out, const operations::RenameEnumValue& operation) {
  out.add("ALTER TYPE " + quote(operation.name) + " RENAME VALUE " +
          quote_literal(operation.value) + " TO " + quote_literal(operation.new_value));
}

void render(Writer& out, const operations::ReplaceEnum& operation) {
  const schema::Enum* type = schema::find_enum(out.before(), operation.name);
  std::vector<ChangedColumn> users;
  for (const schema::Table& table : out.before().tables) {
    for (const schema::Column& column : table.columns) {
      if (is_of(column, operation.name)) users.push_back({table.name, column.name});
    }
  }
  // Generated columns of the type are among the dependents: they are dropped and made again.
  const schema::Name old{operation.name.schema, "limbeck_replaced_enum"};
  const Dependents dependents(out.before(), users, Reach::references);
  dependents.drop(out);
  out.add("ALTER TYPE " + quote(operation.name) + " RENAME TO " + quote(old.name));
  out.add(create_type(operation.name, operation.values));
  if (type != nullptr && !type->comment.empty()) {
    out.add(comment_on("TYPE", quote(operation.name), type->comment));
  }
  for (const ChangedColumn& user : users) {
    const schema::Table* table = schema::find_table(out.before(), user.table);
    const schema::Column& column = *schema::find_column(*table, user.column);
    if (!column.generated) change_column(out, user.table, column);
  }
  out.add("DROP TYPE " + quote(old));
  dependents.restore(out);
}

}  // namespace limbeck::sql::postgresql
