#include "compiler/emit/spec_fields.h"

#include <algorithm>
#include <type_traits>

#include "migrations/schema/dialect_keys.h"
#include "migrations/schema/kinds.h"

namespace limbeck::compiler {
namespace {

void put(Members& members, std::string_view name, const std::string& text) {
  if (!text.empty()) members.push_back(Cpp::member(name, cpp_string(text)));
}
void put(Members& members, std::string_view name, bool flag) {
  if (flag) members.push_back(Cpp::member(name, "true"));
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
  // SQLite accepts columns without a type; `native({})` would be ambiguous.
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
  return enumerator_source("Deferrable", deferrable);
}

std::string trigger_mode_source(schema::TriggerMode mode) {
  return enumerator_source("TriggerMode", mode);
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
  if (identity == schema::Identity{.mode = identity.mode})
    return "limbeck::" + std::string(names_of(identity.mode).cpp);
  return Cpp::braces(members_of(identity), "limbeck::IdentitySpec");
}

Cpp source_of(const schema::Generated& generated) { return Cpp::braces(members_of(generated)); }

Cpp source_of(const schema::Column& column, const std::string& fill) {
  Members members = members_of(column);
  put(members, "fill", fill);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::PrimaryKey& key) { return Cpp::braces(members_of(key)); }
Cpp source_of(const schema::Unique& unique) { return Cpp::braces(members_of(unique)); }
Cpp source_of(const schema::ForeignKey& key) { return Cpp::braces(members_of(key)); }
Cpp source_of(const schema::Check& check) { return Cpp::braces(members_of(check)); }
Cpp source_of(const schema::Exclude& exclude) { return Cpp::braces(members_of(exclude)); }

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
  Members members = members_of(index);
  put(members, "concurrently", concurrently);
  return members;
}

Cpp source_of(const schema::Table& table) {
  Members members = members_of(table);
  if (table.partition_of) {
    members.push_back(Cpp::member("partition_of", source_of(table.partition_of->table)));
    put(members, "partition_bound", table.partition_of->bound);
  }
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::Object& object) {
  const std::string function = "limbeck::on_" + std::string(to_string(object.kind));
  const schema::ThingFacts kind = schema::facts_of(object.kind);
  if (kind.belongs_to == schema::BelongsTo::table)
    return Cpp::call(function, {cpp_string(object.part), source_of(object.name)});
  if (!kind.has_arguments || object.part.empty())
    return Cpp::call(function, {source_of(object.name)});
  return Cpp::call(function, {source_of(object.name), cpp_string(object.part)});
}

}  // namespace limbeck::compiler
