#include <algorithm>

#include "compiler/check/drift.h"
#include "compiler/check/places.h"
#include "migrations/findings/rule_id.h"
#include "migrations/schema/kinds.h"
#include "migrations/scope/scope.h"
#include "migrations/sql/dialect.h"

namespace limbeck::compiler {
namespace {

using schema::LetterCase;
using schema::Name;

class Exclusions {
 public:
  Exclusions(const Model& model, const scope::Scope& scope, diagnostics::Diagnostics& diagnostics)
      : model_(model), scope_(scope), diagnostics_(diagnostics) {}

  void look(const std::string& kind, const Name& name, const std::string& path) {
    if (const std::string* pattern = scope_.pattern_for(name)) {
      report(kind, name, path,
             "the pattern '" + *pattern + "' of EXCLUDE_TABLES leaves it to others",
             "one of the two is wrong: narrow the pattern, or leave this out of the target");
    } else if (scope_.reason_for(name) == scope::Reason::schema) {
      report(kind, name, path, "INCLUDE_SCHEMAS leaves the schema '" + name.schema + "' to others",
             "one of the two is wrong: add the schema there, or leave this out of the target");
    }
  }

  void look(schema::Part part, const Name& table, const std::string& name,
            const std::string& path) {
    const std::string* pattern = scope_.pattern_for(part, table, name);
    if (pattern == nullptr) return;
    report(std::string(to_string(part)), {table.schema, table.name + "." + name}, path,
           "the pattern '" + *pattern + "' of EXCLUDE_TABLES leaves it to others",
           "one of the two is wrong: narrow the pattern, or leave this out of the target");
  }

  void look_inside(const schema::Table& table) {
    const Name& name = table.name;
    for (const schema::Column& column : table.columns)
      look(schema::Part::column, name, column.name, schema::path_of_column(name, column.name));
    const auto look_at = [&](const auto& constraint) {
      look(schema::Part::constraint, name, constraint.name,
           schema::path_of_constraint(name, constraint.name));
    };
    if (table.primary_key) look_at(*table.primary_key);
    std::for_each(table.uniques.begin(), table.uniques.end(), look_at);
    std::for_each(table.foreign_keys.begin(), table.foreign_keys.end(), look_at);
    std::for_each(table.checks.begin(), table.checks.end(), look_at);
    std::for_each(table.excludes.begin(), table.excludes.end(), look_at);
    look_at_indexes(name, table.indexes);
  }

  void look_at_indexes(const Name& table, const std::vector<schema::Index>& indexes) {
    for (const schema::Index& index : indexes)
      look(schema::Part::index, table, index.name, schema::path_of_index(table, index.name));
  }

 private:
  void report(const std::string& kind, const Name& name, const std::string& path,
              const std::string& why, const std::string& what_to_do) {
    diagnostics_.error(RuleId::excluded,
                       kind + " '" + to_string(name) + "' is declared here, and " + why,
                       find_place(model_.locations, path), {{what_to_do, {}}});
  }

  const Model& model_;
  const scope::Scope& scope_;
  diagnostics::Diagnostics& diagnostics_;
};

}  // namespace

void report_excluded(const Model& model, const schema::Filter& filter,
                     const std::vector<std::string>& dialects,
                     diagnostics::Diagnostics& diagnostics) {
  const auto known = sql::find_dialects(dialects);
  // Names are the same where one of the databases takes them for the same.
  const bool ignored = std::ranges::any_of(known, [](const sql::FullDialect* dialect) {
    return dialect->letters() == LetterCase::ignored;
  });
  const scope::Scope scope(filter, {.letters = ignored ? LetterCase::ignored : LetterCase::counts});
  Exclusions exclusions(model, scope, diagnostics);
  const schema::Schema& declared = model.schema;
  schema::for_each_kind([&](const auto& kind) {
    using Thing = schema::ThingOf<decltype(kind)>;
    // A trigger is a part of its table. Schemas and extensions are in no schema, and no pattern is
    // for them.
    if constexpr (schema::is_in_schema<Thing>) {
      for (const Thing& thing : declared.*kind.member)
        exclusions.look(kind.label, thing.name, schema::path_of(thing));
    }
  });
  for (const schema::Table& table : declared.tables) exclusions.look_inside(table);
  for (const schema::View& view : declared.views)
    exclusions.look_at_indexes(view.name, view.indexes);
  for (const schema::Trigger& trigger : declared.triggers)
    exclusions.look(schema::Part::trigger, trigger.table, trigger.name, schema::path_of(trigger));
}

}  // namespace limbeck::compiler
