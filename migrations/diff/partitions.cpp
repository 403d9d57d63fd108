#include "migrations/diff/partitions.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "migrations/operations/apply.h"
#include "migrations/sql_text/expression.h"

namespace limbeck::diff {
namespace {

using operations::Operation;

// The number of partitioned tables above a partition.
std::size_t depth_of(const schema::Schema& schema, const schema::Table& table) {
  std::size_t depth = 0;
  const schema::Table* at = &table;
  while (at != nullptr && at->partition_of && depth < schema.tables.size()) {
    at = schema::find_table(schema, at->partition_of->table);
    ++depth;
  }
  return depth;
}

template <class Constraint>
bool alike_constraints(Constraint a, const Constraint& b) {
  a.name = b.name;
  return a == b;
}

// Removes what the partitioned table has as well: attaching merges the two.
template <class Constraints>
void keep_alike(Constraints& wanted, const Constraints& own, const Constraints& above) {
  for (const auto& constraint : own) {
    const bool merges = std::any_of(above.begin(), above.end(), [&](const auto& other) {
      return alike_constraints(other, constraint);
    });
    const bool there = std::find(wanted.begin(), wanted.end(), constraint) != wanted.end();
    if (merges && !there) wanted.push_back(constraint);
  }
}

// The table as it has to be before it is attached.
schema::Table standalone(const schema::Schema& to, const schema::Table& wanted,
                         const schema::Table& own) {
  schema::Table table = wanted;
  const schema::Table& source = schema::column_source(to, wanted);
  for (const schema::Column& column : source.columns) {
    const schema::Column* old = schema::find_column(own, column.name);
    schema::Column before = old != nullptr && old->type == column.type ? *old : column;
    before.nullable = before.nullable && column.nullable;
    if (old == nullptr) before.identity.reset();
    table.columns.push_back(std::move(before));
  }
  table.partition_of.reset();
  const schema::Table* above = &wanted;
  for (std::size_t i = 0; i < to.tables.size() && above->partition_of; ++i) {
    above = schema::find_table(to, above->partition_of->table);
    if (above == nullptr) break;
    if (!table.primary_key && own.primary_key && above->primary_key &&
        alike_constraints(*own.primary_key, *above->primary_key)) {
      table.primary_key = own.primary_key;
    }
    keep_alike(table.uniques, own.uniques, above->uniques);
    keep_alike(table.foreign_keys, own.foreign_keys, above->foreign_keys);
    keep_alike(table.checks, own.checks, above->checks);
    keep_alike(table.indexes, own.indexes, above->indexes);
  }
  schema::sort(table);
  return table;
}

bool same_partition(const schema::PartitionOf& a, const std::optional<schema::PartitionOf>& b) {
  return b && a.table == b->table &&
         sql_text::canonical_sql(a.bound) == sql_text::canonical_sql(b->bound);
}

}  // namespace

void detach(schema::Schema& work, const schema::Schema& to, std::vector<Operation>& operations) {
  // Sorted by depth, then by name.
  std::multimap<std::size_t, operations::DetachPartition, std::greater<>> leaving;
  for (const schema::Table& table : work.tables) {
    const schema::Table* wanted = schema::find_table(to, table.name);
    if (!table.partition_of || wanted == nullptr ||
        same_partition(*table.partition_of, wanted->partition_of))
      continue;
    leaving.insert({depth_of(work, table), {table.partition_of->table, table.name}});
  }
  operations::Applier applier(work);
  for (auto& [depth, change] : leaving) {
    Operation operation{std::move(change), {}};
    if (!applier.apply(operation)) operations.push_back(std::move(operation));
  }
}

std::vector<Operation> attach(const schema::Schema& from, schema::Schema& to) {
  std::multimap<std::size_t, Operation> joining;
  std::vector<schema::Table> before;
  for (const schema::Table& table : to.tables) {
    const schema::Table* own = schema::find_table(from, table.name);
    if (!table.partition_of || own == nullptr || own->partition_of) continue;
    joining.insert({depth_of(to, table),
                    {operations::AttachPartition{table.partition_of->table, table.name,
                                                 table.partition_of->bound},
                     {}}});
    before.push_back(standalone(to, table, *own));
  }
  for (schema::Table& table : before) *schema::find_table(to, table.name) = std::move(table);
  std::vector<Operation> operations;
  for (auto& [depth, operation] : joining) operations.push_back(std::move(operation));
  return operations;
}

bool waits_for_partitions(const schema::Index& index, const schema::Name& table,
                          const Tables& created) {
  std::set<schema::Name> family{table};
  const auto is_part = [&](const schema::Table* part) {
    return part->partition_of && family.contains(part->partition_of->table);
  };
  for (std::size_t size = 0; size != family.size();) {
    size = family.size();
    for (const schema::Table* part : created) {
      if (is_part(part)) family.insert(part->name);
    }
  }
  bool waits = false;
  for (const schema::Table* part : created) {
    if (!is_part(part)) continue;
    for (schema::Index own : part->indexes) {
      own.name = index.name;
      if (own == index) return false;
      waits = true;
    }
  }
  return waits;
}

}  // namespace limbeck::diff
