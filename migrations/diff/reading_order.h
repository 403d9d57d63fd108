// The order of operations that read rows: fills and conversions find what they read.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// What tables and columns are called now that operations have renamed, by what they were called.
class NewNames {
 public:
  explicit NewNames(const std::vector<operations::Operation>& operations);

  const Name* table(const Name& old_name) const;
  const std::string* column(const Name& table, const std::string& old_name) const;
  bool empty() const { return tables_.empty() && columns_.empty(); }

 private:
  void rename(const operations::RenameTable& operation);
  void rename(const operations::RenameColumn& operation);

  std::map<Name, Name> tables_;
  std::map<std::pair<Name, std::string>, std::string> columns_;  ///< by today's table
};

/// The fills with today's names in the place of those that nothing is called any more.
void rename_in_fills(Hints& hints, const NewNames& names, const schema::Schema& before,
                     const schema::Schema& after);

/// Puts `operations`, which lead from `before` to `after`, in an order in which every fill and
/// every `using_expression` runs before what it reads goes, and after it is made and filled. Leaves
/// the order as it is where it is right already. What reads itself, or stands in a circle, is
/// reported.
void order_by_reading(std::vector<operations::Operation>& operations, const schema::Schema& before,
                      const schema::Schema& after, std::vector<Finding>& problems);

}  // namespace limbeck::diff
