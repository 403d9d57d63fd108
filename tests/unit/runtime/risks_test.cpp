// What `plan` says of a revision that is about to run.
#include "runtime/deployer/risks.h"
#include "migrations/findings/rule_id.h"

#include <gtest/gtest.h>

namespace limbeck::deployer::risks_test {
namespace {

TEST(Risks, are_findings_of_the_operations_the_revision_and_its_script) {
  Revision revision;
  revision.destructive = "nobody used it";
  const ManifestEntry entry{"a1", &revision, "a.cpp", 1, ""};
  migrator::PreparedStep step;
  step.entry = &entry;
  step.operations = {{operations::DropTable{{"", "users"}}, {}}};
  using Kind = sql::Statement::Kind;
  step.script.statements = {{.kind = Kind::save_objects, .text = "posts"},
                            {.text = "CREATE TABLE"},
                            {.kind = Kind::save_objects, .text = "posts"},
                            {.text = "VACUUM", .transactional = false}};
  schema::Schema schema;
  schema.tables = {{.name = {"", "users"}, .columns = {{.name = "id"}}}};
  std::vector<RuleId> rules;
  std::vector<std::string> kinds;
  for (const Finding& risk : risks_of(step, schema)) {
    EXPECT_EQ(risk.severity, findings::Severity::warning);
    rules.push_back(risk.rule);
    kinds.push_back(kind_of(risk));
  }
  EXPECT_EQ(rules, (std::vector{RuleId::destructive, RuleId::destructive, RuleId::rebuild,
                                RuleId::not_transactional}));
  EXPECT_EQ(kinds, (std::vector<std::string>{"destructive", "destructive", "rebuild",
                                             "not_transactional"}));
  EXPECT_TRUE(schema.tables.empty()) << "the schema is taken to what it is after the step";
}

}  // namespace
}  // namespace limbeck::deployer::risks_test
