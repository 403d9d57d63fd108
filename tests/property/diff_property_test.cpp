// What must hold for any two schemas, however they came about.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/schema/json.h"
#include "tests/property/any_objects.h"
#include "tests/property/any_schema.h"
#include "tests/property/parts.h"

namespace limbeck::diff_property_test {
namespace {

using operations::Operation;
using schema::Schema;
using test::Random;

struct Pair {
  Schema from;
  Schema to;
  diff::Hints hints;
};

std::string listed(const std::vector<Operation>& operations) {
  std::string text;
  for (const Operation& operation : operations) text += "  " + describe(operation) + "\n";
  return text;
}

// Undoes one operation, and says what is wrong with that, if anything.
std::optional<std::string> undo(const Operation& operation, const Schema& before,
                                const Schema& after) {
  const auto back = operations::reverse(operation, before);
  if (const auto* problem = std::get_if<Finding>(&back)) return "no reverse: " + problem->message;
  Schema returned = after;
  const auto& steps = std::get<std::vector<Operation>>(back);
  for (const auto& problem : operations::apply(steps, returned))
    return "its reverse: " + problem.message;
  if (!equivalent(returned, before)) return "its reverse leads elsewhere:\n" + listed(steps);
  return std::nullopt;
}

// What is wrong with the way from one schema to the other, if anything.
std::optional<std::string> wrong(const Pair& pair) {
  // What no operation changes is not the diff's.
  if (!diff::unreachable(pair.from, pair.to).empty()) return std::nullopt;
  const auto operations = diff::diff(pair.from, pair.to, pair.hints);
  const std::string list = "\n" + listed(operations);
  Schema schema = pair.from;
  for (const Operation& operation : operations) {
    const Schema before = schema;
    if (const auto problem = operations::apply(operation, schema)) return problem->message + list;
    if (schema == before) return describe(operation) + " changes nothing" + list;
    if (const auto trouble = undo(operation, before, schema))
      return describe(operation) + ": " + *trouble + list;
  }
  if (!equivalent(schema, pair.to)) return "the operations lead elsewhere" + list;
  Schema at_once = pair.from;
  if (!operations::apply(operations, at_once).empty() || at_once != schema)
    return "applied as a list the operations lead elsewhere" + list;
  const auto rest = diff::diff(schema, pair.to);
  if (!rest.empty()) return "something is left:\n" + listed(rest);
  const auto again = diff::diff(pair.from, pair.to, pair.hints);
  if (listed(again) != listed(operations))
    return "another time it says something else:\n" + listed(again);
  const auto back = operations::reverse(operations, pair.from);
  const auto* steps = std::get_if<std::vector<Operation>>(&back);
  if (steps == nullptr) return "the whole has no reverse" + list;
  for (const auto& problem : operations::apply(*steps, schema))
    return "back: " + problem.message + list;
  if (!equivalent(schema, pair.from)) return "the reverse of the whole leads elsewhere" + list;
  return std::nullopt;
}

// A smaller pair that is wrong too, as small as can be found by leaving out one thing at a time.
Pair shrunk(Pair pair) {
  for (bool found = true; found;) {
    found = false;
    for (Schema Pair::*side : {&Pair::from, &Pair::to}) {
      for (Schema& less : test::smaller(pair.*side)) {
        Pair candidate = pair;
        candidate.*side = std::move(less);
        if (!wrong(candidate)) continue;
        pair = std::move(candidate);
        found = true;
        break;
      }
    }
    if (pair.hints == diff::Hints{}) continue;
    Pair without = pair;
    without.hints = {};
    if (wrong(without)) {
      pair = std::move(without);
      found = true;
    }
  }
  return pair;
}

void expect_right(const Pair& pair) {
  if (!wrong(pair)) return;
  const Pair least = shrunk(pair);
  FAIL() << *wrong(least) << "\nfrom " << to_json(least.from).dump(1) << "\nto "
         << to_json(least.to).dump(1);
}

template <class Make>
void for_random_pairs(std::size_t few, std::size_t many, Make make) {
  for (std::size_t run = 0; run < test::runs(few, many); ++run) {
    SCOPED_TRACE("LIMBECK_RUNS=1 LIMBECK_SEED=" + std::to_string(test::seed_of(run)));
    Random random(test::seed_of(run));
    const Pair pair = make(random);
    expect_right(pair);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(DiffProperty, edits_of_a_schema_are_found_and_can_be_undone) {
  for_random_pairs(600, 20000, [](Random& random) {
    const Schema from = test::any_schema(random, test::Expressible::anywhere);
    auto edited = test::edited(random, from, test::Expressible::anywhere);
    return Pair{from, std::move(edited.schema), std::move(edited.hints)};
  });
}

TEST(DiffProperty, any_schema_leads_to_any_other) {
  for_random_pairs(300, 20000, [](Random& random) {
    return Pair{test::any_schema(random, test::Expressible::anywhere),
                test::any_schema(random, test::Expressible::anywhere),
                {}};
  });
}

TEST(DiffProperty, any_schema_comes_from_nothing_and_goes_to_nothing) {
  for_random_pairs(200, 10000, [](Random& random) {
    const Schema schema = test::any_schema(random, test::Expressible::anywhere);
    return random.one_in(2) ? Pair{{}, schema, {}} : Pair{schema, {}, {}};
  });
}

TEST(DiffProperty, what_stands_beside_tables_is_found_and_can_be_undone) {
  for_random_pairs(300, 10000, [](Random& random) {
    Schema from = test::any_schema(random, test::Expressible::anywhere);
    Schema to = random.one_in(3) ? test::any_schema(random, test::Expressible::anywhere) : from;
    test::add_objects(random, from);
    if (random.one_in(2)) {
      to = test::with_objects_changed(random, from);
    } else {
      test::add_objects(random, to);
    }
    return Pair{std::move(from), std::move(to), {}};
  });
}

TEST(DiffProperty, hints_never_lead_elsewhere) {
  for_random_pairs(300, 20000, [](Random& random) {
    Pair pair{test::any_schema(random, test::Expressible::anywhere), {}, {}};
    pair.to = random.one_in(2)
                  ? test::any_schema(random, test::Expressible::anywhere)
                  : test::edited(random, pair.from, test::Expressible::anywhere).schema;
    pair.hints = test::any_hints(random, pair.from, pair.to);
    return pair;
  });
}

TEST(DiffProperty, schemas_for_sqlite_too) {
  for_random_pairs(200, 10000, [](Random& random) {
    const Schema from = test::any_schema(random, test::Expressible::on_sqlite);
    auto edited = test::edited(random, from, test::Expressible::on_sqlite);
    return Pair{from, std::move(edited.schema), std::move(edited.hints)};
  });
}

TEST(DiffProperty, nothing_changes_between_a_schema_and_itself) {
  for (std::size_t run = 0; run < test::runs(200, 10000); ++run) {
    SCOPED_TRACE("LIMBECK_RUNS=1 LIMBECK_SEED=" + std::to_string(test::seed_of(run)));
    Random random(test::seed_of(run));
    const Schema schema = test::any_schema(random, test::Expressible::anywhere);
    ASSERT_EQ(listed(diff::diff(schema, schema)), "") << to_json(schema).dump(1);
    ASSERT_TRUE(diff::likely_renames({}, schema, schema).empty());
  }
}

TEST(SchemaProperty, a_schema_is_read_as_it_was_written) {
  for (std::size_t run = 0; run < test::runs(200, 10000); ++run) {
    SCOPED_TRACE("LIMBECK_RUNS=1 LIMBECK_SEED=" + std::to_string(test::seed_of(run)));
    Random random(test::seed_of(run));
    const Schema schema = test::any_schema(random, test::Expressible::anywhere);
    const std::string text = to_json(schema).dump();
    ASSERT_TRUE(schema::schema_from_text(text) == schema) << text;
  }
}

}  // namespace
}  // namespace limbeck::diff_property_test
