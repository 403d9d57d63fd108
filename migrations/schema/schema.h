// A schema as a value. A scan, the replay of a history, and the introspection of a database result
// in one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/objects.h"
#include "migrations/schema/table.h"

namespace limbeck::schema {

/// An enum type: `CREATE TYPE … AS ENUM`, or a check on databases without enum types.
struct Enum {
  Name name = {};
  std::vector<std::string> values = {};
  std::string comment = {};
  bool operator==(const Enum&) const = default;
};

/// All tables and objects, each kind sorted by name, functions also by arguments, and triggers by
/// table and name. A regular value without pointers: its parts refer to each other by name.
struct Schema {
  std::vector<Table> tables = {};
  std::vector<Enum> enums = {};
  std::vector<Namespace> schemas = {};
  std::vector<Extension> extensions = {};
  std::vector<Sequence> sequences = {};
  std::vector<Domain> domains = {};
  std::vector<View> views = {};
  std::vector<Function> functions = {};
  std::vector<Trigger> triggers = {};
  bool operator==(const Schema&) const = default;
};

/// Sorts everything, including the constraints of tables, in a stable order.
void sort(Schema& schema);
/// Sorts everything but tables and enums.
void sort_objects(Schema& schema);

const Table* find_table(const Schema& schema, const Name& name);
Table* find_table(Schema& schema, const Name& name);
const Enum* find_enum(const Schema& schema, const Name& name);
Enum* find_enum(Schema& schema, const Name& name);
const Namespace* find_namespace(const Schema& schema, std::string_view name);
const Extension* find_extension(const Schema& schema, std::string_view name);
const Sequence* find_sequence(const Schema& schema, const Name& name);
const Domain* find_domain(const Schema& schema, const Name& name);
const View* find_view(const Schema& schema, const Name& name);
/// `arguments` are declared arguments or types only: see argument_types.
const Function* find_function(const Schema& schema, const Name& name, std::string_view arguments);
const Trigger* find_trigger(const Schema& schema, const Name& table, std::string_view name);

/// The table whose columns `table` has: itself, or for a partition the root of the partitioned
/// tables, if the schema has it.
const Table& column_source(const Schema& schema, const Table& table);
/// The direct partitions of `table`.
std::vector<const Table*> partitions_of(const Schema& schema, const Name& table);

/// The table for comparisons: its columns are sorted by name, because not every database can change
/// their order, and its expressions have the form of canonical_sql.
Table canonical(Table table);

/// Whether two tables are equal apart from the order of columns and the spelling of expressions.
bool equivalent(const Schema& a, const Schema& b);
bool equivalent(const Table& a, const Table& b);

/// The candidate that is most similar to `wrong`, or nullopt if none is similar.
std::string nearest(std::string_view wrong, const std::vector<std::string>& candidates);

}  // namespace limbeck::schema
