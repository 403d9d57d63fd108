// Generated revisions with a fault in them, against the models: the check of a build names each.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "compiler/check/drift.h"
#include "migrations/operations/apply.h"
#include "migrations/schema/json.h"
#include "migrations/sql/dialect.h"
#include "tests/mutations/counts.h"
#include "tests/mutations/subjects.h"

namespace limbeck::test::revisions_test {
namespace {

/// What the build says where the history leads to `state` and the models say `models`.
std::string checked(const schema::Schema& models, const schema::Schema& state) {
  compiler::Model model;
  model.schema = models;
  model.declares_objects = true;
  compiler::State history;
  history.schema = state;
  history.heads = {{"3f9c2a71d04e", "add posts", {"migrations/add_posts.cpp", 4, 0, 0}}};
  diagnostics::Diagnostics diagnostics;
  report_drift(model, history, {}, diagnostics);
  std::string told;
  for (const Finding& one : diagnostics.all()) told += one.message + "\n";
  return told;
}

std::string rerun(std::size_t run) {
  return "LIMBECK_RUNS=1 LIMBECK_SEED=" + std::to_string(seed_of(run)) +
         " LIMBECK_KIND=" + std::string(mutation_kinds()[run % mutation_kinds().size()].name) +
         "\n";
}

TEST(Mutations, of_generated_revisions_are_named_by_the_check) {
  for (const char* dialect : {"postgresql", "sqlite"}) {
    MutationCounts counts(std::string("check of revisions for ") + dialect);
    const std::size_t count = runs(mutation_kinds().size(), 2000);
    for (std::size_t run = 0; run < count; ++run) {
      const MutationKind& kind = mutation_kinds()[run % mutation_kinds().size()];
      const auto subject = subject_for(seed_of(run), dialect, kind);
      if (!subject) continue;
      const auto& models = subject->schema;
      ASSERT_EQ(checked(models, models), "") << rerun(run);
      const std::string told = checked(models, subject->mutation.schema);
      EXPECT_TRUE(counts.count(kind.name, told, subject->mutation.named))
          << rerun(run) << dialect << " " << kind.name << " of '" << subject->mutation.named
          << "' is not in:\n"
          << told << "\nmodels\n"
          << to_json(models).dump() << "\nhistory\n"
          << to_json(subject->mutation.schema).dump();
    }
    EXPECT_GT(counts.made(), 0u);
    counts.print();
  }
}

// The operations that make a schema, without one of them.
TEST(Mutations, an_operation_that_a_revision_leaves_out_is_named_by_the_check) {
  MutationCounts counts("check of operations left out");
  const MutationKind& any_kind = mutation_kinds().front();
  for (std::size_t run = 0; run < runs(100, 2000); ++run) {
    const auto subject = subject_for(seed_of(run), "postgresql", any_kind);
    if (!subject) continue;
    Random random(seed_of(run));
    std::vector<operations::Operation> made = diff::diff({}, subject->schema);
    if (made.empty()) continue;
    const std::size_t left_out = random.below(made.size());
    const operations::Operation gone = made[left_out];
    made.erase(made.begin() + static_cast<std::ptrdiff_t>(left_out));
    schema::Schema state;
    std::string told;
    for (const auto& problem : operations::apply(made, state)) told += problem.message + "\n";
    told += checked(subject->schema, state);
    // `create_index ix on t`, `add_column t.a`: its first word after the verb.
    std::string named = describe(gone).substr(name_of(gone).size() + 1);
    if (const auto object = object_of(gone)) named = object->object.name.name;
    named = named.substr(0, named.find(" on "));
    named = named.substr(0, named.find(" ("));
    EXPECT_TRUE(counts.count(name_of(gone), told, named))
        << rerun(run) << describe(gone) << ": '" << named << "' is not in\n"
        << told;
  }
  counts.print();
}

}  // namespace
}  // namespace limbeck::test::revisions_test
