// A whole schema: the value that the scan, the replay of a history and a live database all give.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/objects.h"
#include "migrations/schema/table.h"

namespace limbeck::schema {

/// A database enum type: `CREATE TYPE … AS ENUM`; a check where the database has none.
struct Enum {
  Name name = {};
  std::vector<std::string> values = {};
  std::string comment = {};
  bool operator==(const Enum&) const = default;
};

/// Everything, each kind sorted by name (functions then by arguments, triggers by table and name).
/// A regular value without pointers: links are names.
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

/// Puts everything in its stable order, tables' constraints too.
void sort(Schema& schema);
/// The same for all but tables and enums.
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
/// `arguments` declared or as types alone: see argument_types.
const Function* find_function(const Schema& schema, const Name& name, std::string_view arguments);
const Trigger* find_trigger(const Schema& schema, const Name& table, std::string_view name);

/// The table that has the columns of `table`: itself, or for a partition the partitioned table at
/// its root, as far as that is in the schema.
const Table& column_source(const Schema& schema, const Table& table);
/// The partitions of `table`, not theirs in turn.
std::vector<const Table*> partitions_of(const Schema& schema, const Name& table);

/// The table without what makes no difference: columns by name, as a migration cannot change their
/// order everywhere, and expressions in the form of canonical_sql.
Table canonical(Table table);

/// Equal in what makes a difference.
bool equivalent(const Schema& a, const Schema& b);
bool equivalent(const Table& a, const Table& b);

/// The candidate nearest to `wrong`, if one is near enough to be meant.
std::string nearest(std::string_view wrong, const std::vector<std::string>& candidates);

}  // namespace limbeck::schema
