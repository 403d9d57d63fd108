#include "runtime/migrator/compatible.h"

#include <algorithm>
#include <set>

namespace limbeck::migrator {
namespace {

using namespace operations;

/// Tables that the operations make themselves: nobody older knows them.
class Compatibility {
 public:
  bool operator()(const CreateTable& operation) {
    // A key of the new table can make a delete in its parent fail.
    new_tables_.insert(operation.table.name);
    return operation.table.foreign_keys.empty();
  }
  bool operator()(const AddColumn& operation) const {
    // Rows that an older program inserts do not name it.
    return is_new(operation.table) || operation.column.nullable ||
           operation.column.default_sql.has_value() || operation.column.generated.has_value();
  }
  bool operator()(const CreateIndex& operation) const {
    return is_new(operation.table) || !operation.index.unique;
  }
  bool operator()(const DropIndex&) const { return true; }
  bool operator()(const AlterTableComment&) const { return true; }
  bool operator()(const CreateEnum&) const { return true; }
  bool operator()(const BulkInsert& operation) const { return is_new(operation.table); }
  bool operator()(const CreateUnique& operation) const { return is_new(operation.table); }
  bool operator()(const CreateCheck& operation) const { return is_new(operation.table); }
  bool operator()(const CreatePrimaryKey& operation) const { return is_new(operation.table); }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }

 private:
  bool is_new(const Name& table) const { return new_tables_.count(table) != 0; }
  std::set<Name> new_tables_;
};

}  // namespace

bool compatible_with_older_programs(const std::vector<Operation>& operations) {
  Compatibility compatible;
  return std::all_of(operations.begin(), operations.end(), [&](const Operation& operation) {
    return std::visit(compatible, operation.value);
  });
}

}  // namespace limbeck::migrator
