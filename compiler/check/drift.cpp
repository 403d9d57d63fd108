#include "compiler/check/drift.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "compiler/check/difference.h"
#include "compiler/emit/cpp_writer.h"
#include "compiler/emit/revision_source.h"
#include "migrations/diff/diff.h"
#include "migrations/diff/renamed_values.h"
#include "migrations/operations/apply.h"
#include "migrations/scope/governed.h"
#include "migrations/sql/dialect.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

using findings::Note;
using operations::Operation;

// A difference and its operations: one, or the drop and the create of a thing that changes.
struct Entry {
  Finding difference;
  std::size_t operation = 0;
  std::size_t last_operation = 0;
};

std::string shown(const std::string& file, const std::string& root) {
  if (root.empty()) return file;
  const std::filesystem::path relative = std::filesystem::path(file).lexically_relative(root);
  return relative.empty() || *relative.begin() == ".." ? file : relative.string();
}

std::vector<Note> closing_notes(const State& state, const std::vector<Operation>& operations,
                                const std::string& root) {
  std::vector<Note> notes;
  for (const State::Head& head : state.heads) {
    std::string text = "the history's head is " + head.id + " \"" + head.message + "\"";
    if (!head.location.file.empty()) text += " (" + shown(head.location.file, root) + ")";
    notes.push_back({std::move(text)});
  }
  if (state.heads.empty()) notes.push_back({"the history has no revision yet"});
  std::string message = suggested_message(operations, state.heads.empty());
  // The command is to be pasted into a shell.
  for (const char special : {'"', '$', '`', '\\'}) {
    for (auto at = message.find(special); at != std::string::npos; at = message.find(special))
      message.erase(at, 1);
  }
  notes.push_back({"limbeck revision --autogenerate -m \"" + message + "\""});
  return notes;
}

bool drops_what_may_come_again(const Operation& operation) {
  return std::holds_alternative<operations::DropIndex>(operation.value) ||
         std::holds_alternative<operations::DropConstraint>(operation.value);
}

// Where each view, function and the like is created.
std::map<std::string, std::size_t> creations_of_objects(const std::vector<Operation>& operations) {
  std::map<std::string, std::size_t> creations;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const auto change = operations::object_of(operations[i]);
    if (change && change->verb == operations::Verb::create)
      creations[schema::path_of(change->object)] = i;
  }
  return creations;
}

// Enumerators of an enum kept as text, whose check changes: what stands where another stood and is
// not said to be new or renamed.
void note_renamed_texts(Finding& difference, const Operation& operation,
                        const schema::Schema& before, const Model& model) {
  const auto* create = std::get_if<operations::CreateCheck>(&operation.value);
  const schema::Table* table = create == nullptr ? nullptr : find_table(before, create->table);
  if (table == nullptr) return;
  for (const schema::Check& check : table->checks) {
    if (check.name != create->constraint.name) continue;
    const diff::ListedValues from = diff::listed_values(check.expression);
    const diff::ListedValues to = diff::listed_values(create->constraint.expression);
    if (from.column != to.column) continue;
    const auto hints = model.hints.renamed_texts.find({create->table, to.column});
    for (const auto& [old_value, value] : diff::likely_renamed(from.values, to.values)) {
      if (hints != model.hints.renamed_texts.end() && hints->second.contains(value)) continue;
      difference.notes.push_back(
          {concat({"'", value, "' looks like '", old_value,
                   "' under a new name: if it is, write [[limbeck::renamed_from(",
                   cpp_line_string(old_value), ")]] on it"})});
    }
  }
}

std::vector<Entry> drift_of_all(const std::vector<Operation>& operations, const Model& model,
                                const State& state) {
  std::vector<Entry> entries;
  std::set<std::size_t> reported_with_a_drop;
  FormerNames former;
  schema::Schema before = state.schema;
  const auto creations = creations_of_objects(operations);
  operations::Applier applier(before);
  std::map<schema::Name, std::vector<std::size_t>> on_table;  // only those can make one change
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (const auto table = operations::table_of(operations[i])) on_table[*table].push_back(i);
  }
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const Setting setting{model, state, before, former};
    if (!reported_with_a_drop.contains(i)) {
      std::optional<Finding> replacement;
      std::size_t last = i;
      if (drops_what_may_come_again(operations[i])) {
        const auto& others = on_table[*operations::table_of(operations[i])];
        for (auto j = std::upper_bound(others.begin(), others.end(), i);
             j != others.end() && !replacement; ++j) {
          replacement = drift_of_replacement(operations[i], operations[*j], setting);
          if (!replacement) continue;
          reported_with_a_drop.insert(last = *j);
          note_renamed_texts(*replacement, operations[*j], before, model);
        }
      }
      if (const auto object = operations::object_of(operations[i]); object && !replacement) {
        const auto again = creations.find(schema::path_of(object->object));
        if (again != creations.end() && again->second > i)
          replacement = drift_of_replacement(operations[i], operations[again->second], setting);
        if (replacement) reported_with_a_drop.insert(last = again->second);
      }
      entries.push_back(
          {replacement ? std::move(*replacement) : drift_of(operations[i], setting), i, last});
    }
    former.follow(operations[i]);
    applier.apply(operations[i]);
  }
  return entries;
}

void place(std::vector<Operation>& operations, const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    operations[entry.operation].location = entry.difference.location;
    operations[entry.last_operation].location = entry.difference.location;
  }
}

