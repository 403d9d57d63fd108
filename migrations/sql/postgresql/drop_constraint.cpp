// Drops constraints. The name of a constraint that was created without one is looked up in the
// catalog, because PostgreSQL chose it, and it may be derived from names before renames.
#include "migrations/operations/drop_constraint.h"
#include "migrations/sql/postgresql/foreign_keys.h"
#include "migrations/sql/postgresql/own_names.h"
#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

void drop_named(Writer& out, const schema::Name& table, const std::string& name) {
  out.add(concat({alter_table(table), "DROP CONSTRAINT ", quote(name)}));
}

std::string drop_found(const schema::Name& table, const std::string& condition) {
  const std::string name = quote_literal(quote(table));
  return "DO " + dollar_quoted(
                     concat({"\nDECLARE\n  found pg_catalog.name;\nBEGIN\n"
                             "  SELECT c.conname INTO STRICT found"
                             " FROM pg_catalog.pg_constraint AS c\n"
                             "  WHERE c.conrelid",
                             equals, name, "::pg_catalog.regclass::pg_catalog.oid AND ", condition,
                             "\n  ORDER BY c.conname LIMIT 1;\n"
                             "  EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', ",
                             name, ", found);\nEND\n"}));
}

void drop_by_columns(Writer& out, const schema::Name& table, std::string_view kind,
                     const std::vector<std::string>& columns) {
  std::string names;
  for (const std::string& column : columns) {
    if (!names.empty()) names += ", ";
    names += quote_literal(column);
  }
  out.add(drop_found(
      table, concat({"c.contype", equals, "'", kind,
                     "' AND\n    (SELECT pg_catalog.array_agg(a.attname ORDER BY k.place)\n"
                     "     FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY"
                     " AS k(number, place)\n"
                     "     JOIN pg_catalog.pg_attribute AS a ON a.attrelid",
                     equals, "c.conrelid AND a.attnum", equals, "k.number)", equals, "ARRAY[",
                     names, "]::pg_catalog.name[]"})));
}

template <class Constraint>
Constraint nameless(Constraint constraint) {
  constraint.name.clear();
  return constraint;
}

}  // namespace

void drop_constraint(Writer& out, const schema::Name& table, const schema::PrimaryKey& key) {
  if (!key.name.empty()) return drop_named(out, table, key.name);
  out.add(drop_found(table, concat({"c.contype", equals, "'p'"})));
}

void drop_constraint(Writer& out, const schema::Name& table, const schema::Unique& constraint) {
  if (!constraint.name.empty()) return drop_named(out, table, constraint.name);
  drop_by_columns(out, table, "u", constraint.columns);
}

void drop_constraint(Writer& out, const schema::Name& table, const schema::ForeignKey& constraint) {
  if (!constraint.name.empty()) return drop_named(out, table, constraint.name);
  drop_by_columns(out, table, "f", constraint.columns);
}

void drop_constraint(Writer& out, const schema::Name& table, const schema::Check& constraint) {
  if (!constraint.name.empty()) return drop_named(out, table, constraint.name);
  // The texts do not show whether two checks are equal. The check is created again under another
  // name, and the one that PostgreSQL prints in the same way is dropped.
  schema::Check twin = constraint;
  twin.name = "limbeck_twin";
  twin.not_valid = true;
  out.add(add_constraint(table, twin));
  const std::string text = "pg_catalog.pg_get_expr(c.conbin, c.conrelid)";
  out.add(drop_found(
      table,
      concat({"c.contype", equals,
              "'c' AND c.conname OPERATOR(pg_catalog.<>) 'limbeck_twin' AND\n    ", text, equals,
              "(SELECT pg_catalog.pg_get_expr(conbin, conrelid)"
              " FROM pg_catalog.pg_constraint\n     WHERE conrelid",
              equals, "c.conrelid AND conname", equals, "'limbeck_twin')"})));
  drop_named(out, table, twin.name);
}

void drop_constraint(Writer& out, const schema::Name& table, const schema::Exclude& constraint) {
  drop_named(out, table, constraint.name);
}

static void render(Writer& out, const operations::DropConstraint& operation) {
  const schema::Table* table = schema::find_table(out.before(), operation.table);
  if (table == nullptr) return;
  // A foreign key between types that cannot be compared was dropped before.
  const auto is_gone = [&](const schema::ForeignKey& key) {
    return !is_comparable(out.before(), *table, key);
  };
  if (!operation.name.empty()) {
    for (const schema::ForeignKey& key : table->foreign_keys) {
      if (key.name == operation.name && is_gone(key)) return;
    }
    return drop_named(out, operation.table, operation.name);
  }
  const auto found = operations::find_constraints(*table, operation);
  if (found.empty()) return;
  // The name in the history does not matter: databases may have the key under another name, from an
  // earlier limbeck or another naming convention.
  const std::size_t at = found.front().index;
  switch (found.front().kind) {
    case schema::ConstraintKind::primary:
      return drop_constraint(out, operation.table, nameless(*table->primary_key));
    case schema::ConstraintKind::unique:
      return drop_constraint(out, operation.table, nameless(table->uniques[at]));
    case schema::ConstraintKind::foreign_key:
      if (!is_gone(table->foreign_keys[at]))
        drop_constraint(out, operation.table, nameless(table->foreign_keys[at]));
      return;
    case schema::ConstraintKind::check:
      return drop_constraint(out, operation.table, nameless(table->checks[at]));
    default:
      return drop_constraint(out, operation.table, table->excludes[at]);
  }
}

template void render_as(Writer&, const operations::DropConstraint&);

}  // namespace limbeck::sql::postgresql
