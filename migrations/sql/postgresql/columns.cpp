// Adding, dropping and renaming columns.
#include "migrations/sql/postgresql/dependents.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/words.h"

namespace limbeck::sql::postgresql {

void render(Writer& out, const operations::AddColumn& operation) {
  const schema::Column& column = operation.column;
  if (operation.fill.empty()) return add_column(out, operation.table, column);
  // Existing rows get the fill, not the default: the rest is set when they have it.
  schema::Column bare = column;
  bare.nullable = true;
  bare.default_sql.reset();
  bare.identity.reset();
  add_column(out, operation.table, bare);
  out.add("UPDATE " + quote(operation.table) + " SET " + quote(column.name) + " = " +
          expression(operation.fill));
  settle(out, operation.table);
  if (!column.nullable) out.add(alter_column(operation.table, column.name) + "SET NOT NULL");
  if (column.default_sql) {
    out.add(alter_column(operation.table, column.name) + "SET DEFAULT " +
            expression(*column.default_sql));
  }
  if (column.identity) {
    out.add(alter_column(operation.table, column.name) + "ADD" +
            identity_sql(*column.identity, column.type));
    out.add(move_identity(operation.table, column.name, *column.identity));
  }
}

void render(Writer& out, const operations::DropColumn& operation) {
  out.add(alter_table(operation.table) + "DROP COLUMN " + quote(operation.column));
}

void render(Writer& out, const operations::RenameColumn& operation) {
  out.add(alter_table(operation.table) + "RENAME COLUMN " + quote(operation.column) + " TO " +
          quote(operation.new_name));
}

}  // namespace limbeck::sql::postgresql