std::string path_of(const diff::LikelyRename& rename) {
  using Kind = diff::LikelyRename::Kind;
  if (rename.kind == Kind::table) return schema::path_of_table(rename.of);
  if (rename.kind == Kind::enumeration) return schema::path_of_enum(rename.of);
  return rename.kind == Kind::column ? schema::path_of_column(rename.of, rename.name)
                                     : schema::path_of_value(rename.of, rename.name);
}

// The path under which a likely rename is reported with the operation: of the new thing, or of the
// enum of a new value.
std::string path_of(const Operation& operation) {
  if (const auto* create = std::get_if<operations::CreateTable>(&operation.value))
    return schema::path_of_table(create->table.name);
  if (const auto* replace = std::get_if<operations::ReplaceEnum>(&operation.value))
    return schema::path_of_enum(replace->name);
  if (const auto* type = std::get_if<operations::CreateEnum>(&operation.value))
    return schema::path_of_enum(type->type.name);
  const auto* add = std::get_if<operations::AddColumn>(&operation.value);
  // Who says what rows get in it has said that it is new.
  return add == nullptr || !add->fill.empty()
             ? std::string()
             : schema::path_of_column(add->table, add->column.name);
}

// Behind the name of a field or an enumerator, where nothing before it can claim the attribute;
// before a struct's or an enum's. Nothing for what stands in several tables.
std::optional<findings::Edit> edit_for(const diff::LikelyRename& rename,
                                       const std::string& attribute, const Model& model) {
  const auto found = model.locations.find(path_of(rename));
  if (found == model.locations.end() || found->second.length == 0) return std::nullopt;
  const auto there =
      std::count_if(model.locations.begin(), model.locations.end(), [&](const auto& entry) {
        return entry.second == found->second && entry.first.find("/columns/") != std::string::npos;
      });
  if (there > 1) return std::nullopt;
  findings::Edit edit{found->second, attribute + " "};
  edit.at.length = 0;
  if (rename.kind == diff::LikelyRename::Kind::column ||
      rename.kind == diff::LikelyRename::Kind::value) {
    edit.at.column += found->second.length;
    edit.insert = " " + attribute;
  }
  return edit;
}

void note_likely_renames(std::vector<Entry>& entries, const std::vector<Operation>& operations,
                         const Model& model, const State& state) {
  const auto renames = diff::likely_renames(operations, state.schema, model.schema);
  if (renames.empty()) return;
  std::map<std::string, Entry*> by_path;
  for (Entry& entry : entries) by_path.emplace(path_of(operations[entry.operation]), &entry);
  for (const diff::LikelyRename& rename : renames) {
    const bool value = rename.kind == diff::LikelyRename::Kind::value;
    const auto found = by_path.find(value ? schema::path_of_enum(rename.of) : path_of(rename));
    if (found == by_path.end()) continue;
    const std::string attribute = "[[limbeck::renamed_from(" + cpp_line_string(rename.from) + ")]]";
    found->second->difference.notes.push_back(
        {(value ? "'" + rename.name + "'" : std::string("it")) + " looks like '" + rename.from +
             "' under a new name: if it is, write " + attribute,
         value ? find_place(model.locations, path_of(rename)) : schema::Location(),
         edit_for(rename, attribute, model)});
  }
}

}  // namespace

void report_unreachable(const Model& model, const State& state, std::vector<Finding> found,
                        diagnostics::Diagnostics& diagnostics) {
  for (Finding& one : found) {
    if (const auto made = state.locations.find(one.path); made != state.locations.end())
      one.notes.push_back({"the history made it here", made->second});
    one.location = find_place(model.locations, one.path);
    diagnostics.report(std::move(one));
  }
}

schema::Schema wanted_of(const Model& model, const schema::Schema& history,
                         const std::vector<std::string>& dialects) {
  std::vector<diff::Keep> databases;
  for (const std::string& name : dialects) {
    const sql::FullDialect* dialect = sql::find_dialect(name);
    if (dialect == nullptr) continue;
    databases.emplace_back(
        [dialect](const schema::Schema& schema) { return dialect->lower(schema); });
  }
  return scope::governed(
      model.schema, history, model.hints,
      model.declares_objects ? scope::Declared::everything : scope::Declared::tables, databases);
}

void locate(std::vector<Operation>& operations, const Model& model, const State& state) {
  place(operations, drift_of_all(operations, model, state));
}

std::vector<Operation> report_drift(const Model& model, const State& state,
                                    const DriftOptions& options,
                                    diagnostics::Diagnostics& diagnostics) {
  const schema::Schema wanted = wanted_of(model, state.schema, options.dialects);
  std::vector<Finding> unreachable = diff::unreachable(state.schema, wanted, model.hints);
  std::vector<Operation> operations = diff::diff(state.schema, wanted, model.hints, unreachable);
  report_unreachable(model, state, std::move(unreachable), diagnostics);
  if (operations.empty()) return operations;
  std::vector<Entry> entries = drift_of_all(operations, model, state);
  note_likely_renames(entries, operations, model, state);
  place(operations, entries);
  for (Note& note : closing_notes(state, operations, options.project_root)) {
    entries.back().difference.notes.push_back(std::move(note));
  }
  for (Entry& entry : entries) {
    entry.difference.message = "schema drift: " + entry.difference.message;
    entry.difference.severity = options.severity;
    diagnostics.report(std::move(entry.difference));
  }
  return operations;
}

}  // namespace limbeck::compiler
