#include <algorithm>

#include "compiler/check/drift.h"
#include "compiler/check/places.h"
#include "migrations/schema/object_text.h"
#include "migrations/sql/dialect.h"

namespace limbeck::compiler {
namespace {

using schema::LetterCase;
using schema::Name;
using schema::Object;
using Kind = schema::ObjectKind;

class Exclusions {
 public:
  Exclusions(const Model& model, const schema::Filter& filter, LetterCase letters,
             diagnostics::Diagnostics& diagnostics)
      : model_(model), filter_(filter), letters_(letters), diagnostics_(diagnostics) {}

  void look(const std::string& kind, const Name& name, const std::string& path) {
    // What the default schema is called, only a database knows.
    if (const std::string* pattern = filter_.excluding(name, {}, letters_)) {
      tell(kind, name, path, "the pattern '" + *pattern + "' of EXCLUDE_TABLES leaves it to others",
           "one of the two is wrong: narrow the pattern, or leave this out of the target");
    } else if (!name.schema.empty() && !filter_.includes_schema(name.schema, letters_)) {
      tell(kind, name, path, "INCLUDE_SCHEMAS leaves the schema '" + name.schema + "' to others",
           "one of the two is wrong: add the schema there, or leave this out of the target");
    }
  }

  void look(schema::Part part, const Name& table, const std::string& name,
            const std::string& path) {
    const std::string* pattern = filter_.excluding(part, table, name, {}, letters_);
    if (pattern == nullptr) return;
    tell(std::string(to_string(part)), {table.schema, table.name + "." + name}, path,
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
  void tell(const std::string& kind, const Name& name, const std::string& path,
            const std::string& why, const std::string& what_to_do) {
    diagnostics_.error("limbeck-excluded",
                       kind + " '" + to_string(name) + "' is declared here, and " + why,
                       find_place(model_.locations, path), {{what_to_do, {}}});
  }

  const Model& model_;
  const schema::Filter& filter_;
  LetterCase letters_;
  diagnostics::Diagnostics& diagnostics_;
};

}  // namespace

void report_excluded(const Model& model, const schema::Filter& filter,
                     const std::vector<std::string>& dialects,
                     diagnostics::Diagnostics& diagnostics) {
  const auto known = sql::find_dialects(dialects);
  // What one of them takes for the same name, is the same.
  const bool ignored = std::ranges::any_of(known, [](const sql::FullDialect* dialect) {
    return dialect->letters() == LetterCase::ignored;
  });
  Exclusions exclusions(model, filter, ignored ? LetterCase::ignored : LetterCase::counts,
                        diagnostics);
  const schema::Schema& declared = model.schema;
  for (const schema::Table& table : declared.tables) {
    exclusions.look("table", table.name, schema::path_of_table(table.name));
    exclusions.look_inside(table);
  }
  for (const schema::Enum& type : declared.enums)
    exclusions.look("enum", type.name, schema::path_of_enum(type.name));
  const auto look_at = [&](const auto& things, Kind kind) {
    for (const auto& thing : things) {
      exclusions.look(std::string(to_string(kind)), thing.name,
                      schema::path_of(Object{kind, thing.name, {}}));
    }
  };
  look_at(declared.sequences, Kind::sequence);
  look_at(declared.domains, Kind::domain);
  look_at(declared.views, Kind::view);
  for (const schema::View& view : declared.views)
    exclusions.look_at_indexes(view.name, view.indexes);
  for (const schema::Trigger& trigger : declared.triggers) {
    exclusions.look(schema::Part::trigger, trigger.table, trigger.name,
                    schema::path_of(Object{Kind::trigger, trigger.table, trigger.name}));
  }
  for (const schema::Function& function : declared.functions) {
    exclusions.look("function", function.name,
                    schema::path_of(Object{Kind::function, function.name, function.arguments}));
  }
}

}  // namespace limbeck::compiler
