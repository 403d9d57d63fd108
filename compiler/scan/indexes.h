#pragma once

#include "compiler/scan/constraints.h"

namespace limbeck::compiler {

/// `index(a, desc(b), "lower(c)", unique, …)` on a struct.
void add_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute);

/// `index` on a field.
void add_column_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute,
                      const std::string& column);

}  // namespace limbeck::compiler
