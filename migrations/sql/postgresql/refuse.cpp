// What PostgreSQL cannot hold, said when the project is built.
#include <algorithm>
#include <map>

#include "migrations/schema/location.h"
#include "migrations/sql/postgresql/dialect.h"
#include "migrations/sql/postgresql/refuse_table.h"

namespace limbeck::sql::postgresql {
namespace {

/// Tables, indexes, and the constraints that are indexes share the names of a schema, and every
/// table is a type too.
class Relations {
 public:
  explicit Relations(Refusals& out) : out_(out) {}

  void take(const schema::Name& name, const std::string& what, const std::string& path) {
    if (name.name.empty()) return;
    const auto [taken, is_new] = taken_.try_emplace(name, what);
    if (is_new) return;
    out_.add(path, "PostgreSQL has " + taken->second + " of the name '" + to_string(name) +
                       "' already, so it can have no " + what.substr(what.find(' ') + 1) +
                       " of that name in the same schema; give one of them another name");
  }

 private:
  Refusals& out_;
  std::map<schema::Name, std::string> taken_;
};

void take_names(Relations& relations, const schema::Table& table) {
  const auto take_constraint = [&](const std::string& name) {
    relations.take({table.name.schema, name},
                   "a constraint of table '" + to_string(table.name) + "'",
                   schema::path_of_constraint(table.name, name));
  };
  relations.take(table.name, "a table", schema::path_of_table(table.name));
  if (table.primary_key) take_constraint(table.primary_key->name);
  for (const auto& unique : table.uniques) take_constraint(unique.name);
  for (const auto& exclude : table.excludes) take_constraint(exclude.name);
  for (const schema::Index& index : table.indexes) {
    relations.take({table.name.schema, index.name},
                   "an index of table '" + to_string(table.name) + "'",
                   schema::path_of_index(table.name, index.name));
  }
}

// What limbeck has no SQL for yet.
void refuse_objects(Refusals& out, const schema::Schema& schema) {
  using Kind = schema::ObjectKind;
  const auto add = [&](Kind kind, const schema::Name& name, const std::string& part = {}) {
    out.add(schema::path_of(schema::Object{kind, name, part}),
            "limbeck cannot make a " + std::string(to_string(kind)) +
                " on PostgreSQL yet; use execute");
  };
  for (const auto& item : schema.schemas) add(Kind::schema, item.name);
  for (const auto& item : schema.extensions) add(Kind::extension, item.name);
  for (const auto& item : schema.sequences) add(Kind::sequence, item.name);
  for (const auto& item : schema.domains) add(Kind::domain, item.name);
  for (const auto& item : schema.views) add(Kind::view, item.name);
  for (const auto& item : schema.functions) add(Kind::function, item.name, item.arguments);
  for (const auto& item : schema.triggers) add(Kind::trigger, item.table, item.name);
  for (const schema::Table& table : schema.tables) {
    if (!table.partition_of) continue;
    out.add(schema::path_of_table(table.name),
            "limbeck cannot make a partition on PostgreSQL yet; use execute");
  }
}

}  // namespace

std::vector<Refusal> refuse(const schema::Schema& schema) {
  Refusals out;
  Relations relations(out);
  for (const schema::Table& table : schema.tables) {
    take_names(relations, table);
    refuse_table(out, schema, table);
  }
  for (const schema::Enum& type : schema.enums) {
    const std::string path = schema::path_of_enum(type.name);
    out.check_name(path, "enum", type.name);
    relations.take(type.name, "an enum", path);
    for (const std::string& value : type.values) {
      out.check_name(schema::path_of_value(type.name, value), "enum value", value);
    }
    out.check_text(path, "comment", type.comment);
  }
  refuse_objects(out, schema);
  return std::move(out).take();
}

}  // namespace limbeck::sql::postgresql
