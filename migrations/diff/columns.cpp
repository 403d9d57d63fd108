#include "migrations/diff/columns.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>
#include <vector>

#include "migrations/diff/match.h"
#include "migrations/diff/renames.h"
#include "migrations/operations/altered_fields.h"
#include "migrations/operations/column_change.h"
#include "migrations/operations/renaming.h"
#include "migrations/schema/canonical.h"
#include "migrations/schema/location.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"

namespace limbeck::diff {
namespace {

using operations::Operation;
using schema::TypeKind;

// Kinds that databases compare with each other, so that a foreign key can stand between them.
int family(TypeKind kind) {
  switch (kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
      return -1;
    case TypeKind::text:
    case TypeKind::varchar:
      return -2;
    default:
      return static_cast<int>(kind);
  }
}

bool is_retyped(const schema::Type& from, const schema::Type& to) {
  return family(from.kind) != family(to.kind) || from.name != to.name ||
         from.dimensions != to.dimensions || from.per_dialect != to.per_dialect;
}

std::string fill_of(const Hints& hints, const Name& table, const std::string& column) {
  const auto found = hints.fills.find({table, column});
  return found == hints.fills.end() ? std::string() : found->second;
}

bool same_generated(const schema::Column& a, const schema::Column& b) {
  if (a.generated.has_value() != b.generated.has_value()) return false;
  return !a.generated || same(*a.generated, *b.generated);
}

// Spelled for the type that the column has and keeps; where the type changes, so may the value.
bool same_default(const schema::Column& a, const schema::Column& b) {
  if (a.default_sql == b.default_sql) return true;
  if (!a.default_sql || !b.default_sql) return false;
  // A cast to the type that goes has to go with it.
  const bool has_cast = a.default_sql->find("::") != std::string::npos ||
                        b.default_sql->find("::") != std::string::npos;
  if (has_cast && a.type != b.type)
    return sql_text::canonical_sql(*a.default_sql) == sql_text::canonical_sql(*b.default_sql);
  return schema::canonical_default(a.type, *a.default_sql) ==
         schema::canonical_default(b.type, *b.default_sql);
}

// Whether a check of the column contains the text, which means that the column may have that value.
bool allows_value(const schema::Table& table, const std::string& column, const std::string& text) {
  return std::any_of(table.checks.begin(), table.checks.end(), [&](const schema::Check& check) {
    bool names_column = false, says_text = false;
    for (const sql_text::Token& token : sql_text::lex(check.expression)) {
      if (sql_text::is_name(token))
        names_column = names_column || sql_text::name_of(token) == column;
      says_text = says_text || sql_text::text_of(token) == text;
    }
    return names_column && says_text;
  });
}

// The values of an enum kept as text that have other names now, as an expression.
std::string renamed_values(const schema::Table& to, const std::string& column, const Hints& hints) {
  const auto found = hints.renamed_texts.find({to.name, column});
  if (found == hints.renamed_texts.end()) return {};
  operations::Renamed renamed;
  for (const auto& [value, old_value] : found->second) renamed.emplace_back(old_value, value);
  return renamed.empty() ? std::string() : operations::renaming(column, renamed);
}

// What changes in a column, or nothing.
std::optional<operations::AlterColumn> compare(const schema::Column& from,
                                               const schema::Table& to_table,
                                               const schema::Column& to, const Hints& hints) {
  const Name& table = to_table.name;
  std::string using_expression = renamed_values(to_table, to.name, hints);
  if (from == to && using_expression.empty()) return std::nullopt;
  operations::AlterColumn change = operations::column_change(table, from, to);
  change.using_expression = std::move(using_expression);
  if (!change.using_expression.empty()) change.type = to.type;
  if (same_default(from, to)) change.default_sql.reset();
  if (same_generated(from, to)) change.generated.reset();
  if (change.nullable == false && !to.generated) {
    change.fill = fill_of(hints, table, to.name);
    // What new rows get without a value, those that have none get too.
    if (change.fill.empty() && to.default_sql &&
        !sql_text::equal_ignoring_case(*to.default_sql, "null"))
      change.fill = *to.default_sql;
  }
  if (!operations::has_changes(change)) return std::nullopt;
  return change;
}

using Columns = std::vector<const schema::Column*>;

std::vector<std::string> names_of(const schema::Table& table) {
  std::vector<std::string> names;
  for (const schema::Column& column : table.columns) names.push_back(column.name);
  return names;
}

bool uses(const schema::Column& column, const schema::Column& other,
          const std::vector<std::string>& names) {
  return &column != &other && column.generated &&
         sql_text::mentions_column(column.generated->expression, other.name, names);
}

// Generated columns may stand on one another (SQLite): each comes after those it uses.
Columns after_what_they_use(Columns columns, const std::vector<std::string>& names) {
  Columns ordered;
  while (!columns.empty()) {
    auto next = std::find_if(columns.begin(), columns.end(), [&](const schema::Column* column) {
      return std::none_of(columns.begin(), columns.end(), [&](const schema::Column* other) {
        return uses(*column, *other, names);
      });
    });
    if (next == columns.end()) next = columns.begin();  // in a circle: no database has such a table
    ordered.push_back(*next);
    columns.erase(next);
  }
  return ordered;
}

// Of the generated columns that go, users before what they use, those that a column which stays
// used before it was changed: they can only go after that change.
Columns take_those_still_used(Columns& going, const Columns& staying,
                              const std::vector<std::string>& names) {
  Columns late;
  for (auto column = going.begin(); column != going.end();) {
    const auto is_used_by = [&](const schema::Column* other) {
      return uses(*other, **column, names);
    };
    if (std::any_of(staying.begin(), staying.end(), is_used_by) ||
        std::any_of(late.begin(), late.end(), is_used_by)) {
      late.push_back(*column);
      column = going.erase(column);
    } else {
      ++column;
    }
  }
  return late;
}

}  // namespace

RenamedTexts renamed_texts(const schema::Schema& from, const schema::Schema& to, const Hints& hints,
                           const std::vector<Operation>& renames, std::vector<Finding>& problems) {
  RenamedTexts result;
  for (const auto& [of, values] : hints.renamed_texts) {
    const auto& [table, column] = of;
    const schema::Table* before = schema::find_table(from, table);
    const schema::Table* after = schema::find_table(to, table);
    if (before == nullptr || after == nullptr) continue;
    const auto [old_table, old_column] = before_renames(table, column, renames);
    const std::string old_path = schema::path_of_column(old_table, old_column) + "/values/";
    // Only the checks of the table show which values the column can have.
    std::vector<AmbiguousRename> ambiguities;
    const auto steps = ordered_renames(
        values,
        {.is_in_from = [&](const std::string& text) { return allows_value(*before, column, text); },
         .is_in_to = [&](const std::string& text) { return allows_value(*after, column, text); },
         .circle_is_closer = [](const std::vector<Rename>&) { return Answer::unknown; },
         .was_done =
             [&](const Rename& step) { return was_called(hints, old_path + step.to, step.from); },
         .at_once = true},
        ambiguities);
    for (const Rename& step : steps) result[of][step.to] = step.from;
    for (const AmbiguousRename& ambiguity : ambiguities) {
      problems.push_back(
          describe(ambiguity, "values", "alter_column with .using_expression",
                   [&](const std::string&) { return schema::path_of_column(table, column); }));
    }
  }
  return result;
}

ColumnChanges compare_columns(const schema::Table& from, const schema::Table& to,
                              const Hints& hints) {
  ColumnChanges changes;
  if (from.columns == to.columns && from.checks == to.checks) return changes;
  std::unordered_map<std::string, const schema::Column*> old;
  for (const schema::Column& column : from.columns) old.emplace(column.name, &column);

  std::vector<Operation> added, altered;
  Columns generated;
  for (const schema::Column& column : to.columns) {
    const auto found = old.find(column.name);
    if (found == old.end()) {
      if (column.generated) {
        generated.push_back(&column);
      } else {
        const std::string fill = fill_of(hints, to.name, column.name);
        added.push_back({operations::AddColumn{to.name, column, fill}, {}});
      }
      continue;
    }
    const schema::Column& before = *found->second;
    if (auto change = compare(before, to, column, hints)) {
      if (change->type && is_retyped(before.type, column.type)) changes.retyped.insert(column.name);
      altered.push_back({*std::move(change), {}});
    }
    old.erase(found);
  }
  Columns going, staying, plain;
  for (const schema::Column& column : from.columns) {
    (!old.contains(column.name) ? staying : column.generated ? going : plain).push_back(&column);
  }
  const std::vector<std::string> old_names = names_of(from);
  going = after_what_they_use(std::move(going), old_names);
  std::reverse(going.begin(), going.end());
  const Columns late = take_those_still_used(going, staying, old_names);

  const auto drop = [&](const Columns& columns) {
    for (const schema::Column* column : columns) {
      changes.operations.push_back({operations::DropColumn{to.name, column->name}, {}});
    }
  };
  drop(going);
  std::move(added.begin(), added.end(), std::back_inserter(changes.operations));
  std::move(altered.begin(), altered.end(), std::back_inserter(changes.operations));
  for (const schema::Column* column : after_what_they_use(std::move(generated), names_of(to))) {
    changes.operations.push_back({operations::AddColumn{to.name, *column, {}}, {}});
  }
  drop(late);
  drop(plain);
  return changes;
}

}  // namespace limbeck::diff
