#include "migrations/diff/diff.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "migrations/diff/columns.h"
#include "migrations/diff/enums.h"
#include "migrations/diff/objects.h"
#include "migrations/diff/ordering.h"
#include "migrations/diff/partitions.h"
#include "migrations/diff/reading_order.h"
#include "migrations/diff/renames.h"
#include "migrations/diff/tables.h"
#include "migrations/operations/create.h"
#include "migrations/schema/columns.h"

namespace limbeck::diff {
namespace {

using operations::Operation;

// Normalises what can be written in two ways: columns of a primary key are NOT NULL in any case,
// and an empty setting is the same as none.
schema::Schema normal(schema::Schema schema) {
  for (schema::Table& table : schema.tables) {
    std::erase_if(table.settings, [](const auto& setting) { return setting.second.empty(); });
    if (!table.primary_key) continue;
    for (const std::string& name : table.primary_key->columns) {
      if (schema::Column* column = schema::find_column(table, name)) column->nullable = false;
    }
  }
  return schema;
}

void append(Operations& to, Operations&& from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

// Compares two schemas after everything was renamed to the names of `to`. Collects the changes, and
// sorts them so that each operation finds what it needs, and no name that it needs is in use:
//   drops of foreign keys, drops of tables, drops of indexes whose names are used again,
//   new tables, changed tables, new tables that need those changes, new foreign keys.
class Comparison {
 public:
  Comparison(const schema::Schema& from, const schema::Schema& to, const Hints& hints) {
    auto old = from.tables.begin();
    auto wanted = to.tables.begin();
    changes_.reserve(std::min(from.tables.size(), to.tables.size()));
    while (old != from.tables.end() || wanted != to.tables.end()) {
      if (wanted == to.tables.end() || (old != from.tables.end() && old->name < wanted->name)) {
        dropped_.push_back(&*old++);
      } else if (old == from.tables.end() || wanted->name < old->name) {
        created_.push_back(&*wanted++);
      } else {
        places_.emplace(old->name, changes_.size());
        changes_.push_back(compare_tables(*old++, *wanted++, hints));
      }
    }
  }

  Operations ordered() {
    collect_foreign_keys();
    collect_taken_names();
    Operations all;
    append(all, std::move(foreign_keys_dropped_));
    drop_tables(all);
    append(all, take_drops_of_taken_names());
    Operations early, late;
    create_tables(early, late);
    append(all, std::move(early));
    // The constraints and indexes of a partition use the columns of its partitioned table.
    for (TableChange& change : changes_) {
      if (change.to->partition_of) append(all, std::exchange(change.drops, {}));
    }
    for (TableChange& change : changes_) {
      if (change.to->partition_of) continue;
      append(all, std::move(change.drops));
      append(all, std::move(change.columns));
      append(all, std::move(change.creates));
      append(all, std::move(change.attributes));
    }
    for (TableChange& change : changes_) {
      if (!change.to->partition_of) continue;
      append(all, std::move(change.creates));
      append(all, std::move(change.attributes));
    }
    append(all, std::move(late));
    append(all, std::move(indexes_after_partitions_));
    for (auto& [table, key] : foreign_keys_created_) {
      all.push_back({operations::CreateForeignKey{table, std::move(key)}, {}});
    }
    return all;
  }

 private:
  const TableChange* change_of(const Name& table) const {
    const auto found = places_.find(table);
    return found == places_.end() ? nullptr : &changes_[found->second];
  }

  // A foreign key is dropped and created again if columns on either side get another type, or if
  // the key that it refers to is dropped and created again.
  bool is_disturbed(const TableChange& change, const schema::ForeignKey& key) const {
    const bool retyped =
        std::any_of(key.columns.begin(), key.columns.end(),
                    [&](const std::string& column) { return change.retyped.contains(column); });
    const TableChange* referred = change_of(key.ref_table);
    return retyped || (referred != nullptr && disturbs(*referred, key.ref_columns));
  }

  void drop_foreign_key(const Name& table, const schema::ForeignKey& key) {
    foreign_keys_dropped_.push_back({operations::dropping(table, key), {}});
  }

  void collect_foreign_keys() {
    for (const TableChange& change : changes_) {
      for (const auto* key : change.dropped_keys) drop_foreign_key(change.to->name, *key);
      for (const auto* key : change.created_keys)
        foreign_keys_created_.emplace(change.to->name, *key);
      for (const auto* key : change.kept_keys) {
        if (!is_disturbed(change, *key)) continue;
        drop_foreign_key(change.to->name, *key);
        foreign_keys_created_.emplace(change.to->name, *key);
      }
    }
  }

  void collect_taken_names() {
    const auto take = [&](const schema::Table& table, const std::string& name) {
      if (!name.empty()) taken_[{table.name.schema, name}].insert(table.name);
    };
    for (const schema::Table* table : created_) {
      take(*table, table->name.name);
      for (const auto& index : table->indexes) take(*table, index.name);
      if (table->primary_key) take(*table, table->primary_key->name);
      for (const auto& unique : table->uniques) take(*table, unique.name);
      for (const auto& exclude : table->excludes) take(*table, exclude.name);
    }
    for (const TableChange& change : changes_) {
      for (const Operation& create : change.creates) take(*change.to, relation_name(create));
    }
  }

  // If an index that is dropped has the name of one that another table gets, it is dropped first.
  Operations take_drops_of_taken_names() {
    Operations first;
    for (TableChange& change : changes_) {
      std::erase_if(change.drops, [&](Operation& drop) {
        const auto found = taken_.find({change.to->name.schema, relation_name(drop)});
        if (found == taken_.end()) return false;
        const bool only_here = found->second.size() == 1 && found->second.contains(change.to->name);
        if (only_here) return false;
        first.push_back(std::move(drop));
        return true;
      });
    }
    return first;
  }

  // Tables are dropped before those that they refer to. In a cycle, the foreign keys are dropped
  // first.
  void drop_tables(Operations& all) {
    Operations drops;
    auto groups = dependency_groups(dropped_);
    std::reverse(groups.begin(), groups.end());
    for (Tables& group : groups) {
      std::set<Name> gone;
      for (auto table = group.rbegin(); table != group.rend(); ++table) {
        for (const auto& key : (*table)->foreign_keys) {
          if (gone.contains(key.ref_table))
            all.push_back({operations::dropping((*table)->name, key), {}});
        }
        gone.insert((*table)->name);
        drops.push_back({operations::DropTable{(*table)->name}, {}});
      }
    }
    append(all, std::move(drops));
  }

  // Whether the table can be created before other tables are changed.
  bool can_be_early(const schema::Table& table, const std::set<Name>& late) const {
    if (table.partition_of &&
        (late.contains(table.partition_of->table) || change_of(table.partition_of->table))) {
      return false;
    }
    return std::none_of(
        table.foreign_keys.begin(), table.foreign_keys.end(), [&](const schema::ForeignKey& key) {
          if (late.contains(key.ref_table)) return true;
          const TableChange* change = change_of(key.ref_table);
          return change != nullptr && (disturbs(*change, key.ref_columns) ||
                                       !schema::is_key(*change->from, key.ref_columns));
        });
  }

  void take_indexes_that_wait(schema::Table& table) {
    if (table.partition_by.empty()) return;
    Operations creates;
    std::erase_if(table.indexes, [&](const schema::Index& index) {
      if (!waits_for_partitions(index, table.name, created_)) return false;
      creates.push_back({operations::CreateIndex{table.name, index}, {}});
      return true;
    });
    // The indexes of a partition that is partitioned itself are first.
    append(creates, std::exchange(indexes_after_partitions_, {}));
    indexes_after_partitions_ = std::move(creates);
  }

  // Whether only an index, which is created later, makes the referenced columns a key.
  bool needs_index_that_waits(const schema::ForeignKey& key) const {
    const auto is_of = [&](const Operation& create) {
      return std::get<operations::CreateIndex>(create.value).table == key.ref_table;
    };
    if (std::none_of(indexes_after_partitions_.begin(), indexes_after_partitions_.end(), is_of))
      return false;
    const auto has_name = [&](const schema::Table* table) { return table->name == key.ref_table; };
    schema::Table referred = **std::find_if(created_.begin(), created_.end(), has_name);
    referred.indexes.clear();
    return !schema::is_key(referred, key.ref_columns);
  }

  void create_tables(Operations& early, Operations& late) {
    std::set<Name> late_names;
    for (const Tables& group : dependency_groups(created_)) {
      std::set<Name> to_come;
      for (const schema::Table* table : group) to_come.insert(table->name);
      for (const schema::Table* table : group) {
        to_come.erase(table->name);
        schema::Table made = *table;
        take_indexes_that_wait(made);
        std::erase_if(made.foreign_keys, [&](const schema::ForeignKey& key) {
          if (!to_come.contains(key.ref_table) && !needs_index_that_waits(key)) return false;
          foreign_keys_created_.emplace(table->name, key);
          return true;
        });
        const bool is_early = can_be_early(made, late_names);
        if (!is_early) late_names.insert(table->name);
        append(is_early ? early : late, operations::creation_of(std::move(made)));
      }
    }
  }

  Tables dropped_;
  Tables created_;
  std::vector<TableChange> changes_;
  std::map<Name, std::size_t> places_;
  std::map<Name, std::set<Name>>
      taken_;  ///< name of an index or table to come → the tables it comes to
  Operations indexes_after_partitions_;
  Operations foreign_keys_dropped_;
  std::multimap<Name, schema::ForeignKey> foreign_keys_created_;
};

}  // namespace

std::vector<Operation> diff(const schema::Schema& from, const schema::Schema& to,
                            const Hints& hints, std::vector<Finding>& problems) {
  schema::Schema work = normal(from);
  schema::Schema target = normal(to);
  Operations first;
  rename(work, target, hints, first, problems);
  Hints today = hints;
  rename_in_fills(today, NewNames(first), work, target);
  today.renamed_texts = renamed_texts(work, target, hints, first, problems);
  detach(work, target, first);
  Operations attached = attach(work, target);
  EnumChanges enums = compare_enums(work, target);
  Operations replaced;
  schema::Schema with_enums = work;
  for (const schema::Enum* wanted : enums.replaced)
    replace(with_enums, *wanted, former_enum(from, *wanted, hints), target, replaced);
  Operations tables = Comparison(with_enums, target, today).ordered();
  Operations earlier = first;
  append(earlier, Operations(replaced));
  ObjectChanges objects = compare_objects(with_enums, target, earlier, tables);
  Operations all = std::move(objects.first);
  append(all, std::move(enums.creates));
  append(all, std::move(replaced));
  append(all, std::move(objects.before));
  append(all, std::move(tables));
  append(all, std::move(attached));
  append(all, std::move(objects.after));
  append(all, std::move(objects.last));
  append(all, std::move(enums.drops));
  append(all, std::move(objects.schemas_dropped));
  order_by_reading(all, work, target, problems);
  append(first, std::move(all));
  return first;
}

std::vector<Operation> diff(const schema::Schema& from, const schema::Schema& to,
                            const Hints& hints) {
  std::vector<Finding> problems;
  return diff(from, to, hints, problems);
}

}  // namespace limbeck::diff
