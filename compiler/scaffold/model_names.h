// The C++ names of everything in a schema that a model declares.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::compiler {

/// The names of structs, enums, members and enumerators, and the namespaces that they are in. Names
/// in a schema of the database that is not the default one are in a namespace for that schema.
class ModelNames {
 public:
  /// `around` is the namespace of all of them, such as `shop::db`, or empty. With `keep_names`,
  /// names of structs and enums are those of the database as far as C++ takes them.
  ModelNames(const schema::Schema& schema, std::string around, bool keep_names);

  /// The name of the struct or enum in its namespace.
  const std::string& of_table(const schema::Name& table) const { return tables_.at(table); }
  const std::string& of_enum(const schema::Name& type) const { return enums_.at(type); }
  bool has_table(const schema::Name& table) const { return tables_.contains(table); }
  bool has_enum(const schema::Name& type) const { return enums_.contains(type); }

  const std::string& member(const schema::Name& table, const std::string& column) const {
    return members_.at({table, column});
  }
  bool has_members(const schema::Name& table, const std::vector<std::string>& columns) const;
  /// In the order of the values of the enum.
  const std::vector<std::string>& enumerators(const schema::Name& type) const {
    return enumerators_.at(type);
  }

  /// Replaces a name by the one that a header has.
  void set_table(const schema::Name& table, const std::string& name) { set(tables_, table, name); }
  void set_enum(const schema::Name& type, const std::string& name) { set(enums_, type, name); }
  void set_member(const schema::Name& table, const std::string& column, const std::string& name) {
    set(members_, std::pair{table, column}, name);
  }

  /// The namespace for a schema of the database, with the one around it. Empty for none.
  std::string space(const std::string& schema) const;
  /// The name of that schema alone, as a part of a path.
  const std::string& own_space(const std::string& schema) const { return spaces_.at(schema); }

  /// How a struct or an enum is named from within the namespace of `schema`.
  std::string table_from(const std::string& schema, const schema::Name& table) const;
  std::string enum_from(const std::string& schema, const schema::Name& type) const;

 private:
  template <class Names, class Key>
  static void set(Names& names, const Key& key, const std::string& name) {
    if (const auto found = names.find(key); found != names.end()) found->second = name;
  }
  void name_spaces(const schema::Schema& schema, bool keep_names);
  void name_types(const schema::Schema& schema, const std::string& space, bool keep_names);
  void name_members(const schema::Table& table, const schema::Schema& schema);
  void name_enumerators(const schema::Enum& type);
  std::string from(const std::string& schema, const std::string& other,
                   const std::string& name) const;

  std::string around_;
  std::map<std::string, std::string> spaces_;
  std::map<schema::Name, std::string> tables_;
  std::map<schema::Name, std::string> enums_;
  std::map<std::pair<schema::Name, std::string>, std::string> members_;
  std::map<schema::Name, std::vector<std::string>> enumerators_;
  std::map<std::string, std::vector<std::string>> types_of_space_;
};

}  // namespace limbeck::compiler
