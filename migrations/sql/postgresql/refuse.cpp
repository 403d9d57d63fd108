// Reports, when the project is built, what PostgreSQL cannot store.
#include <algorithm>
#include <map>

#include "migrations/schema/location.h"
#include "migrations/sql/postgresql/dialect.h"
#include "migrations/sql/postgresql/refuse_table.h"
#include "migrations/sql/refuse.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using Kind = schema::ObjectKind;

std::string path_of(Kind kind, const schema::Name& name) {
  return schema::path_of(schema::Object{kind, name, {}});
}

/// Tables, views, sequences, indexes, and the constraints that are indexes share the names of a
/// schema; tables, views and sequences take a name among types too, beside enums and domains.
class Relations {
 public:
  explicit Relations(Refusals& out) : out_(out) {}

  enum class Kind : unsigned char { relation, type, both };

  void take(const schema::Name& name, const std::string& what, const std::string& path,
            Kind kind = Kind::relation) {
    if (name.name.empty()) return;
    const bool free = (kind == Kind::type || take(relations_, name, what, path)) &&
                      (kind == Kind::relation || take(types_, name, what, path));
    static_cast<void>(free);
  }

 private:
  using Taken = std::map<schema::Name, std::string>;

  bool take(Taken& names, const schema::Name& name, const std::string& what,
            const std::string& path) {
    const auto [taken, is_new] = names.try_emplace(name, what);
    if (is_new) return true;
    out_.add(path, concat({"PostgreSQL has ", taken->second, " of the name '", to_string(name),
                           "' already, so it can have no ", what.substr(what.find(' ') + 1),
                           " of that name in the same schema; give one of them another name"}));
    return false;
  }

  Refusals& out_;
  Taken relations_, types_;
};

void take_names(Relations& relations, const schema::Table& table) {
  const auto take_constraint = [&](const std::string& name) {
    relations.take({table.name.schema, name},
                   concat({"a constraint of table '", to_string(table.name), "'"}),
                   schema::path_of_constraint(table.name, name));
  };
  relations.take(table.name, "a table", schema::path_of_table(table.name), Relations::Kind::both);
  if (table.primary_key) take_constraint(table.primary_key->name);
  for (const auto& unique : table.uniques) take_constraint(unique.name);
  for (const auto& exclude : table.excludes) take_constraint(exclude.name);
  for (const schema::Column& column : table.columns) {
    if (!is_serial(column)) continue;
    relations.take(
        schema::sequence_of_column(table.name, column.name),
        concat({"the sequence of column '", to_string(table.name), ".", column.name, "'"}),
        schema::path_of_column(table.name, column.name), Relations::Kind::both);
  }
  for (const schema::Index& index : table.indexes) {
    relations.take({table.name.schema, index.name},
                   concat({"an index of table '", to_string(table.name), "'"}),
                   schema::path_of_index(table.name, index.name));
  }
}

}  // namespace

std::vector<Finding> refuse(const schema::Schema& schema) {
  Refusals out;
  Relations relations(out);
  for (const schema::Table& table : schema.tables) {
    take_names(relations, table);
    refuse_table(out, schema, table);
  }
  for (const schema::Enum& type : schema.enums) {
    const std::string path = schema::path_of_enum(type.name);
    out.check_name(path, "enum", type.name);
    relations.take(type.name, "an enum", path, Relations::Kind::type);
    for (const std::string& value : type.values) {
      out.check_name(schema::path_of_value(type.name, value), "enum value", value);
    }
    out.check_text(path, "comment", type.comment);
  }
  for (const schema::Sequence& sequence : schema.sequences) {
    relations.take(sequence.name, "a sequence", path_of(Kind::sequence, sequence.name),
                   Relations::Kind::both);
  }
  for (const schema::Domain& domain : schema.domains) {
    relations.take(domain.name, "a domain", path_of(Kind::domain, domain.name),
                   Relations::Kind::type);
  }
  for (const schema::View& view : schema.views) {
    relations.take(view.name, "a view", path_of(Kind::view, view.name), Relations::Kind::both);
    for (const schema::Index& index : view.indexes) {
      relations.take({view.name.schema, index.name},
                     concat({"an index of view '", to_string(view.name), "'"}),
                     concat({path_of(Kind::view, view.name), "/indexes/", index.name}));
    }
  }
  refuse_objects(out, schema);
  std::vector<Finding> refusals = std::move(out).take();
  refuse_values(schema, refusals);
  return refusals;
}

}  // namespace limbeck::sql::postgresql
