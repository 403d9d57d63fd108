// Short ways to write operations.
#pragma once

#include <functional>
#include <utility>

#include "tests/hostile/cases.h"

namespace limbeck::tests {

using operations::Operation;
using schema::Column;
using schema::Table;

inline schema::Name name(std::string text) { return {{}, std::move(text)}; }

inline Column column(std::string name, const std::string& type) {
  return {.name = std::move(name), .type = schema::parse_type(type), .nullable = true};
}

/// A table `t` with a key `id` and the column.
inline Table table_with(Column column) {
  return {.name = name("t"),
          .columns = {{.name = "id", .type = schema::parse_type("bigint")}, std::move(column)},
          .primary_key = {{.name = "pk_t", .columns = {"id"}}}};
}

inline std::vector<Operation> create(Table table) {
  return {{operations::CreateTable{std::move(table)}, {}}};
}

template <class Value>
std::vector<Operation> one(Value value) {
  return {{std::move(value), {}}};
}

}  // namespace limbeck::tests
