#include <algorithm>
#include <utility>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/checks.h"
#include "migrations/operations/apply/needs.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

// Adds a number if the name is in use (ChooseRelationName).
std::string free_name(Change& change, const schema::Table& table,
                      const std::vector<std::string>& columns, const std::string& kind) {
  std::string second;
  for (const std::string& column : columns) second += (second.empty() ? "" : "_") + column;
  for (int i = 0;; ++i) {
    const std::string name =
        schema::chosen_name(table.name.name, second, kind + (i == 0 ? "" : std::to_string(i)));
    const auto has_it = [&](const auto& thing) { return thing.name == name; };
    const bool own = (table.primary_key && has_it(*table.primary_key)) ||
                     std::ranges::any_of(table.uniques, has_it) ||
                     std::ranges::any_of(table.indexes, has_it);
    if (!own && !taken_by(change, {table.name.schema, name})) return name;
  }
}

// The name of a column, or of the function of a call (FigureIndexColname).
std::vector<std::string> words_of(const schema::Index& index) {
  std::vector<std::string> words;
  for (const auto& element : index.elements) {
    std::string word = element.column;
    if (word.empty()) {
      const std::size_t end = element.expression.find('(');
      const bool call = end != std::string::npos && end > 0 && element.expression.ends_with(')') &&
                        sql_text::is_plain_name(element.expression.substr(0, end));
      word = call ? element.expression.substr(0, end) : "expr";
    }
    words.push_back(std::move(word));
  }
  words.insert(words.end(), index.include.begin(), index.include.end());
  return words;
}

// Whether two constraints or indexes are equal but for their names, which differ between
// partitions.
template <class Constraint>
bool alike(Constraint a, const Constraint& b) {
  a.name = b.name;
  return a == b;
}

template <class Constraints, class Constraint>
bool has_alike(const Constraints& constraints, const Constraint& constraint) {
  return std::ranges::any_of(constraints,
                             [&](const auto& other) { return alike(other, constraint); });
}

// The partitioned tables above a partition, the nearest first.
std::vector<const schema::Table*> ancestors_of(const schema::Schema& schema,
                                               const schema::Table& table) {
  std::vector<const schema::Table*> ancestors;
  const schema::Table* at = &table;
  while (at->partition_of && ancestors.size() < schema.tables.size()) {
    at = schema::find_table(schema, at->partition_of->table);
    if (at == nullptr) break;
    ancestors.push_back(at);
  }
  return ancestors;
}

// Removes from a partition what the partitioned tables have. An equal constraint or index of the
// partition keeps its name in the database, but belongs to the partitioned table then.
void leave_to(schema::Table& table, const schema::Table& above) {
  if (table.primary_key && above.primary_key && alike(*table.primary_key, *above.primary_key)) {
    table.primary_key.reset();
  }
  const auto leave = [](auto& own, const auto& theirs) {
    std::erase_if(own, [&](const auto& one) { return has_alike(theirs, one); });
  };
  leave(table.uniques, above.uniques);
  leave(table.foreign_keys, above.foreign_keys);
  leave(table.checks, above.checks);
  leave(table.indexes, above.indexes);
}

// Adds to a detached table what the partitioned tables have, under the names of its copies.
void take_from(Change& change, schema::Table& table, const schema::Table& above) {
  if (above.primary_key && !table.primary_key) {
    table.primary_key = above.primary_key;
    table.primary_key->name = free_name(change, table, {}, "pkey");
  }
  for (schema::Unique unique : above.uniques) {
    unique.name = free_name(change, table, unique.columns, "key");
    table.uniques.push_back(std::move(unique));
  }
  for (schema::Index index : above.indexes) {
    index.name = free_name(change, table, words_of(index), "idx");
    table.indexes.push_back(std::move(index));
  }
  table.foreign_keys.insert(table.foreign_keys.end(), above.foreign_keys.begin(),
                            above.foreign_keys.end());
  std::copy_if(above.checks.begin(), above.checks.end(), std::back_inserter(table.checks),
               [](const schema::Check& check) { return !check.no_inherit; });
}

