#include "migrations/sql/postgresql/deferred.h"

#include <algorithm>

#include "migrations/operations/subject.h"
#include "migrations/schema/schema.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::sql::postgresql {
namespace {

using schema::Deferrable;

/// Sets each constraint to its declared mode. The statement asks the server which constraints
/// exist, because limbeck does not know what a revision's own SQL has created or dropped. A name
/// that a constraint which is not deferrable has as well stays immediate.
constexpr const char* defer_again =
    "DO $limbeck$ DECLARE names pg_catalog.text; BEGIN\n"
    "  SELECT pg_catalog.string_agg(pg_catalog.format('%I.%I', c.nspname, c.conname), ', ')\n"
    "    INTO names FROM (SELECT n.nspname, k.conname FROM pg_catalog.pg_constraint AS k\n"
    "    JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) k.connamespace\n"
    "    GROUP BY n.nspname, k.conname HAVING pg_catalog.bool_and(k.condeferred)) AS c;\n"
    "  IF names IS NOT NULL THEN\n"
    "    EXECUTE pg_catalog.concat('SET CONSTRAINTS ', names, ' DEFERRED');\n"
    "  END IF;\n"
    "END $limbeck$";

/// Calls `visit(table, constraint)` for each constraint that can be deferred.
template <class Visit>
void each_deferrable(const schema::Schema& schema, const Visit& visit) {
  for (const schema::Table& table : schema.tables) {
    const auto look = [&](const auto& constraint) {
      if (constraint.deferrable != Deferrable::no) visit(table, constraint);
    };
    std::ranges::for_each(table.foreign_keys, look);
    std::ranges::for_each(table.uniques, look);
    std::ranges::for_each(table.excludes, look);
    if (table.primary_key) look(*table.primary_key);
  }
}

bool writes_rows(const operations::Operation& operation) {
  return has(facts_of(operation).rows, operations::Rows::written);
}

/// Whether the SQL alters a table that can have deferred checks.
bool alters(const schema::Schema& schema, const operations::Execute& execute) {
  auto text = execute.sql.find("postgresql");
  if (text == execute.sql.end()) text = execute.sql.find("");
  if (text == execute.sql.end()) return false;
  bool first = true;
  for (const sql_text::Token& token : sql_text::lex(text->second)) {
    using Kind = sql_text::Token::Kind;
    if (token.kind != Kind::word && token.kind != Kind::quoted) continue;
    const std::string name = sql_text::name_of(token);
    if (first) {
      const std::string word = sql_text::lower_case(token.text);
      if (word != "alter" && word != "drop" && word != "create" && word != "truncate") return false;
      first = false;
    }
    if (std::ranges::any_of(schema.tables, [&](const schema::Table& table) {
          return table.name.name == name && defers_checks(schema, table.name, true);
        })) {
      return true;
    }
  }
  return false;
}

bool alters(const schema::Schema& schema, const operations::Operation& operation) {
  if (const auto* execute = std::get_if<operations::Execute>(&operation.value))
    return alters(schema, *execute);
  // Every table with a column of the enum.
  if (std::holds_alternative<operations::ReplaceEnum>(operation.value)) return true;
  if (writes_rows(operation)) return false;
  const operations::Subject subject = subject_of(operation);
  // The rows are the partition's.
  if (subject.verb == operations::Verb::attach)
    return defers_checks(schema, subject.partition, true);
  const auto table = table_in(subject);
  return table && defers_checks(schema, *table, true);
}

}  // namespace

bool defers_checks(const schema::Schema& schema, const schema::Name& table, bool may_be) {
  bool found = may_be && std::ranges::any_of(schema.triggers, [&](const schema::Trigger& one) {
                 return one.constraint && one.table == table;
               });
  each_deferrable(schema, [&](const schema::Table& owner, const auto& constraint) {
    bool concerns = owner.name == table;
    if constexpr (requires { constraint.ref_table; }) {
      concerns = concerns || constraint.ref_table == table;
    }
    found =
        found || (concerns && (may_be || constraint.deferrable == Deferrable::initially_deferred));
  });
  if (found) return true;
  // A partition has what its table has.
  const schema::Table* self = schema::find_table(schema, table);
  return self != nullptr && self->partition_of &&
         defers_checks(schema, self->partition_of->table, may_be);
}

void DeferredChecks::before(Writer& out, const operations::Operation& operation) {
  if (pending_ && alters(out.before(), operation)) {
    out.add(check_now);
    pending_ = false;
    immediate_ = true;
  } else if (immediate_ && writes_rows(operation)) {
    out.add(defer_again);
    immediate_ = false;
  }
}

void DeferredChecks::after(const schema::Schema& schema, const operations::Operation& operation,
                           std::span<const Statement> added) {
  if (writes_rows(operation)) {
    pending_ = pending_ || std::ranges::any_of(schema.tables, [&](const schema::Table& table) {
                 return defers_checks(schema, table.name, true);
               });
  } else if (std::ranges::any_of(added,
                                 [](const Statement& one) { return one.text == check_now; })) {
    pending_ = false;
    immediate_ = true;
  }
}

}  // namespace limbeck::sql::postgresql
