#include "runtime/cli/risks.h"

#include <set>

#include "migrations/operations/risk.h"

namespace limbeck::cli {

std::vector<Risk> risks_of(const migrator::PreparedStep& step, schema::Schema& schema) {
  std::vector<Risk> risks;
  for (const operations::Loss& loss : operations::losses(step.operations, schema))
    risks.push_back({"destructive", "destroys " + loss.what});
  if (step.step.direction == history::Direction::upgrade &&
      !step.entry->revision->destructive.empty()) {
    risks.push_back({"destructive",
                     "destructive on purpose: " + std::string(step.entry->revision->destructive)});
  }
  std::set<std::string> rebuilt;
  bool outside = false;
  for (const sql::Statement& statement : step.script.statements) {
    outside = outside || !statement.transactional;
    if (statement.kind != sql::Statement::Kind::save_objects ||
        !rebuilt.insert(statement.text).second)
      continue;
    risks.push_back({"rebuild", "rebuilds table '" + statement.text +
                                    "': every row is copied, and nobody else can write meanwhile"});
  }
  if (outside) {
    risks.push_back(
        {"not_transactional",
         "has statements outside of a transaction: if it fails after them, they stay done"});
  }
  return risks;
}

}  // namespace limbeck::cli
