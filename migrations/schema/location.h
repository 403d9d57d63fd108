// The places of the parts of a schema in source files, which are stored beside the schema.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "migrations/schema/name.h"

namespace limbeck::schema {

struct Object;

/// A place in a source file, or nowhere if the line is 0. Lines and columns start with 1; columns
/// count bytes.
struct Location {
  std::string file = {};
  int line = 0;
  int column = 0;
  int length = 0;  ///< of the name at that place, for the underline; 0 if unknown
  bool operator==(const Location&) const = default;
};

/// The places of parts of a schema by their paths: `tables/users`, `tables/users/columns/email`,
/// `tables/users/constraints/uq_users_email`, `tables/users/indexes/ix`, `enums/status`,
/// `enums/status/values/new`. A primary key is `tables/users/primary_key`. Names with a schema are
/// `schema.name`. Other objects are `schemas/audit`, `extensions/citext`, `sequences/ids`,
/// `domains/email`, `views/active`, `functions/touch(integer)`, `triggers/users/set_time`; the
/// index of a materialised view is `views/active/indexes/ix`.
using SourceMap = std::map<std::string, Location>;

std::string path_of_table(const Name& table);
std::string path_of_column(const Name& table, std::string_view column);
std::string path_of_primary_key(const Name& table);
std::string path_of_constraint(const Name& table, std::string_view constraint);
std::string path_of_index(const Name& table, std::string_view index);
std::string path_of_enum(const Name& type);
std::string path_of_value(const Name& type, std::string_view value);
std::string path_of(const Object& object);

}  // namespace limbeck::schema
