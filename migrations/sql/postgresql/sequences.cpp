// Sequences of their own.
#include "migrations/operations/altered_fields.h"
#include "migrations/schema/kinds.h"
#include "migrations/sql/postgresql/counter.h"
#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

std::string owned_by(const std::optional<schema::OwnedBy>& owner) {
  return " OWNED BY " +
         (owner ? concat({quote(owner->table), ".", quote(owner->column)}) : std::string("NONE"));
}

}  // namespace

static void render(Writer& out, const operations::CreateSequence& operation) {
  const schema::Sequence& sequence = operation.thing;
  std::string sql = "CREATE SEQUENCE " + quote(sequence.name);
  if (lowered(sequence.type).kind != schema::TypeKind::bigint) {
    sql += " AS " + type_sql(sequence.type);
  }
  for (const std::string& option : options_of(counter_of(sequence), sequence.type)) {
    sql += " " + option;
  }
  if (sequence.owned_by) sql += owned_by(sequence.owned_by);
  out.add(std::move(sql));
  if (!sequence.comment.empty()) {
    out.add(comment_on("SEQUENCE", quote(sequence.name), sequence.comment));
  }
}

static void render(Writer& out, const operations::AlterSequence& operation) {
  const schema::Sequence* from = schema::find<schema::Sequence>(out.before(), operation.name);
  if (from == nullptr) return;
  schema::Sequence to = *from;
  alter(to, operation);
  const Counter old_counter = counter_of(*from);
  const Counter new_counter = counter_of(to);
  std::string moved = move_into(quote_literal(quote(operation.name)) + "::pg_catalog.regclass",
                                old_counter, new_counter);
  if (!moved.empty()) out.add(std::move(moved));
  std::string sql;
  if (lowered(from->type) != lowered(to.type)) sql += " AS " + type_sql(to.type);
  for (const std::string& option : changed_options(old_counter, new_counter)) sql += " " + option;
  if (restarts(old_counter, new_counter)) sql += " RESTART";
  if (from->owned_by != to.owned_by) sql += owned_by(to.owned_by);
  if (!sql.empty()) out.add(concat({"ALTER SEQUENCE ", quote(operation.name), sql}));
}

static void render(Writer& out, const operations::DropSequence& operation) {
  out.add("DROP SEQUENCE " + quote(operation.name));
}

template void render_as(Writer&, const operations::CreateSequence&);
template void render_as(Writer&, const operations::AlterSequence&);
template void render_as(Writer&, const operations::DropSequence&);

}  // namespace limbeck::sql::postgresql
