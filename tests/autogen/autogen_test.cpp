// What Alembic's own tests assert about autogenerate, from ../shared/cases/autogen.json: the same
// facts, from the diff that a build runs. judgement.json says where limbeck differs on purpose.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>

#include "migrations/diff/default_schema.h"
#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/sql/dialect.h"
#include "tests/autogen/facts.h"

namespace limbeck::autogen::autogen_test {
namespace {

// How limbeck's answer differs from Alembic's, and why that is right.
struct Judgement {
  Facts extra;    ///< what limbeck sees and Alembic does not
  Facts missing;  ///< what Alembic says and limbeck does not
};

Facts read_facts(const Json& json, const char* key) {
  const auto list = json.value(key, std::vector<std::string>());
  return {list.begin(), list.end()};
}

std::string listed(const Facts& facts) {
  std::string text;
  for (const std::string& fact : facts) text += "\n  " + fact;
  return text.empty() ? " nothing" : text;
}

Facts without(const Facts& all, const Facts& some) {
  Facts rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(),
                      std::inserter(rest, rest.end()));
  return rest;
}

// What is wrong with limbeck's answer, if anything.
std::string wrong(const Json& test, const Judgement& judgement) {
  Sides sides = read_sides(test);
  const auto name = test.at("dialect").get<std::string>();
  // The side before is a database.
  if (name == "postgresql")
    sides.before = diff::with_default_schema(std::move(sides.before), sides.after, "public");
  if (const sql::FullDialect* dialect = sql::find_dialect(name)) {
    sides.before = dialect->lower(sides.before);
    sides.after = dialect->lower(sides.after);
  }
  const auto operations = diff::diff(sides.before, sides.after);
  schema::Schema made = sides.before;
  for (const Finding& problem : operations::apply(operations, made))
    return "the operations do not execute: " + problem.message;
  if (!diff::diff(made, sides.after).empty()) return "the operations leave a difference";

  const Facts ours = facts_of(operations, sides.before);
  const Facts theirs = expected_facts(test.at("expected"), sides);
  const Facts missing = without(theirs, ours);
  // Where only parts of the list are pinned, the rest may be anything.
  const bool whole = test.at("assertion_scope") == "complete";
  const Facts extra = whole ? without(ours, theirs) : Facts();
  std::string differences;
  if (missing != judgement.missing) {
    differences += "\nlimbeck does not say:" + listed(missing) +
                   "\nthe judgement has it that it leaves out:" + listed(judgement.missing);
  }
  if (extra != judgement.extra) {
    differences += "\nlimbeck says beyond it:" + listed(extra) +
                   "\nthe judgement has it that it sees:" + listed(judgement.extra);
  }
  return differences;
}

TEST(AutogenerateCases, autogenerate_says_what_alembic_says_and_sees_more) {
  std::ifstream file(LIMBECK_AUTOGEN_CASES);
  if (!file) GTEST_SKIP() << LIMBECK_AUTOGEN_CASES << " is not there";
  std::ifstream judgements(LIMBECK_AUTOGEN_JUDGEMENT);
  ASSERT_TRUE(judgements) << LIMBECK_AUTOGEN_JUDGEMENT;
  Json judged = Json::parse(judgements);
  int passed = 0, seen = 0;
  std::map<std::string, int> excluded;
  for (const Json& test : Json::parse(file)) {
    const std::string id = test.at("id"), dialect = test.at("dialect");
    if (dialect != "any" && sql::find_dialect(dialect) == nullptr) {
      ++excluded[dialect + ": limbeck does not drive it"];
      continue;
    }
    if (const auto why = judged.at("excluded").find(id); why != judged.at("excluded").end()) {
      ++excluded[why->get<std::string>()];
      judged.at("excluded").erase(why);
      continue;
    }
    Judgement judgement;
    if (const auto own = judged.at("differs").find(id); own != judged.at("differs").end()) {
      judgement = {read_facts(*own, "sees"), read_facts(*own, "leaves_out")};
      ++seen;
      judged.at("differs").erase(own);
    }
    std::string trouble;
    try {
      trouble = wrong(test, judgement);
    } catch (const std::exception& error) {
      trouble = error.what();
    }
    if (trouble.empty()) {
      ++passed;
    } else {
      ADD_FAILURE() << id << " " << test.at("source").get<std::string>() << ": " << trouble;
    }
  }
  for (const auto& [kind, ids] : judged.items()) {
    for (const auto& [id, entry] : ids.items()) ADD_FAILURE() << kind << " names no case: " << id;
  }
  EXPECT_GT(passed, 0);
  int left_out = 0;
  for (const auto& [why, count] : excluded) {
    left_out += count;
    std::printf("excluded %3d  %s\n", count, why.c_str());
  }
  std::printf("passed %d (%d of them where limbeck differs on purpose), excluded %d\n", passed,
              seen, left_out);
}

}  // namespace
}  // namespace limbeck::autogen::autogen_test
