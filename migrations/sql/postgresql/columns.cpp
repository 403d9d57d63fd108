// Adding, dropping and renaming columns.
#include "migrations/schema/canonical.h"
#include "migrations/sql/postgresql/dependents.h"
#include "migrations/sql/postgresql/fill.h"
#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {

namespace {

/// The column for existing rows. Its other properties are added when the rows have their values.
void add_filled(Writer& out, const operations::AddColumn& operation) {
  const schema::Name& table = operation.table;
  schema::Column column = operation.column;
  const std::string alter = alter_column(table, column.name);
  const schema::Table* before = schema::find_table(out.before(), table);
  const std::optional<std::string> meant = column.default_sql;
  column.identity.reset();
  if (before != nullptr && needs_no_row(operation.fill, *before)) {
    // If it is a constant, no row is written, and no trigger fires.
    if (!meant || schema::canonical_default(column.type, *meant) !=
                      schema::canonical_default(column.type, operation.fill)) {
      column.default_sql = operation.fill;
    }
    add_column(out, table, column);
    if (!meant) out.add(alter + "DROP DEFAULT");
  } else {
    column.nullable = true;
    column.default_sql.reset();
    add_column(out, table, column);
    fill(out, table, column.name, operation.fill, Rows::all);
    if (!operation.column.nullable) out.add(alter + "SET NOT NULL");
  }
  if (meant && meant != column.default_sql)
    out.add(concat({alter, "SET DEFAULT ", expression(*meant)}));
}

}  // namespace

static void render(Writer& out, const operations::AddColumn& operation) {
  const schema::Column& column = operation.column;
  if (operation.fill.empty()) return add_column(out, operation.table, column);
  add_filled(out, operation);
  if (column.identity) add_identity(out, operation.table, column);
}

static void render(Writer& out, const operations::DropColumn& operation) {
  out.add(concat({alter_table(operation.table), "DROP COLUMN ", quote(operation.column)}));
}

static void render(Writer& out, const operations::RenameColumn& operation) {
  out.add(concat({alter_table(operation.table), "RENAME COLUMN ", quote(operation.column), " TO ",
                  quote(operation.new_name)}));
  const schema::Table* before = schema::find_table(out.before(), operation.table);
  if (before == nullptr) return;
  schema::Table after = *before;
  if (schema::Column* column = schema::find_column(after, operation.column))
    column->name = operation.new_name;
  rename_sequences(out, *before, after);
}

template void render_as(Writer&, const operations::AddColumn&);
template void render_as(Writer&, const operations::DropColumn&);
template void render_as(Writer&, const operations::RenameColumn&);

}  // namespace limbeck::sql::postgresql
