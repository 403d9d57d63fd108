#include "migrations/diff/renames.h"

#include <algorithm>
#include <set>
#include <utility>

#include "migrations/findings/rule_id.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/create.h"
#include "migrations/schema/location.h"

namespace limbeck::diff {
namespace {

using operations::Operation;

std::string free_name(const std::string& like, const RenameNames& names) {
  std::string name = like + "_renamed";
  while (names.is_in_from(name) || names.is_in_to(name)) name += "_";
  return name;
}

void apply_and_keep(operations::AnyOperation value, operations::Applier& work,
                    std::vector<Operation>& operations) {
  Operation operation{std::move(value), {}};
  if (!work.apply(operation)) operations.push_back(std::move(operation));
}

// The hints about one table or enum, or about the tables of one schema.
template <class Key, class Select>
std::map<std::string, std::string> select(const std::map<Key, std::string>& hints, Select wanted) {
  std::map<std::string, std::string> selected;
  for (const auto& [key, old_name] : hints) {
    if (const std::string* name = wanted(key)) selected[*name] = old_name;
  }
  return selected;
}

std::size_t likeness(const schema::Table* from, const schema::Table* to) {
  if (from == nullptr || to == nullptr) return 0;
  return static_cast<std::size_t>(
      std::count_if(to->columns.begin(), to->columns.end(), [&](const schema::Column& column) {
        const schema::Column* other = schema::find_column(*from, column.name);
        return other != nullptr && other->type == column.type;
      }));
}

std::size_t likeness(const schema::Column* from, const schema::Column* to) {
  if (from == nullptr || to == nullptr) return 0;
  schema::Column renamed = *from;
  renamed.name = to->name;
  return renamed == *to ? 1 : 0;
}

template <class Find>
Answer is_closer(const std::vector<Rename>& circle, Find likeness_of) {
  std::size_t renamed = 0;
  std::size_t left = 0;
  for (const Rename& step : circle) {
    renamed += likeness_of(step.from, step.to);
    left += likeness_of(step.to, step.to);
  }
  return renamed > left ? Answer::yes : renamed < left ? Answer::no : Answer::unknown;
}

void describe_all(const std::vector<AmbiguousRename>& ambiguities, const std::string& what,
                  const std::string& operation,
                  const std::function<std::string(const std::string&)>& path_of,
                  std::vector<Finding>& problems) {
  for (const AmbiguousRename& ambiguity : ambiguities)
    problems.push_back(describe(ambiguity, what, operation, path_of));
}

// Frees `name` for a table if an index has it: drops the index, and before it the foreign keys that
// need it.
void make_room(const Name& name, operations::Applier& work, std::vector<Operation>& operations) {
  for (const schema::Table& table : work.schema().tables) {
    if (table.name.schema != name.schema) continue;
    const auto in_the_way =
        std::find_if(table.indexes.begin(), table.indexes.end(),
                     [&](const auto& index) { return index.name == name.name; });
    if (in_the_way == table.indexes.end()) continue;
    const Operation drop{operations::DropIndex{table.name, name.name}, {}};
    schema::Schema tried = work.schema();
    if (operations::apply(drop, tried)) {
      std::vector<Operation> keys;
      for (const schema::Table& other : work.schema().tables) {
        for (const auto& key : other.foreign_keys) {
          if (key.ref_table == table.name)
            keys.push_back({operations::dropping(other.name, key), {}});
        }
      }
      for (Operation& key : keys) apply_and_keep(std::move(key.value), work, operations);
    }
    apply_and_keep(drop.value, work, operations);
    return;
  }
}

void rename_tables(operations::Applier& work, const schema::Schema& to, const Hints& hints,
                   std::vector<Operation>& operations, std::vector<Finding>& problems) {
  std::set<std::string> schemas;
  for (const auto& [name, old_name] : hints.renamed_tables) schemas.insert(name.schema);
  for (const std::string& in : schemas) {
    const auto selected = select(hints.renamed_tables, [&](const Name& name) {
      return name.schema == in ? &name.name : nullptr;
    });
    std::vector<AmbiguousRename> ambiguities;
    const auto steps = ordered_renames(
        selected,
        {.is_in_from =
             [&](const std::string& name) {
               return schema::find_table(work.schema(), {in, name}) != nullptr;
             },
         .is_in_to =
             [&](const std::string& name) {
               return schema::find_table(to, {in, name}) != nullptr;
             },
         .circle_is_closer =
             [&](const std::vector<Rename>& circle) {
               return is_closer(circle, [&](const std::string& a, const std::string& b) {
                 return likeness(schema::find_table(work.schema(), {in, a}),
                                 schema::find_table(to, {in, b}));
               });
             },
         .was_done =
             [&](const Rename& step) {
               return was_called(hints, schema::path_of_table({in, step.to}), step.from);
             }},
        ambiguities);
    describe_all(
        ambiguities, "tables", "rename_table",
        [&](const std::string& name) {
          return schema::path_of_table({in, name});
        },
        problems);
    for (const Rename& step : steps) {
      make_room({in, step.to}, work, operations);
      apply_and_keep(operations::RenameTable{{in, step.from}, step.to}, work, operations);
    }
  }
}

std::size_t likeness(const schema::Enum* from, const schema::Enum* to) {
  return from != nullptr && to != nullptr && from->values == to->values ? 1 : 0;
}

void rename_enums(operations::Applier& work, const schema::Schema& to, const Hints& hints,
                  std::vector<Operation>& operations, std::vector<Finding>& problems) {
  std::set<std::string> schemas;
  for (const auto& [name, old_name] : hints.renamed_enums) schemas.insert(name.schema);
  for (const std::string& in : schemas) {
    const auto selected = select(hints.renamed_enums, [&](const Name& name) {
      return name.schema == in ? &name.name : nullptr;
    });
    const auto find = [&](const schema::Schema& schema, const std::string& name) {
      return schema::find_enum(schema, {in, name});
    };
    const auto path_of = [&](const std::string& name) { return schema::path_of_enum({in, name}); };
    std::vector<AmbiguousRename> ambiguities;
    const auto steps = ordered_renames(
        selected,
        {.is_in_from =
             [&](const std::string& name) { return find(work.schema(), name) != nullptr; },
         .is_in_to = [&](const std::string& name) { return find(to, name) != nullptr; },
         .circle_is_closer =
             [&](const std::vector<Rename>& circle) {
               return is_closer(circle, [&](const std::string& a, const std::string& b) {
                 return likeness(find(work.schema(), a), find(to, b));
               });
             },
         .was_done =
             [&](const Rename& step) { return was_called(hints, path_of(step.to), step.from); }},
        ambiguities);
    describe_all(ambiguities, "enums", "rename_enum", path_of, problems);
    for (const Rename& step : steps) {
      apply_and_keep(operations::RenameEnum{{in, step.from}, step.to}, work, operations);
    }
  }
}

void rename_columns(operations::Applier& work, const schema::Schema& to, const Hints& hints,
                    std::vector<Operation>& operations, std::vector<Finding>& problems) {
  std::set<Name> tables;
  for (const auto& [key, old_name] : hints.renamed_columns) tables.insert(key.first);
  for (const Name& name : tables) {
    const schema::Table* target = schema::find_table(to, name);
    const schema::Table* source = schema::find_table(work.schema(), name);
    if (target == nullptr || source == nullptr) continue;
    const auto selected =
        select(hints.renamed_columns, [&](const std::pair<Name, std::string>& key) {
          return key.first == name ? &key.second : nullptr;
        });
    const Name old_table = before_renames(name, operations);
    std::vector<AmbiguousRename> ambiguities;
    const auto steps = ordered_renames(
        selected,
        {.is_in_from =
             [&](const std::string& column) {
               return schema::find_column(*source, column) != nullptr;
             },
         .is_in_to =
             [&](const std::string& column) {
               return schema::find_column(*target, column) != nullptr;
             },
         .circle_is_closer =
             [&](const std::vector<Rename>& circle) {
               return is_closer(circle, [&](const std::string& a, const std::string& b) {
                 return likeness(schema::find_column(*source, a), schema::find_column(*target, b));
               });
             },
         .was_done =
             [&](const Rename& step) {
               return was_called(hints, schema::path_of_column(old_table, step.to), step.from);
             }},
        ambiguities);
    describe_all(
        ambiguities, "columns", "rename_column",
        [&](const std::string& column) { return schema::path_of_column(name, column); }, problems);
    for (const Rename& step : steps) {
      apply_and_keep(operations::RenameColumn{name, step.from, step.to}, work, operations);
    }
  }
}

void rename_values(operations::Applier& work, const schema::Schema& to, const Hints& hints,
                   std::vector<Operation>& operations, std::vector<Finding>& problems) {
  std::set<Name> enums;
  for (const auto& [key, old_name] : hints.renamed_values) enums.insert(key.first);
  for (const Name& name : enums) {
    const schema::Enum* target = schema::find_enum(to, name);
    const schema::Enum* source = schema::find_enum(work.schema(), name);
    if (target == nullptr || source == nullptr) continue;
    const auto has = [](const schema::Enum* type, const std::string& value) {
      return std::find(type->values.begin(), type->values.end(), value) != type->values.end();
    };
    const auto selected =
        select(hints.renamed_values, [&](const std::pair<Name, std::string>& key) {
          return key.first == name ? &key.second : nullptr;
        });
    std::vector<AmbiguousRename> ambiguities;
    const auto steps = ordered_renames(
        selected,
        {.is_in_from = [&](const std::string& value) { return has(source, value); },
         .is_in_to = [&](const std::string& value) { return has(target, value); },
         // Values are distinguished by their place alone, and by the history better.
         .circle_is_closer =
             [&](const std::vector<Rename>& circle) {
               if (hints.former_names) return Answer::unknown;
               return is_closer(circle, [&](const std::string& a, const std::string& b) {
                 const auto at = [](const schema::Enum* type, const std::string& value) {
                   return std::find(type->values.begin(), type->values.end(), value) -
                          type->values.begin();
                 };
                 return at(source, a) == at(target, b) ? 1 : 0;
               });
             },
         .was_done =
             [&](const Rename& step) {
               return was_called(hints, schema::path_of_value(name, step.to), step.from);
             }},
        ambiguities);
    describe_all(
        ambiguities, "values", "rename_enum_value",
        [&](const std::string& value) { return schema::path_of_value(name, value); }, problems);
    for (const Rename& step : steps) {
      apply_and_keep(operations::RenameEnumValue{name, step.from, step.to}, work, operations);
    }
  }
}

}  // namespace

Name before_renames(const Name& table, const std::vector<Operation>& operations) {
  return before_renames(table, {}, operations).first;
}

std::pair<Name, std::string> before_renames(const Name& table, std::string column,
                                            const std::vector<Operation>& operations) {
  Name name = table;
  for (auto operation = operations.rbegin(); operation != operations.rend(); ++operation) {
    if (const auto* renamed = std::get_if<operations::RenameTable>(&operation->value)) {
      if (name == Name{renamed->table.schema, renamed->new_name}) name = renamed->table;
    } else if (const auto* one = std::get_if<operations::RenameColumn>(&operation->value)) {
      if (name == one->table && column == one->new_name) column = one->column;
    }
  }
  return {name, column};
}

Answer was_called(const Hints& hints, const std::string& path, const std::string& old_name) {
  if (!hints.former_names) return Answer::unknown;
  const auto found = hints.former_names->find(path);
  return found != hints.former_names->end() && found->second.contains(old_name) ? Answer::yes
                                                                                : Answer::no;
}

Finding describe(const AmbiguousRename& ambiguity, const std::string& what,
                 const std::string& operation,
                 const std::function<std::string(const std::string&)>& path_of) {
  std::string names;
  for (const Rename& step : ambiguity.of) names += (names.empty() ? "'" : ", '") + step.to + "'";
  const Rename& first = ambiguity.of.front();
  Finding finding = findings::finding_at(RuleId::rename, path_of(first.to), {});
  switch (ambiguity.kind) {
    case AmbiguousRename::Kind::circle:
      finding.message =
          "it is not known whether the " + what + " " + names +
          " have exchanged their names already: remove renamed_from from them, and if "
          "they still have to, write " +
          operation + " in a revision";
      break;
    case AmbiguousRename::Kind::taken:
      finding.message =
          "'" + first.to + "' cannot be what '" + first.from +
          "' was: the history has both, and never renamed one to the other; "
          "remove renamed_from, or free the name in a revision first (drop or rename '" +
          first.to + "', then " + operation + ")";
      break;
    case AmbiguousRename::Kind::done:
      finding.message =
          "renamed_from has no effect any more: the history has exchanged the names of the " +
          what + " " + names + "; remove it, because another exchange needs " + operation +
          " in a revision";
      finding.severity = findings::Severity::warning;
      break;
  }
  return finding;
}

namespace {

// The last name of the chain is in use already. Without a history, the hint counts as followed.
void report_taken_name(const std::vector<Rename>& chain, const RenameNames& names,
                       std::vector<AmbiguousRename>& ambiguities) {
  if (names.was_done(chain.back()) == Answer::no)
    ambiguities.push_back({AmbiguousRename::Kind::taken, {chain.back()}});
}

// Why the hints of a cycle are not followed; nullopt if they are, or if that is certainly right.
std::optional<AmbiguousRename::Kind> ambiguity_of(const std::vector<Rename>& circle,
                                                  const RenameNames& names, bool& is_renamed) {
  const Answer closer = names.circle_is_closer(circle);
  std::size_t done = 0;
  bool is_known = true;
  for (const Rename& step : circle) {
    const Answer was = names.was_done(step);
    done += was == Answer::yes ? 1 : 0;
    is_known = is_known && was != Answer::unknown;
  }
  is_renamed = closer == Answer::yes || (is_known && done == 0 && closer == Answer::unknown);
  if (is_renamed) return std::nullopt;
  if (is_known)
    return done == circle.size() ? AmbiguousRename::Kind::done : AmbiguousRename::Kind::circle;
  // The schemas agree under the present names, and there is no history to ask.
  if (closer == Answer::no) return std::nullopt;
  return AmbiguousRename::Kind::circle;
}

}  // namespace

std::vector<Rename> ordered_renames(const std::map<std::string, std::string>& hints,
                                    const RenameNames& names,
                                    std::vector<AmbiguousRename>& ambiguities) {
  std::map<std::string, std::string> next;  // old → new
  for (const auto& [name, old_name] : hints) {
    if (name != old_name && names.is_in_from(old_name) && names.is_in_to(name))
      next.emplace(old_name, name);
  }
  std::set<std::string> targets;
  for (const auto& [old_name, name] : next) targets.insert(name);

  std::vector<Rename> steps;
  std::set<std::string> done;
  // Chains: a to b, b to c. They start at a name that nothing is renamed to, and run from their
  // end.
  for (const auto& [start, ignored] : next) {
    if (targets.contains(start)) continue;
    std::vector<Rename> chain;
    const auto end_chain = [&] {
      if (chain.empty()) return;
      if (names.is_in_from(chain.back().to)) {
        report_taken_name(chain, names, ambiguities);
      } else {
        steps.insert(steps.end(), chain.rbegin(), chain.rend());
      }
      chain.clear();
    };
    for (auto at = next.find(start); at != next.end(); at = next.find(at->second)) {
      done.insert(at->first);
      // The history has done this rename, and the old name was used again afterwards.
      const Rename step{at->first, at->second};
      if (names.is_in_from(step.to) && names.was_done(step) == Answer::yes) {
        end_chain();
      } else {
        chain.push_back(step);
      }
    }
    end_chain();
  }
  for (const auto& [start, ignored] : next) {
    if (done.contains(start)) continue;
    std::vector<Rename> circle;
    for (auto at = next.find(start); done.insert(at->first).second; at = next.find(at->second)) {
      circle.push_back({at->first, at->second});
    }
    bool is_renamed = false;
    if (const auto ambiguity = ambiguity_of(circle, names, is_renamed))
      ambiguities.push_back({*ambiguity, circle});
    if (!is_renamed) continue;
    if (names.at_once) {
      steps.insert(steps.end(), circle.begin(), circle.end());
      continue;
    }
    const std::string aside = free_name(start, names);
    steps.push_back({start, aside});
    steps.insert(steps.end(), circle.rbegin(), std::prev(circle.rend()));
    steps.push_back({aside, circle.front().to});
  }
  return steps;
}

void rename(schema::Schema& work, const schema::Schema& to, const Hints& hints,
            std::vector<Operation>& operations, std::vector<Finding>& problems) {
  operations::Applier applier(work);
  rename_enums(applier, to, hints, operations, problems);
  rename_tables(applier, to, hints, operations, problems);
  rename_columns(applier, to, hints, operations, problems);
  rename_values(applier, to, hints, operations, problems);
  rename_parts(applier, to, operations);
}

}  // namespace limbeck::diff
