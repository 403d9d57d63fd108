#include "compiler/emit/spec_source.h"

#include <algorithm>

#include "compiler/emit/members.h"
#include "migrations/schema/dialect_keys.h"

namespace limbeck::compiler {
namespace {

void put(Members& members, schema::Deferrable deferrable) {
  if (deferrable != schema::Deferrable::no) {
    members.push_back(Cpp::member("deferrable", deferrable_source(deferrable)));
  }
}
void put(Members& members, std::string_view name, schema::Action action) {
  using schema::Action;
  switch (action) {
    case Action::no_action:
      return;
    case Action::restrict:
      members.push_back(Cpp::member(name, "limbeck::Action::restrict"));
      return;
    case Action::cascade:
      members.push_back(Cpp::member(name, "limbeck::Action::cascade"));
      return;
    case Action::set_null:
      members.push_back(Cpp::member(name, "limbeck::Action::set_null"));
      return;
    case Action::set_default:
      members.push_back(Cpp::member(name, "limbeck::Action::set_default"));
      return;
  }
}
template <class Things>
void put_all(Members& members, std::string_view name, const Things& things) {
  if (things.empty()) return;
  std::vector<Cpp> elements;
  for (const auto& thing : things) elements.push_back(source_of(thing));
  members.push_back(Cpp::member(name, Cpp::braces(std::move(elements))));
}

std::string with_arguments(std::string name, std::optional<int> first,
                           std::optional<int> second = {}) {
  if (!first) return name;
  name += "(" + std::to_string(*first);
  if (second) name += ", " + std::to_string(*second);
  return name + ")";
}

Cpp native_source(const schema::Type& type) {
  const bool is_nothing = std::all_of(type.per_dialect.begin(), type.per_dialect.end(),
                                      [](const auto& entry) { return entry.second.empty(); });
  // SQLite takes columns without a type; `native({})` would be either of two.
  if (is_nothing) return Cpp::call("limbeck::native", {cpp_string(type.name.name)});
  Members members;
  put(members, "any", type.name.name);
  for (const std::string_view dialect : schema::dialect_keys) {
    if (const auto found = type.per_dialect.find(std::string(dialect));
        found != type.per_dialect.end()) {
      put(members, dialect, found->second);
    }
  }
  return Cpp::call("limbeck::native", {Cpp::braces(std::move(members))});
}

Cpp element_source(const schema::Type& type) {
  using schema::TypeKind;
  switch (type.kind) {
    case TypeKind::character:
      return with_arguments("limbeck::character", type.length);
    case TypeKind::varchar:
    case TypeKind::bytes:
      return with_arguments("limbeck::" + std::string(to_string(type.kind)), type.length);
    case TypeKind::double_precision:
      return "limbeck::double_precision";
    case TypeKind::enumeration:
      return type.name.schema.empty()
                 ? Cpp::call("limbeck::enum_type", {cpp_string(type.name.name)})
                 : Cpp::call("limbeck::enum_type",
                             {cpp_string(type.name.name), cpp_string(type.name.schema)});
    case TypeKind::native:
      return native_source(type);
    default:
      return with_arguments("limbeck::" + std::string(to_string(type.kind)), type.precision,
                            type.scale);
  }
}

}  // namespace

Cpp deferrable_source(schema::Deferrable deferrable) {
  return deferrable == schema::Deferrable::initially_deferred
             ? "limbeck::Deferrable::initially_deferred"
         : deferrable == schema::Deferrable::initially_immediate
             ? "limbeck::Deferrable::initially_immediate"
             : "limbeck::Deferrable::no";
}

Cpp source_of(const schema::Name& name) {
  if (name.schema.empty()) return cpp_string(name.name);
  return Cpp::braces({cpp_string(name.schema), cpp_string(name.name)});
}

Cpp source_of(const std::vector<std::string>& texts) {
  std::vector<Cpp> elements;
  for (const std::string& text : texts) elements.emplace_back(cpp_string(text));
  return Cpp::braces(std::move(elements));
}

Cpp source_of(const std::map<std::string, std::string>& settings) {
  std::vector<Cpp> elements;
  for (const auto& [name, value] : settings)
    elements.push_back(Cpp::braces({cpp_string(name), cpp_string(value)}));
  return Cpp::braces(std::move(elements));
}

Cpp source_of(const schema::Type& type) {
  Cpp source = element_source(type);
  for (int i = 0; i < type.dimensions; ++i)
    source = Cpp::call("limbeck::array", {std::move(source)});
  return source;
}

Cpp source_of(const schema::Identity& identity) {
  const bool always = identity.mode == schema::Identity::Mode::always;
  if (identity == schema::Identity{.mode = identity.mode})
    return always ? "limbeck::always" : "limbeck::by_default";
  Members members = {Cpp::member("mode", always ? "limbeck::IdentitySpec::Mode::always"
                                                : "limbeck::IdentitySpec::Mode::by_default")};
  if (identity.start != 1) members.push_back(Cpp::member("start", cpp_integer(identity.start)));
  if (identity.increment != 1)
    members.push_back(Cpp::member("increment", cpp_integer(identity.increment)));
  if (identity.min) members.push_back(Cpp::member("min", cpp_integer(*identity.min)));
  if (identity.max) members.push_back(Cpp::member("max", cpp_integer(*identity.max)));
  if (identity.cache != 1) members.push_back(Cpp::member("cache", cpp_integer(identity.cache)));
  put(members, "cycle", identity.cycle);
  return Cpp::braces(std::move(members), "limbeck::IdentitySpec");
}

Cpp source_of(const schema::Column& column, const std::string& fill) {
  Members members = {Cpp::member("name", cpp_string(column.name)),
                     Cpp::member("type", source_of(column.type))};
  put(members, "nullable", column.nullable);
  if (column.default_sql) put(members, "server_default", *column.default_sql);
  if (column.identity) members.push_back(Cpp::member("identity", source_of(*column.identity)));
  if (column.generated) {
    Members generated = {Cpp::member("expression", cpp_string(column.generated->expression))};
    if (!column.generated->stored) generated.push_back(Cpp::member("stored", "false"));
    members.push_back(Cpp::member("generated", Cpp::braces(std::move(generated))));
  }
  put(members, "collation", column.collation);
  put(members, "comment", column.comment);
  put(members, "fill", fill);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::PrimaryKey& key) {
  Members members;
  put(members, "name", key.name);
  members.push_back(Cpp::member("columns", source_of(key.columns)));
  put(members, key.deferrable);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::Unique& unique) {
  Members members;
  put(members, "name", unique.name);
  members.push_back(Cpp::member("columns", source_of(unique.columns)));
  put(members, "nulls_not_distinct", unique.nulls_not_distinct);
  put(members, unique.deferrable);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::ForeignKey& key) {
  Members members;
  put(members, "name", key.name);
  members.push_back(Cpp::member("columns", source_of(key.columns)));
  members.push_back(Cpp::member("ref_table", source_of(key.ref_table)));
  members.push_back(Cpp::member("ref_columns", source_of(key.ref_columns)));
  put(members, "on_delete", key.on_delete);
  put(members, "on_update", key.on_update);
  if (key.match == schema::Match::full)
    members.push_back(Cpp::member("match", "limbeck::Match::full"));
  put(members, key.deferrable);
  put(members, "not_valid", key.not_valid);
  if (!key.on_delete_columns.empty()) {
    members.push_back(Cpp::member("on_delete_columns", source_of(key.on_delete_columns)));
  }
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::Check& check) {
  Members members;
  put(members, "name", check.name);
  members.push_back(Cpp::member("expression", cpp_string(check.expression)));
  put(members, "no_inherit", check.no_inherit);
  put(members, "not_valid", check.not_valid);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::Exclude& exclude) {
  Members members;
  put(members, "name", exclude.name);
  members.push_back(Cpp::member("definition", cpp_string(exclude.definition)));
  put(members, exclude.deferrable);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::IndexElement& element) {
  const bool plain_column = element.expression.empty();
  const std::string text = cpp_string(plain_column ? element.column : element.expression);
  const bool nulls = element.nulls != schema::Nulls::standard;
  const bool chained = nulls || !element.opclass.empty() || !element.collation.empty();
  std::string source = plain_column ? text : "limbeck::expression(" + text + ")";
  if (plain_column && chained) source = "limbeck::IndexElement(" + text + ")";
  if (element.order == schema::Order::descending) source = "limbeck::desc(" + source + ")";
  if (!element.opclass.empty()) source += ".with_opclass(" + cpp_string(element.opclass) + ")";
  if (!element.collation.empty())
    source += ".with_collation(" + cpp_string(element.collation) + ")";
  if (nulls) source += element.nulls == schema::Nulls::first ? ".nulls_first()" : ".nulls_last()";
  return source;
}

std::vector<Cpp> index_options(const schema::Index& index, bool concurrently) {
  Members members;
  put(members, "unique", index.unique);
  put(members, "where", index.where);
  put(members, "method", index.method);
  if (!index.include.empty()) members.push_back(Cpp::member("include", source_of(index.include)));
  put(members, "nulls_not_distinct", index.nulls_not_distinct);
  put(members, "tablespace", index.tablespace);
  if (!index.storage.empty()) members.push_back(Cpp::member("storage", source_of(index.storage)));
  put(members, "comment", index.comment);
  put(members, "concurrently", concurrently);
  return members;
}

Cpp source_of(const schema::Table& table) {
  Members members;
  put_all(members, "columns", table.columns);
  if (table.primary_key)
    members.push_back(Cpp::member("primary_key", source_of(*table.primary_key)));
  put_all(members, "uniques", table.uniques);
  put_all(members, "foreign_keys", table.foreign_keys);
  put_all(members, "checks", table.checks);
  put_all(members, "excludes", table.excludes);
  put(members, "comment", table.comment);
  put(members, "partition_by", table.partition_by);
  if (!table.settings.empty())
    members.push_back(Cpp::member("settings", source_of(table.settings)));
  if (table.partition_of) {
    members.push_back(Cpp::member("partition_of", source_of(table.partition_of->table)));
    put(members, "partition_bound", table.partition_of->bound);
  }
  return Cpp::braces(std::move(members));
}

}  // namespace limbeck::compiler