void check_same_columns(Change& change, const schema::Table& table, const schema::Table& source) {
  for (const schema::Column& column : source.columns) {
    const schema::Column* own = schema::find_column(table, column.name);
    if (own == nullptr) {
      change.fail(concat({"table ", quoted(table.name), " has no column ", quoted(column.name),
                          ", which ", quoted(source.name), " has"}));
    } else if (own->type != column.type) {
      change.fail(concat({"column ", quoted(concat({to_string(table.name), ".", column.name})),
                          " is ", to_string(own->type), ", but ", to_string(column.type), " in ",
                          quoted(source.name)}));
    }
  }
  for (const schema::Column& column : table.columns) {
    if (schema::find_column(source, column.name) != nullptr) continue;
    change.fail(concat({"table ", quoted(table.name), " has a column ", quoted(column.name),
                        ", which ", quoted(source.name), " does not have"}));
  }
}

}  // namespace

void check_partition(Change& change, const Name& partition, const schema::PartitionOf& of) {
  const schema::Table* parent = require_table(change, of.table);
  if (parent == nullptr) return;
  if (parent->partition_by.empty()) {
    change.fail(concat({"table ", quoted(of.table), " is not partitioned, so ", quoted(partition),
                        " cannot be a partition of it; give it a partition_by"}));
  }
  if (of.bound.empty()) {
    change.fail(
        concat({"partition ", quoted(partition), " has no bound: FOR VALUES …, or DEFAULT"}));
  }
  for (const schema::Table* other : partitions_of(change, of.table)) {
    if (other->partition_of->bound != of.bound) continue;
    change.fail(concat({"partition ", quoted(other->name), " of ", quoted(of.table),
                        " has the bound ", of.bound, " already"}));
  }
}

bool require_own_columns(Change& change, const schema::Table& table) {
  if (!table.partition_of) return true;
  change.fail(concat({"table ", quoted(table.name), " is a partition: its columns are those of ",
                      quoted(schema::column_source(change.schema, table).name)}));
  return false;
}

static void apply_to(Change& change, const AttachPartition& operation) {
  schema::Table* table = require_table(change, operation.partition);
  if (table == nullptr) {
    require_table(change, operation.table);
    return;
  }
  if (table->partition_of) {
    change.fail(concat({"table ", quoted(table->name), " is a partition of ",
                        quoted(table->partition_of->table), " already"}));
  }
  const schema::PartitionOf of{operation.table, operation.bound};
  check_partition(change, operation.partition, of);
  if (change.failed()) return;
  const schema::Table* parent = schema::find_table(std::as_const(change.schema), operation.table);
  const schema::Table& source = schema::column_source(change.schema, *parent);
  if (&source == table) {
    return change.fail(concat({"table ", quoted(table->name), " cannot be a partition of itself"}));
  }
  check_same_columns(change, *table, source);
  if (change.failed()) return;
  table->partition_of = of;
  table->columns.clear();
  for (const schema::Table* above : ancestors_of(change.schema, *table)) leave_to(*table, *above);
}

/// As PostgreSQL writes it.
static std::string default_of_serial(const schema::Name& table, const std::string& column) {
  const schema::Name sequence = schema::sequence_of_column(table, column);
  const std::string name =
      concat({sequence.schema.empty() ? "" : sql_text::spelled(sequence.schema) + ".",
              sql_text::spelled(sequence.name)});
  return concat({"nextval(", sql_text::in_quotes(name, '\''), "::regclass)"});
}

static void apply_to(Change& change, const DetachPartition& operation) {
  require_table(change, operation.table);
  schema::Table* table = require_table(change, operation.partition);
  if (change.failed()) return;
  if (!table->partition_of || table->partition_of->table != operation.table) {
    return change.fail(concat(
        {"table ", quoted(operation.partition), " is no partition of ", quoted(operation.table)}));
  }
  table->columns = schema::column_source(change.schema, *table).columns;
  // The identity of the partitioned table does not become one of the partition, but the default of
  // a serial column is also the partition's.
  const schema::Table& source = schema::column_source(change.schema, *table);
  for (schema::Column& column : table->columns) {
    if (is_serial(column)) column.default_sql = default_of_serial(source.name, column.name);
    column.identity.reset();
  }
  for (const schema::Table* above : ancestors_of(change.schema, *table))
    take_from(change, *table, *above);
  table->partition_of.reset();
  schema::sort(*table);
}

template void apply_as<AttachPartition>(Change&, const AnyOperation&);
template void apply_as<DetachPartition>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
