#pragma once

#include "compiler/scan/constraints.h"

namespace limbeck::compiler {

/// `index(a, desc(b), "lower(c)", unique, …)` on a struct.
void add_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute);

/// What `argument`, an element by its form, says: a column of the table or an expression, and the
/// calls around it, `desc(opclass(title, text_pattern_ops))`. False if it names no column, told.
bool read_element(ConstraintReader& reader, const TableOfStruct& table, const Argument& argument,
                  schema::IndexElement& element);

/// `index` on a field.
void add_column_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute,
                      const std::string& column);

}  // namespace limbeck::compiler
