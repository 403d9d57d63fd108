#include "compiler/check/drift.h"
#include "compiler/check/places.h"
#include "migrations/diff/diff.h"

namespace limbeck::compiler {

std::vector<Fix> rename_fixes(const std::vector<operations::Operation>& operations,
                              const Model& model, const State& state) {
  std::vector<Fix> fixes;
  for (const diff::LikelyRename& rename :
       diff::likely_renames(operations, state.schema, model.schema)) {
    if (model.hints.fills.contains({rename.table, rename.column})) continue;
    const bool column = !rename.column.empty();
    Fix fix;
    fix.diagnostic =
        find_place(model.locations, column ? schema::path_of_column(rename.table, rename.column)
                                           : schema::path_of_table(rename.table));
    if (fix.diagnostic.line == 0 || fix.diagnostic.length == 0) continue;
    const std::string attribute = "[[limbeck::renamed_from(\"" + rename.from + "\")]]";
    fix.description = "it is '" + rename.from + "' under a new name";
    fix.at = fix.diagnostic;
    fix.at.length = 0;
    // Behind the name of a field, where no specifier of its type can claim it; before a struct's.
    if (column) fix.at.column += fix.diagnostic.length;
    fix.insert = column ? " " + attribute : attribute + " ";
    fixes.push_back(std::move(fix));
  }
  return fixes;
}

}  // namespace limbeck::compiler
