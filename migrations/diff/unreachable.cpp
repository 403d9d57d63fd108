#include "migrations/diff/diff.h"
#include "migrations/schema/expression.h"

namespace limbeck::diff {
namespace {

std::string told(const std::string& what) { return what.empty() ? "none" : "'" + what + "'"; }

}  // namespace

std::vector<Unreachable> unreachable(const schema::Schema& from, const schema::Schema& to) {
  std::vector<Unreachable> found;
  for (const schema::Table& table : to.tables) {
    const schema::Table* old = schema::find_table(from, table.name);
    if (old == nullptr ||
        schema::canonical_sql(old->partition_by) == schema::canonical_sql(table.partition_by)) {
      continue;
    }
    found.push_back({schema::path_of_table(table.name),
                     "the partition key of table '" + to_string(table.name) + "' changes from " +
                         told(old->partition_by) + " to " + told(table.partition_by) +
                         ", which no database does in place; make a new table and copy the rows"});
  }
  for (const schema::Enum& type : to.enums) {
    const schema::Enum* old = schema::find_enum(from, type.name);
    if (old == nullptr || old->comment == type.comment) continue;
    found.push_back({schema::path_of_enum(type.name),
                     "the comment of enum '" + to_string(type.name) + "' changes from " +
                         told(old->comment) + " to " + told(type.comment) +
                         ", for which there is no operation yet"});
  }
  return found;
}

}  // namespace limbeck::diff
