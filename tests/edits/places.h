// Where the values of each column are after operations, and which of them were announced as lost.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/schema/schema.h"

namespace limbeck::test {

class Places {
 public:
  explicit Places(const schema::Schema& schema);

  /// Takes the places through a revision, and asks operations::losses what it destroys.
  void follow(const std::vector<operations::Operation>& operations);

  /// Whether rows of the table, by its first name, may be others; and values of its column.
  bool is_lost(const schema::Name& table) const { return lost_tables_.contains(table); }
  bool is_lost(const schema::Name& table, const std::string& column) const {
    return lost_columns_.contains({table, column});
  }
  /// What was announced, in words.
  const std::vector<std::string>& announced() const { return announced_; }

 private:
  using Place = std::pair<schema::Name, std::string>;

  void move(const operations::Operation& operation);
  void lose(const operations::Operation& operation);
  void lose_column(const Place& now);

  schema::Schema schema_;
  std::map<Place, Place> now_;  ///< first place → where it is; gone ones are not in it
  std::map<schema::Name, schema::Name> tables_;
  std::set<schema::Name> lost_tables_;
  std::set<Place> lost_columns_;
  std::vector<std::string> announced_;
};

}  // namespace limbeck::test
