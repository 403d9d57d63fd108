#include "runtime/migrator/abilities.h"

namespace limbeck::migrator {

std::vector<Finding> refuse_for(std::string_view dialect, const schema::Schema& schema) {
  const sql::FullDialect* rules = sql::find_dialect(dialect);
  return rules == nullptr ? std::vector<Finding>() : rules->refuse(schema);
}

}  // namespace limbeck::migrator
