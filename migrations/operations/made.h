// What a list of operations has made itself: no row of a user's and no older program is concerned
// by what becomes of that.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

class Made {
 public:
  /// The operations in their order, blocks and effects taken apart.
  void follow(const Operation& operation);

  bool has_table(const Name& table) const { return tables_.contains(table); }
  /// Added to a table, which may be there before.
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
