#pragma once

#include "compiler/scan/constraints.h"

namespace limbeck::compiler {

/// `index(a, desc(b), "lower(c)", unique, …)` on a struct.
void add_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute);

/// Reads `argument`, which has the form of an element: a column of the table or an expression,
/// possibly in calls such as `desc(opclass(title, text_pattern_ops))`. Returns false and reports an
/// error if the column does not exist.
bool read_element(ConstraintReader& reader, const TableOfStruct& table, const Argument& argument,
                  schema::IndexElement& element);

/// `index` on a field.
void add_column_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute,
                      const std::string& column);

}  // namespace limbeck::compiler
