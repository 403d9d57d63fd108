// The operator classes that come with PostgreSQL: which types an index of a method can hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/index.h"
#include "migrations/schema/schema.h"

namespace limbeck::sql::postgresql {

/// The type by which PostgreSQL finds an operator class (`text` for a varchar, `anyarray` for an
/// array), under its own name. Empty where nobody here can know it: the type of an extension.
std::string indexed_type(const schema::Schema& schema, const schema::Type& type);

/// The class that an index of that method takes for such a type by itself; empty where it has none.
std::string_view default_class(std::string_view method, std::string_view indexed_type);

/// Whether the class comes with PostgreSQL under that name, for any method; for this method and
/// type. A name that it has not may be an extension's.
bool is_built_in_class(std::string_view name);
bool takes(std::string_view method, std::string_view name, std::string_view indexed_type);
/// Whether the method takes the class for some type.
bool takes(std::string_view method, std::string_view name);
/// Whether the class is what the method takes by itself wherever it can be used at all.
bool is_default_anywhere(std::string_view method, std::string_view name);
/// Whether values of the type, or of its elements, have a collation; true where nobody here knows.
bool collates(const schema::Type& type);

/// The methods that come with PostgreSQL; empty is btree. What an extension's can do, nobody here
/// knows.
bool is_built_in_method(std::string_view method);

}  // namespace limbeck::sql::postgresql
