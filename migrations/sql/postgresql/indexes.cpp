// Indexes and constraints of tables that are there.
#include "migrations/sql/postgresql/foreign_keys.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/words.h"

namespace limbeck::sql::postgresql {
namespace {

// An interrupted concurrent build leaves an index that is there, takes writes and serves nobody.
std::string drop_if_invalid(const std::string& index) {
  return "DO " + dollar_quoted(
                     "\nBEGIN\n  IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass(" +
                     quote_literal(index) + ") AND NOT indisvalid) THEN\n    EXECUTE " +
                     quote_literal("DROP INDEX " + index) + ";\n  END IF;\nEND\n");
}

}  // namespace

void render(Writer& out, const operations::CreateIndex& operation) {
  if (!operation.concurrently) return add_index(out, operation.table, operation.index);
  const std::string name = quote_beside(operation.table, operation.index.name);
  out.add_alone(drop_if_invalid(name));
  out.add_alone(index_sql(operation.table, operation.index, true));
  if (!operation.index.comment.empty()) {
    out.add_alone(comment_on("INDEX", name, operation.index.comment));
  }
}

void render(Writer& out, const operations::DropIndex& operation) {
  const std::string name = quote_beside(operation.table, operation.index);
  if (operation.concurrently) return out.add_alone("DROP INDEX CONCURRENTLY IF EXISTS " + name);
  out.add("DROP INDEX " + name);
}

void render(Writer& out, const operations::CreatePrimaryKey& operation) {
  out.add(add_constraint(operation.table, operation.constraint));
}

void render(Writer& out, const operations::CreateUnique& operation) {
  out.add(add_constraint(operation.table, operation.constraint));
}

void render(Writer& out, const operations::CreateForeignKey& operation) {
  const schema::Table* table = schema::find_table(out.before(), operation.table);
  if (table != nullptr && !is_comparable(out.before(), *table, operation.constraint)) return;
  out.add(add_constraint(operation.table, operation.constraint));
}

void render(Writer& out, const operations::CreateCheck& operation) {
  out.add(add_constraint(operation.table, operation.constraint));
}

void render(Writer& out, const operations::CreateExclude& operation) {
  out.add(add_constraint(operation.table, operation.constraint));
}

}  // namespace limbeck::sql::postgresql
