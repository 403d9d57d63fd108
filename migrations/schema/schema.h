// A schema as a value. A scan, the replay of a history, and the introspection of a database result
// in one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "migrations/schema/fields.h"
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
template <>
struct Fields<Enum> {
  static constexpr auto list = FieldList{
      field("name", &Enum::name, NoSpec{}).required().key(),
      field("values", &Enum::values, NoSpec{}).always(),
      field("comment", &Enum::comment, NoSpec{}),
  };
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
  std::vector<OtherObject> objects = {};
  bool operator==(const Schema&) const = default;
};

/// What the things of a kind belong to.
enum class BelongsTo : unsigned char {
  schema,    ///< a schema of the database, `name.schema`
  database,  ///< the whole database, as schemas and extensions do
  table,     ///< the table or view `table`, as triggers do; dropped with it
};

/// The things whose names a name must not have, apart from those of its own kind.
enum class SharedNames : unsigned char {
  none,
  relations,  ///< tables, indexes, sequences and views
  types,      ///< enums and domains
};

/// When a diff creates the things of a kind. They are dropped in the opposite order.
enum class Created : unsigned char {
  first,          ///< what anything may be in or use, such as schemas
  before_tables,  ///< what tables may use, such as types
  after_tables,   ///< what may use tables
  by_mention,     ///< after what its SQL mentions and before what mentions it
};

/// What is the same for all things of a kind.
struct ThingFacts {
  std::optional<ObjectKind> object = {};  ///< nullopt for tables
  BelongsTo belongs_to = BelongsTo::schema;
  SharedNames shares = SharedNames::none;
  Created created = Created::before_tables;
  bool has_arguments = false;  ///< which tell apart the things of one name (`arguments`)
};

/// A row: `name` is the list in JSON and in paths; `label` is what messages call one thing of it.
template <class Thing>
struct KindRow : Field<Schema, std::vector<Thing>, NoSpec> {
  ThingFacts facts;
};
template <class Thing>
constexpr KindRow<Thing> kind(const char* name, const char* label, std::vector<Thing> Schema::*list,
                              ThingFacts facts) {
  auto row = field(name, list, NoSpec{}).called(label);
  if (std::is_same_v<Thing, Table>) row = row.required_in_json();
  return {row, facts};
}

template <>
struct Fields<Schema> {
  static constexpr auto list = FieldList{
      kind("tables", "table", &Schema::tables, {.shares = SharedNames::relations}),
      kind("enums", "enum", &Schema::enums,
           {.object = ObjectKind::enumeration, .shares = SharedNames::types}),
      kind("schemas", "schema", &Schema::schemas,
           {.object = ObjectKind::schema,
            .belongs_to = BelongsTo::database,
            .created = Created::first}),
      kind("extensions", "extension", &Schema::extensions,
           {.object = ObjectKind::extension,
            .belongs_to = BelongsTo::database,
            .created = Created::first}),
      kind("sequences", "sequence", &Schema::sequences,
           {.object = ObjectKind::sequence, .shares = SharedNames::relations}),
      kind("domains", "domain", &Schema::domains,
           {.object = ObjectKind::domain, .shares = SharedNames::types}),
      kind("views", "view", &Schema::views,
           {.object = ObjectKind::view,
            .shares = SharedNames::relations,
            .created = Created::after_tables}),
      kind("functions", "function", &Schema::functions,
           {.object = ObjectKind::function, .created = Created::by_mention, .has_arguments = true}),
      kind("triggers", "trigger", &Schema::triggers,
           {.object = ObjectKind::trigger,
            .belongs_to = BelongsTo::table,
            .created = Created::after_tables}),
      kind("objects", "object", &Schema::objects,
           {.object = ObjectKind::other, .created = Created::by_mention}),
  };
};
/// A schema has nothing but lists, and more of them than the general function counts.
template <>
constexpr std::size_t member_count<Schema>() {
  return sizeof(Schema) / sizeof(std::vector<Table>);
}

/// Sorts everything, including the constraints of tables, in a stable order.
void sort(Schema& schema);
/// Sorts everything but tables and enums.
void sort_objects(Schema& schema);

const Table* find_table(const Schema& schema, const Name& name);
Table* find_table(Schema& schema, const Name& name);
const Enum* find_enum(const Schema& schema, const Name& name);
Enum* find_enum(Schema& schema, const Name& name);
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
