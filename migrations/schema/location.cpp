#include "migrations/schema/location.h"

#include "migrations/text/concat.h"

namespace limbeck::schema {

std::string path_of_table(const Name& table) { return "tables/" + to_string(table); }

std::string path_of_column(const Name& table, std::string_view column) {
  return concat({path_of_table(table), "/columns/", column});
}

std::string path_of_primary_key(const Name& table) { return path_of_table(table) + "/primary_key"; }

std::string path_of_constraint(const Name& table, std::string_view constraint) {
  return concat({path_of_table(table), "/constraints/", constraint});
}

std::string path_of_index(const Name& table, std::string_view index) {
  return concat({path_of_table(table), "/indexes/", index});
}

std::string path_of_enum(const Name& type) { return "enums/" + to_string(type); }

std::string path_of(const Object& object) {
  const std::string name = to_string(object.name);
  switch (object.kind) {
    case ObjectKind::schema:
      return "schemas/" + name;
    case ObjectKind::extension:
      return "extensions/" + name;
    case ObjectKind::sequence:
      return "sequences/" + name;
    case ObjectKind::domain:
      return "domains/" + name;
    case ObjectKind::enumeration:
      return path_of_enum(object.name);
    case ObjectKind::view:
      return "views/" + name;
    case ObjectKind::function:
      return "functions/" + to_string(object);
    case ObjectKind::trigger:
      return concat({"triggers/", name, "/", object.part});
    case ObjectKind::index:
      return path_of_index(object.name, object.part);
  }
  return {};
}

std::string path_of_value(const Name& type, std::string_view value) {
  return concat({path_of_enum(type), "/values/", value});
}

}  // namespace limbeck::schema
