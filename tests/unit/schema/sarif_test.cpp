// SARIF 2.1.0: what its schema requires of each object that limbeck writes.
#include "migrations/diagnostics/sarif.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "migrations/findings/rule.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::diagnostics::sarif_test {
namespace {

using Json = nlohmann::json;

void expect_location(const Json& location) {
  const Json& physical = location.at("physicalLocation");
  EXPECT_TRUE(physical.at("artifactLocation").at("uri").is_string());
  EXPECT_GE(physical.at("region").at("startLine").get<int>(), 1);
}

void expect_fix(const Json& fix) {
  ASSERT_FALSE(fix.at("artifactChanges").empty());
  for (const Json& change : fix.at("artifactChanges")) {
    EXPECT_TRUE(change.contains("artifactLocation"));
    ASSERT_FALSE(change.at("replacements").empty());
    for (const Json& replacement : change.at("replacements"))
      EXPECT_TRUE(replacement.contains("deletedRegion"));
  }
}

/// The members that the schema requires, and that each result's rule is described.
void expect_valid(const Json& log) {
  EXPECT_EQ(log.at("version"), "2.1.0");
  EXPECT_TRUE(log.at("$schema").is_string());
  ASSERT_EQ(log.at("runs").size(), 1U);
  const Json& run = log.at("runs").at(0);
  const Json& driver = run.at("tool").at("driver");
  EXPECT_TRUE(driver.at("name").is_string());
  std::set<std::string> described;
  const std::set<std::string> levels{"none", "note", "warning", "error"};
  for (const Json& rule : driver.at("rules")) {
    EXPECT_TRUE(described.insert(rule.at("id")).second) << rule;
    EXPECT_FALSE(rule.at("shortDescription").at("text").get<std::string>().empty());
    EXPECT_FALSE(rule.at("help").at("text").get<std::string>().empty());
    EXPECT_TRUE(levels.contains(rule.at("defaultConfiguration").at("level")));
  }
  for (const Json& result : run.at("results")) {
    EXPECT_TRUE(described.contains(result.at("ruleId"))) << result;
    EXPECT_TRUE(levels.contains(result.at("level"))) << result;
    EXPECT_TRUE(result.at("message").at("text").is_string()) << result;
    for (const Json& location : result.value("locations", Json::array())) expect_location(location);
    for (const Json& related : result.value("relatedLocations", Json::array())) {
      expect_location(related);
      EXPECT_TRUE(related.at("message").at("text").is_string());
    }
    for (const Json& fix : result.value("fixes", Json::array())) expect_fix(fix);
  }
}

Json log_of(const Diagnostics& diagnostics) {
  return Json::parse(sarif_text(diagnostics, "1.2.3", "/p"));
}

TEST(Sarif, has_what_its_schema_requires_for_each_rule) {
  Diagnostics diagnostics;
  for (const findings::Rule& rule : findings::all_rules()) {
    diagnostics.report({.rule = rule.rule,
                        .message = std::string(rule.meaning),
                        .location = {"/p/a.h", 3, 5, 2},
                        .severity = rule.severity});
  }
  const Json log = log_of(diagnostics);
  expect_valid(log);
  EXPECT_EQ(log.at("runs").at(0).at("tool").at("driver").at("rules").size(),
            findings::all_rules().size());
  expect_valid(log_of({}));
}

TEST(Sarif, has_notes_edits_and_facts_of_a_finding) {
  const schema::Location place{"/p/a.h", 3, 5, 2}, other{"/elsewhere/b.h", 1, 1};
  Diagnostics diagnostics;
  diagnostics.report({.rule = RuleId::drift,
                      .message = "wrong",
                      .location = place,
                      .notes = {{"it was made here", other},
                                {"do this"},
                                {"write that", place, findings::Edit{place, "that"}}},
                      .severity = findings::Severity::note,
                      .facts = {{"expected", "a"}, {"found", "b"}}});
  diagnostics.error(RuleId::drift, "wrong as well", {});
  const Json log = log_of(diagnostics);
  expect_valid(log);
  const Json& results = log.at("runs").at(0).at("results");
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0].at("level"), "note");
  EXPECT_EQ(results[0].at("message").at("text"), "wrong\ndo this");
  EXPECT_EQ(results[0].at("relatedLocations").size(), 2U);
  EXPECT_EQ(results[0].at("fixes").size(), 1U);
  EXPECT_EQ(results[0].at("properties"), Json({{"expected", "a"}, {"found", "b"}}));
  EXPECT_FALSE(results[1].contains("locations"));
  EXPECT_EQ(log.at("runs").at(0).at("tool").at("driver").at("rules").size(), 1U);
}

}  // namespace
}  // namespace limbeck::diagnostics::sarif_test
