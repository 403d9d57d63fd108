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
  for (const schema::Domain& domain : to.domains) {
    const schema::Domain* old = schema::find_domain(from, domain.name);
    if (old == nullptr || (old->type == domain.type && old->collation == domain.collation))
      continue;
    found.push_back({schema::path_of(schema::Object{schema::ObjectKind::domain, domain.name, {}}),
                     "domain '" + to_string(domain.name) + "' changes from " +
                         to_string(old->type) + " to " + to_string(domain.type) +
                         ", which no database does in place; make a new domain and change the "
                         "columns to it"});
  }
  return found;
}

}  // namespace limbeck::diff
