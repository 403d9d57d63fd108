#include "migrations/schema/location.h"

namespace limbeck::schema {

std::string path_of_table(const Name& table) { return "tables/" + to_string(table); }

std::string path_of_column(const Name& table, std::string_view column) {
  return path_of_table(table) + "/columns/" + std::string(column);
}

std::string path_of_primary_key(const Name& table) { return path_of_table(table) + "/primary_key"; }

std::string path_of_constraint(const Name& table, std::string_view constraint) {
  return path_of_table(table) + "/constraints/" + std::string(constraint);
}

std::string path_of_index(const Name& table, std::string_view index) {
  return path_of_table(table) + "/indexes/" + std::string(index);
}

std::string path_of_enum(const Name& type) { return "enums/" + to_string(type); }

std::string path_of_value(const Name& type, std::string_view value) {
  return path_of_enum(type) + "/values/" + std::string(value);
}

}  // namespace limbeck::schema
