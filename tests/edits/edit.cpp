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

// As somebody leaves it who is sure that no row asks for a decision.
std::string without_decisions(std::string source) {
  for (std::size_t at = 0; (at = source.find("static_assert(")) != std::string::npos;)
    source.erase(at, source.find(");\n", at) + 3 - at);
  return source;
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
    Editor editor(random, draft, draft_hints, edit.of->schema, postgresql);
    if (!(editor.*kind.make)()) continue;
    if (!dialect.refuse(draft).empty()) continue;
    if (!diff::unreachable(edit.of->schema, draft).empty()) continue;
    if (changes_table(edit.of->schema, draft, edit.of->left_out) ||
        changes_function(edit.of->schema, draft, edit.of->left_out)) {
      continue;
    }
    edit.schema = std::move(draft);
    hints = std::move(draft_hints);
    edit.kinds.push_back(kind.name);
    --wanted;
  }
  edit.operations = diff::diff(edit.of->schema, edit.schema, hints);
  if (edit.operations.empty()) return std::nullopt;
  edit.source = without_decisions(source_of({.id = edit.id,
                                             .revises = edit.of->id,
                                             .operations = edit.operations,
                                             .before = edit.of->schema}));
  return edit;
}

}  // namespace limbeck::test
