#include "tests/edits/edit.h"

#include <algorithm>

#include "migrations/diff/diff.h"
#include "tests/edits/edits.h"

namespace limbeck::test {
namespace {

using schema::Schema;

/// Whether the edit changes a table that is left out, or a type of its columns.
bool changes_table(const Schema& before, const Schema& after, const LeftOut& left_out) {
  const auto& tables = left_out.tables;
  return std::any_of(tables.begin(), tables.end(), [&](const schema::Name& name) {
    const schema::Table *was = schema::find_table(before, name),
                        *is = schema::find_table(after, name);
    if (was == nullptr || is == nullptr || *was != *is) return true;
    return std::any_of(was->columns.begin(), was->columns.end(), [&](const auto& column) {
      if (column.type.kind != schema::TypeKind::enumeration) return false;
      const schema::Enum *type = schema::find_enum(before, column.type.name),
                         *now = schema::find_enum(after, column.type.name);
      return now == nullptr || type->values != now->values;
    });
  });
}

bool changes_function(const Schema& before, const Schema& after, const LeftOut& left_out) {
  const auto& functions = before.functions;
  return std::any_of(functions.begin(), functions.end(), [&](const schema::Function& was) {
    if (!left_out.functions.contains(was.name)) return false;
    const schema::Function* is = schema::find_function(after, was.name, was.arguments);
    return is == nullptr || *is != was;
  });
}

// Not of columns that later changes gave other values: another fill, another type, other NULLs.
void keep_what_is_known(Edit& edit, const diff::Hints& hints) {
  const bool values_change = std::any_of(
      edit.operations.begin(), edit.operations.end(), [](const operations::Operation& operation) {
        const auto* alter = std::get_if<operations::AlterColumn>(&operation.value);
        return alter != nullptr && (!alter->fill.empty() || alter->generated);
      });
  std::erase_if(edit.values, [&](const auto& entry) {
    const auto& [of, value] = entry;
    const schema::Table* table = schema::find_table(edit.schema, of.first);
    const schema::Column* column =
        table == nullptr ? nullptr : schema::find_column(*table, of.second);
    const auto fill = hints.fills.find(of);
    return values_change || column == nullptr || column->type != value.type || column->generated ||
           (fill == hints.fills.end() ? std::string() : fill->second) != value.fill;
  });
}

}  // namespace

std::optional<Edit> any_edit(std::uint64_t seed, const std::vector<Original>& originals,
                             const sql::FullDialect& dialect) {
  static const std::vector<EditKind> kinds = edit_kinds();
  const bool postgresql = dialect.name() == "postgresql";
  Random random(seed);
  Edit edit;
  edit.seed = seed;
  edit.of = &random.of(originals);
  edit.id = "e" + std::to_string(seed);
  edit.schema = edit.of->schema;
  diff::Hints hints;
  std::size_t wanted = 1 + random.below(5);
  for (std::size_t tries = 0; tries < 60 && wanted > 0; ++tries) {
    const EditKind& kind = random.of(kinds);
    if (!postgresql && !kind.on_sqlite) continue;
    Schema draft = edit.schema;
    diff::Hints draft_hints = hints;
    Editor::Values draft_values = edit.values;
    Editor editor(random, draft, draft_hints, draft_values, edit.of->schema, postgresql);
    if (!(editor.*kind.make)()) continue;
    if (!dialect.refuse(draft).empty()) continue;
    if (!diff::unreachable(edit.of->schema, draft).empty()) continue;
    if (changes_table(edit.of->schema, draft, edit.of->left_out) ||
        changes_function(edit.of->schema, draft, edit.of->left_out)) {
      continue;
    }
    edit.schema = std::move(draft);
    hints = std::move(draft_hints);
    edit.values = std::move(draft_values);
    edit.kinds.push_back(kind.name);
    --wanted;
  }
  hints.former_names.emplace();  // the history has renamed nothing yet
  std::vector<Finding> told;
  edit.operations = diff::diff(edit.of->schema, edit.schema, hints, told);
  // Somebody has to decide.
  if (std::any_of(told.begin(), told.end(),
                  [](const Finding& each) { return each.severity == findings::Severity::error; }))
    return std::nullopt;
  if (edit.operations.empty()) return std::nullopt;
  keep_what_is_known(edit, hints);
  edit.source = source_of({.id = edit.id,
                           .revises = edit.of->id,
                           .operations = edit.operations,
                           .before = edit.of->schema,
                           .dialect = std::string(dialect.name())});
  return edit;
}

}  // namespace limbeck::test
