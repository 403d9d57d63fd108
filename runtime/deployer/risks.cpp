#include "runtime/deployer/risks.h"

#include <algorithm>
#include <set>

#include "migrations/findings/rule.h"
#include "migrations/findings/rule_id.h"
#include "migrations/rules/rules.h"

namespace limbeck::deployer {

std::vector<Finding> risks_of(const migrator::PreparedStep& step, schema::Schema& schema) {
  std::vector<Finding> risks = rules::losses(step.operations, schema);
  if (step.step.direction == history::Direction::upgrade &&
      !step.entry->revision->destructive.empty()) {
    risks.push_back({RuleId::destructive,
                     "destructive on purpose: " + std::string(step.entry->revision->destructive)});
  }
  std::set<std::string> rebuilt;
  bool outside = false;
  for (const sql::Statement& statement : step.script.statements) {
    outside = outside || !statement.transactional;
    if (statement.kind != sql::Statement::Kind::save_objects ||
        !rebuilt.insert(statement.text).second)
      continue;
    risks.push_back(
        {RuleId::rebuild, "rebuilds table '" + statement.text +
                              "': every row is copied, and nobody else can write meanwhile"});
  }
  if (outside) {
    risks.push_back(
        {RuleId::not_transactional,
         "has statements outside of a transaction: if it fails after them, they stay done"});
  }
  for (Finding& risk : risks) risk.severity = findings::Severity::warning;
  return risks;
}

std::string kind_of(const Finding& risk) {
  std::string kind(findings::id_of(risk.rule).substr(std::string_view("limbeck-").size()));
  std::ranges::replace(kind, '-', '_');
  return kind;
}

}  // namespace limbeck::deployer
