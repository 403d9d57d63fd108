#include "compiler/scaffold/model_names.h"

#include <algorithm>
#include <set>

#include "compiler/scaffold/cpp_names.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

// Functions of the C library, which the global namespace has already.
bool is_c_function(std::string_view name) {
  constexpr std::string_view functions[] = {
      "abort",  "abs",      "accept", "access",  "acct",   "alarm",  "atexit", "bind",   "brk",
      "chown",  "clock",    "close",  "connect", "daemon", "div",    "dup",    "exit",   "exp",
      "free",   "gamma",    "index",  "ioctl",   "kill",   "labs",   "link",   "listen", "log",
      "mount",  "nice",     "open",   "pause",   "pipe",   "poll",   "pow",    "printf", "puts",
      "raise",  "rand",     "random", "read",    "recv",   "remove", "rename", "select", "send",
      "signal", "sleep",    "socket", "stat",    "stime",  "swab",   "sync",   "system", "time",
      "times",  "truncate", "tzset",  "umask",   "unlink", "vfork",  "wait",   "write",  "y0"};
  return std::ranges::find(functions, name) != std::end(functions);
}

std::vector<std::string> schemas_in(const schema::Schema& schema) {
  std::set<std::string> names{""};
  for (const schema::Table& table : schema.tables) names.insert(table.name.schema);
  for (const schema::Enum& type : schema.enums) names.insert(type.name.schema);
  return {names.begin(), names.end()};
}

}  // namespace

ModelNames::ModelNames(const schema::Schema& schema, std::string around, bool keep_names)
    : around_(std::move(around)) {
  name_spaces(schema, keep_names);
  for (const auto& [of_database, own] : spaces_) name_types(schema, of_database, keep_names);
  for (const bool partitions : {false, true}) {
    for (const schema::Table& table : schema.tables) {
      if (table.partition_of.has_value() == partitions) name_members(table, schema);
    }
  }
  for (const schema::Enum& type : schema.enums) name_enumerators(type);
}

void ModelNames::name_spaces(const schema::Schema& schema, bool /*keep_names*/) {
  const std::vector<std::string> names = schemas_in(schema);
  std::vector<std::string> own;
  for (const std::string& name : names) {
    std::string identifier = name.empty() ? "" : identifier_of(name, NameUse::space);
    if (around_.empty() && is_c_function(identifier)) identifier += '_';
    own.push_back(std::move(identifier));
  }
  const std::vector<std::string> distinct_names = distinct(names, own, {});
  for (std::size_t i = 0; i < names.size(); ++i)
    spaces_[names[i]] = names[i].empty() ? "" : distinct_names[i];
}

void ModelNames::name_types(const schema::Schema& schema, const std::string& space,
                            bool keep_names) {
  // Tables first: an enum that would have the name of a struct gets another.
  std::vector<std::string> taken;
  for (const auto& [of_database, own] : spaces_) {
    if (!own.empty()) taken.push_back(own);
  }
  const auto identifier = [&](const std::string& name, NameUse use) {
    if (!keep_names) return type_name_of(name, use, use == NameUse::structure);
    return identifier_of(name, NameUse::space);
  };
  std::vector<std::string> names, identifiers;
  for (const schema::Table& table : schema.tables) {
    if (table.name.schema != space) continue;
    names.push_back(table.name.name);
    identifiers.push_back(identifier(table.name.name, NameUse::structure));
  }
  // Tables that one singular would make alike, such as `queue` and `queues`, keep their numbers.
  if (!keep_names) {
    const std::vector<std::string> singular = identifiers;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (std::ranges::count(singular, singular[i]) > 1)
        identifiers[i] = type_name_of(names[i], NameUse::structure, false);
    }
  }
  identifiers = distinct(names, std::move(identifiers), taken);
  for (std::size_t i = 0; i < names.size(); ++i) tables_[{space, names[i]}] = identifiers[i];
  std::vector<std::string>& types = types_of_space_[space];
  types = identifiers;
  taken.insert(taken.end(), identifiers.begin(), identifiers.end());

  names.clear();
  identifiers.clear();
  for (const schema::Enum& type : schema.enums) {
    if (type.name.schema != space) continue;
    std::string own = identifier(type.name.name, NameUse::enumeration);
    if (std::ranges::find(taken, own) != taken.end()) own += keep_names ? "_type" : "Type";
    names.push_back(type.name.name);
    identifiers.push_back(std::move(own));
  }
  identifiers = distinct(names, std::move(identifiers), taken);
  for (std::size_t i = 0; i < names.size(); ++i) enums_[{space, names[i]}] = identifiers[i];
  types.insert(types.end(), identifiers.begin(), identifiers.end());
}

// A partition has the members of its table's struct.
void ModelNames::name_members(const schema::Table& table, const schema::Schema& schema) {
  if (table.partition_of) {
    const schema::Table& source = schema::column_source(schema, table);
    for (const schema::Column& column : source.columns)
      members_[{table.name, column.name}] = members_.at({source.name, column.name});
    return;
  }
  std::vector<std::string> names, identifiers, taken;
  for (const schema::Column& column : table.columns) {
    names.push_back(column.name);
    identifiers.push_back(identifier_of(column.name, NameUse::field));
  }
  // A member named like a type that its struct uses changes what that name means.
  taken.push_back(tables_.at(table.name));
  if (!table.partition_by.empty()) {
    for (const auto& [name, own] : tables_) taken.push_back(own);
  }
  for (const schema::Column& column : table.columns) {
    const auto found = enums_.find(column.type.name);
    if (column.type.kind == schema::TypeKind::enumeration && found != enums_.end())
      taken.push_back(found->second);
  }
  for (const auto& [of_database, own] : spaces_) {
    if (!own.empty()) taken.push_back(own);
  }
  identifiers = distinct(names, std::move(identifiers), taken);
  for (std::size_t i = 0; i < names.size(); ++i) members_[{table.name, names[i]}] = identifiers[i];
}

void ModelNames::name_enumerators(const schema::Enum& type) {
  std::vector<std::string> identifiers;
  for (const std::string& value : type.values)
    identifiers.push_back(identifier_of(value, NameUse::enumerator));
  enumerators_[type.name] = distinct(type.values, std::move(identifiers), {});
}

bool ModelNames::has_members(const schema::Name& table,
                             const std::vector<std::string>& columns) const {
  return std::ranges::all_of(columns, [&](const std::string& column) {
    return members_.contains({table, column});
  });
}

std::string ModelNames::space(const std::string& schema) const {
  const std::string& own = spaces_.at(schema);
  if (around_.empty() || own.empty()) return around_ + own;
  return concat({around_, "::", own});
}

std::string ModelNames::from(const std::string& schema, const std::string& other,
                             const std::string& name) const {
  if (schema == other) return name;
  const std::string& space = spaces_.at(other);
  const auto& here = types_of_space_.at(schema);
  if (space.empty()) {
    if (std::ranges::find(here, name) == here.end()) return name;
    return around_.empty() ? "::" + name : concat({"::", around_, "::", name});
  }
  return concat({space, "::", name});
}

std::string ModelNames::table_from(const std::string& schema, const schema::Name& table) const {
  return from(schema, table.schema, tables_.at(table));
}
std::string ModelNames::enum_from(const std::string& schema, const schema::Name& type) const {
  return from(schema, type.schema, enums_.at(type));
}

}  // namespace limbeck::compiler
