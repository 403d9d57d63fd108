// Indexes and constraints of existing tables.
#include "migrations/sql/postgresql/foreign_keys.h"
#include "migrations/sql/postgresql/own_names.h"
#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

std::string is_valid(const std::string& index) {
  return concat({"EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid", equals,
                 "pg_catalog.to_regclass(", quote_literal(index),
                 ")::pg_catalog.oid AND indisvalid)"});
}

// An interrupted concurrent build leaves an invalid index, which writes update and no query uses.
// If the client is gone, the build may still run in the server. The lock, which blocks neither
// readers nor writers, waits for its end. It is taken without a snapshot, because the build would
// wait for that.
std::string drop_if_invalid(const schema::Name& table, const std::string& index) {
  return concat(
      {"LOCK TABLE ", quote(table), " IN SHARE UPDATE EXCLUSIVE MODE;\nDO ",
       dollar_quoted(concat({"\nBEGIN\n  IF pg_catalog.to_regclass(", quote_literal(index),
                             ") IS NOT NULL AND NOT ", is_valid(index), " THEN\n    EXECUTE ",
                             quote_literal("DROP INDEX " + index), ";\n  END IF;\nEND\n"}))});
}

std::string fail_unless_valid(const std::string& index) {
  return "DO " +
         dollar_quoted(concat({"\nBEGIN\n  IF NOT ", is_valid(index), " THEN\n    RAISE EXCEPTION ",
                               quote_literal("the index % was not built to its end"), ", ",
                               quote_literal(index), ";\n  END IF;\nEND\n"}));
}

}  // namespace

static void render(Writer& out, const operations::CreateIndex& operation) {
  if (!operation.concurrently) return add_index(out, operation.table, operation.index);
  const std::string name = quote_beside(operation.table, operation.index.name);
  out.add_alone(index_sql(operation.table, operation.index, true),
                drop_if_invalid(operation.table, name), fail_unless_valid(name));
  if (!operation.index.comment.empty()) {
    out.add_alone(comment_on("INDEX", name, operation.index.comment));
  }
}

static void render(Writer& out, const operations::DropIndex& operation) {
  const std::string name = quote_beside(operation.table, operation.index);
  if (operation.concurrently) return out.add_alone("DROP INDEX CONCURRENTLY IF EXISTS " + name);
  out.add("DROP INDEX " + name);
}

static void render(Writer& out, const operations::RenameIndex& operation) {
  out.add(concat({"ALTER INDEX ", quote_beside(operation.table, operation.index), " RENAME TO ",
                  quote(operation.new_name)}));
}

static void render(Writer& out, const operations::RenameConstraint& operation) {
  out.add(concat({alter_table(operation.table), "RENAME CONSTRAINT ", quote(operation.name), " TO ",
                  quote(operation.new_name)}));
}

static void render(Writer& out, const operations::CreatePrimaryKey& operation) {
  out.add(add_constraint(operation.table, operation.constraint));
}

static void render(Writer& out, const operations::CreateUnique& operation) {
  out.add(add_constraint(operation.table, operation.constraint));
}

static void render(Writer& out, const operations::CreateForeignKey& operation) {
  const schema::Table* table = schema::find_table(out.before(), operation.table);
  if (table != nullptr && !is_comparable(out.before(), *table, operation.constraint)) return;
  out.add(add_constraint(operation.table, operation.constraint));
}

static void render(Writer& out, const operations::ValidateConstraint& operation) {
  out.add(concat({alter_table(operation.table), "VALIDATE CONSTRAINT ", quote(operation.name)}));
}

static void render(Writer& out, const operations::CreateCheck& operation) {
  out.add(add_constraint(operation.table, operation.constraint));
}

static void render(Writer& out, const operations::CreateExclude& operation) {
  out.add(add_constraint(operation.table, operation.constraint));
}

template void render_as(Writer&, const operations::CreateIndex&);
template void render_as(Writer&, const operations::DropIndex&);
template void render_as(Writer&, const operations::RenameIndex&);
template void render_as(Writer&, const operations::RenameConstraint&);
template void render_as(Writer&, const operations::CreatePrimaryKey&);
template void render_as(Writer&, const operations::CreateUnique&);
template void render_as(Writer&, const operations::CreateForeignKey&);
template void render_as(Writer&, const operations::ValidateConstraint&);
template void render_as(Writer&, const operations::CreateCheck&);
template void render_as(Writer&, const operations::CreateExclude&);

}  // namespace limbeck::sql::postgresql
