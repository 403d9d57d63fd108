// The operator classes that come with PostgreSQL: which types an index of a method can hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/index.h"
#include "migrations/schema/schema.h"

namespace limbeck::sql::postgresql {

/// The name of the type by which PostgreSQL finds an operator class: `text` for a varchar,
/// `anyarray` for an array. Empty for unknown types, such as those of extensions.
std::string indexed_type(const schema::Schema& schema, const schema::Type& type);

/// The default operator class of an index method for such a type, or empty.
std::string_view default_class(std::string_view method, std::string_view indexed_type);

/// Whether PostgreSQL itself has a class of that name, for any method, or for this method and type.
/// Other names may belong to extensions.
bool is_built_in_class(std::string_view name);
bool takes(std::string_view method, std::string_view name, std::string_view indexed_type);
/// Whether the method has the class for any type.
bool takes(std::string_view method, std::string_view name);
/// Whether the class is the default of the method for every type that it supports.
bool is_default_anywhere(std::string_view method, std::string_view name);
/// Whether values of the type, or of its elements, have a collation. True for unknown types.
bool collates(const schema::Type& type);

/// The index methods of PostgreSQL itself; an empty name is btree. The abilities of an extension's
/// method are unknown.
bool is_built_in_method(std::string_view method);

}  // namespace limbeck::sql::postgresql
