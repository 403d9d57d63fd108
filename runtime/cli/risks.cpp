#include "runtime/cli/risks.h"

#include <set>

namespace limbeck::cli {
namespace {

/// What of the rows is gone after the operation, or nothing.
struct Loss {
  std::string operator()(const operations::DropTable& operation) const {
    return "all rows of '" + to_string(operation.table) + "'";
  }
  std::string operator()(const operations::DropColumn& operation) const {
    return "all values of '" + to_string(operation.table) + "." + operation.column + "'";
  }
  template <class Other>
  std::string operator()(const Other&) const {
    return {};
  }
};

}  // namespace

std::vector<Risk> risks_of(const migrator::PreparedStep& step) {
  std::vector<Risk> risks;
  for (const operations::Operation& operation : step.operations) {
    std::string lost = std::visit(Loss(), operation.value);
    if (!lost.empty()) risks.push_back({"destructive", "destroys " + lost});
  }
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
