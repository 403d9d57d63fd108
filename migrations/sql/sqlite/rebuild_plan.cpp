#include "migrations/sql/sqlite/rebuild_plan.h"

#include <algorithm>
#include <set>

#include "migrations/operations/apply.h"
#include "migrations/operations/subject.h"
#include "migrations/operations/walk.h"
#include "migrations/sql/sqlite/lower.h"

namespace limbeck::sql::sqlite {
namespace {

using operations::Operation;
using schema::Name;
using schema::Table;

bool is_barrier(const Operation& operation) {
  return has(facts_of(operation).rows, operations::Rows::written);
}

class Splitter {
 public:
  std::vector<Segment> split(const std::vector<Operation>& operations) {
    for (std::size_t i = 0; i < operations.size(); ++i) add(operations[i], i, true, true);
    cut();
    return std::move(segments_);
  }

 private:
  void add(const Operation& operation, std::size_t index, bool transactional, bool written) {
    const auto add_all = [&](const std::vector<Operation>& operations, bool in, bool out) {
      for (const Operation& inner : operations) add(inner, index, in, out);
    };
    if (const auto* block = operations::block_of(operation)) {
      cut();
      add_all(*block, false, written);
      cut();
      return;
    }
    const bool barrier = is_barrier(operation) || !written;
    if (barrier) cut();
    segment_.push_back({&operation, index, transactional, written});
    if (barrier) cut();
    if (const auto* execute = std::get_if<operations::Execute>(&operation.value)) {
      add_all(execute->effect, transactional, false);
    }
  }
  void cut() {
    if (!segment_.empty()) segments_.push_back(std::move(segment_));
    segment_.clear();
  }

  std::vector<Segment> segments_;
  Segment segment_;
};

// The enum whose values the operation changes, if any.
std::optional<Name> enum_of(const Operation& operation) {
  using operations::On;
  using operations::Verb;
  operations::Subject subject = subject_of(operation);
  const bool changes_values =
      subject.on == On::value || (subject.on == On::enumeration && subject.verb == Verb::alter);
  return changes_values ? std::optional(std::move(subject.name)) : std::nullopt;
}

bool uses(const Table& table, const Name& type) {
  return std::ranges::any_of(table.columns, [&](const schema::Column& column) {
    return column.type.kind == schema::TypeKind::enumeration && column.type.name == type;
  });
}

struct Needs {
  std::set<Name> tables, enums;
  bool objects = false;  ///< views or triggers

