// A whole schema: the value that the scan, the replay of a history and a live database all give.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/table.h"

namespace limbeck::schema {

/// A database enum type: `CREATE TYPE … AS ENUM`; a check where the database has none.
struct Enum {
  Name name = {};
  std::vector<std::string> values = {};
  std::string comment = {};
  bool operator==(const Enum&) const = default;
};

/// Tables and enums, each sorted by name. A regular value without pointers: links are names.
struct Schema {
  std::vector<Table> tables = {};
  std::vector<Enum> enums = {};
  bool operator==(const Schema&) const = default;
};

/// Puts everything in its stable order, tables' constraints too.
void sort(Schema& schema);

const Table* find_table(const Schema& schema, const Name& name);
Table* find_table(Schema& schema, const Name& name);
const Enum* find_enum(const Schema& schema, const Name& name);
Enum* find_enum(Schema& schema, const Name& name);

/// The table without what makes no difference: columns by name, as a migration cannot change their
/// order everywhere, and expressions in the form of canonical_sql.
Table canonical(Table table);

/// Equal in what makes a difference.
bool equivalent(const Schema& a, const Schema& b);
bool equivalent(const Table& a, const Table& b);

/// The candidate nearest to `wrong`, if one is near enough to be meant.
std::string nearest(std::string_view wrong, const std::vector<std::string>& candidates);

}  // namespace limbeck::schema
