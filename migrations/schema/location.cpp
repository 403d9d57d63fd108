#include "migrations/schema/location.h"

#include "migrations/schema/kinds.h"
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
  if (object.kind == ObjectKind::index) return path_of_index(object.name, object.part);
  const char* list = "";
  for_each_kind([&](const auto& kind) {
    if (kind.facts.object == object.kind) list = kind.name;
  });
  const ThingFacts facts = facts_of(object.kind);
  if (facts.has_arguments) return concat({list, "/", to_string(object)});
  const std::string name = to_string(object.name);
  return facts.belongs_to == BelongsTo::table ? concat({list, "/", name, "/", object.part})
                                              : concat({list, "/", name});
}

std::string path_of_value(const Name& type, std::string_view value) {
  return concat({path_of_enum(type), "/values/", value});
}

}  // namespace limbeck::schema