  void add(const std::vector<Operation>& operations) {
    for (const Operation& operation : operations) add(operation);
  }
  void add(const Operation& operation) {
    if (const auto table = table_of(operation)) tables.insert(*table);
    objects = objects || object_of(operation).has_value();
    if (const auto type = enum_of(operation)) enums.insert(*type);
    if (const auto* create = std::get_if<operations::CreateTable>(&operation.value)) {
      for (const auto& key : create->table.foreign_keys) tables.insert(key.ref_table);
    } else if (const auto* key = std::get_if<operations::CreateForeignKey>(&operation.value)) {
      tables.insert(key->constraint.ref_table);
    } else if (const auto* held = operations::inner(operation)) {
      add(*held);
    }
  }
  /// Of a table that is none of `tables`.
  bool include_neighbour(const Table& table) const {
    const auto named = [&](const schema::ForeignKey& key) {
      return tables.contains(key.ref_table);
    };
    const auto used = [&](const Name& type) { return uses(table, type); };
    return std::ranges::any_of(table.foreign_keys, named) || std::ranges::any_of(enums, used);
  }
};

/// Adds the tables that foreign keys of `tables` refer to, directly or through others. Returns for
/// each table of the schema whether it is one of them.
std::vector<bool> follow_keys(std::set<Name>& tables, const schema::Schema& schema) {
  std::vector<bool> found(schema.tables.size());
  std::vector<Name> open(tables.begin(), tables.end());
  while (!open.empty()) {
    const Table* table = find_table(schema, open.back());
    open.pop_back();
    if (table == nullptr) continue;
    const auto at = static_cast<std::size_t>(table - schema.tables.data());
    if (found[at]) continue;
    found[at] = true;
    for (const schema::ForeignKey& key : table->foreign_keys) {
      tables.insert(key.ref_table);
      open.push_back(key.ref_table);
    }
  }
  return found;
}

bool never_rebuilds(const Step& step) {
  return std::holds_alternative<operations::CreateTable>(step.operation->value) ||
         std::holds_alternative<operations::DropTable>(step.operation->value) ||
         is_of_an_index(*step.operation);
}

}  // namespace

std::vector<Segment> segments_of(const std::vector<Operation>& operations) {
  return Splitter().split(operations);
}

TableIds::TableIds(const schema::Schema& schema) {
  for (const Table& table : schema.tables) numbers_[table.name] = next_++;
}

void TableIds::follow(const Operation& operation) {
  if (const auto* create = std::get_if<operations::CreateTable>(&operation.value)) {
    numbers_[create->table.name] = next_++;
  } else if (const auto* drop = std::get_if<operations::DropTable>(&operation.value)) {
    numbers_.erase(drop->table);
  } else if (const auto* rename = std::get_if<operations::RenameTable>(&operation.value)) {
    auto number = numbers_.extract(rename->table);
    number.key() = {rename->table.schema, rename->new_name};
    numbers_.insert(std::move(number));
  }
}

std::vector<Name> tables_of(const Operation& operation, const schema::Schema& before) {
  std::vector<Name> tables;
  if (const auto type = enum_of(operation)) {
    for (const Table& table : before.tables) {
      if (uses(table, *type)) tables.push_back(table.name);
    }
  } else if (const auto table = table_of(operation); table && find_table(before, *table)) {
    tables.push_back(*table);  // else it is a view
  }
  return tables;
}

std::vector<std::string> enum_columns(const Operation& operation, const Table& table) {
  std::vector<std::string> columns;
  const auto type = enum_of(operation);
  if (!type) return columns;
  for (const schema::Column& column : table.columns) {
    if (column.type.kind == schema::TypeKind::enumeration && column.type.name == *type) {
      columns.push_back(column.name);
    }
  }
  return columns;
}

RebuildPlan plan_rebuilds(const Segment& segment, schema::Schema schema) {
  RebuildPlan rebuilds;
  if (std::ranges::all_of(segment, never_rebuilds)) return rebuilds;
  std::map<std::size_t, std::size_t> last_change;
  TableIds table_ids(schema);
  operations::Applier applier(schema);
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const Operation& operation = *segment[i].operation;
    const bool drops = std::holds_alternative<operations::DropTable>(operation.value);
    const bool names = std::holds_alternative<operations::CreateTable>(operation.value) ||
                       std::holds_alternative<operations::RenameTable>(operation.value) ||
                       std::holds_alternative<operations::RenameColumn>(operation.value);
    std::map<Name, Table> before;
    if (!names) {
      for (const Name& name : tables_of(operation, schema)) {
        if (const Table* table = find_table(schema, name))
          before[name] = lower_table(*table, schema);
      }
    }
    applier.apply(operation);
    for (const auto& [name, table] : before) {
      const std::size_t table_id = table_ids.of(name);
      const Table* after = find_table(schema, name);
      AlterMethod method = AlterMethod::nothing;
      if (after != nullptr) method = alter_method_of(operation, table, lower_table(*after, schema));
      if (drops && rebuilds.contains(table_id)) method = AlterMethod::rebuild;
      if (method == AlterMethod::rebuild) rebuilds[table_id] = i;
      if (method != AlterMethod::nothing) last_change[table_id] = i;
    }
    table_ids.follow(operation);
  }
  // Changes that ALTER TABLE could make after the rebuild become a part of it.
  for (auto& [table_id, last] : rebuilds) last = last_change[table_id];
  return rebuilds;
}

schema::Schema relevant(const std::vector<Operation>& operations, const schema::Schema& schema) {
  Needs needs;
  needs.add(operations);
  const std::vector<bool> needed = follow_keys(needs.tables, schema);
  schema::Schema result;
  result.enums = schema.enums;
  result.objects = schema.objects;
  for (std::size_t i = 0; i < needed.size(); ++i) {
    const Table& table = schema.tables[i];
    if (needed[i] || needs.include_neighbour(table)) result.tables.push_back(table);
  }
  if (needs.objects) {
    result.views = schema.views;
    result.triggers = schema.triggers;
    return result;
  }
  // Views and triggers of the tables are renamed and dropped with them.
  for (const schema::Trigger& trigger : schema.triggers) {
    if (needs.tables.contains(trigger.table)) result.triggers.push_back(trigger);
  }
  return result;
}

}  // namespace limbeck::sql::sqlite
