// The tables, columns and enums that a list of operations has created. Changes of those concern no
// existing rows and no older programs.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

class Made {
 public:
  /// Has to be called for the operations in their order, with those of blocks and effects.
  void follow(const Operation& operation);

  bool has_table(const Name& table) const { return tables_.contains(table); }
  /// Whether the column was added, also to a table that existed before.
  bool has_column(const Name& table, const std::string& column) const {
    return columns_.contains({table, column});
  }
  bool has_enum(const Name& type) const { return enums_.contains(type); }

 private:
  void rename_table(const Name& from, const Name& to);

  std::set<Name> tables_, enums_;
  std::set<std::pair<Name, std::string>> columns_;
};

}  // namespace limbeck::operations
