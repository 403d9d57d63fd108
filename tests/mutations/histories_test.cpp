// Histories with a fault in them: downgrades that leave something, upgrades that do otherwise than
// they say or in another order. The build's check and a history's own tests name each.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "limbeck/error.h"
#include "migrations/diff/diff.h"
#include "migrations/operations/json.h"
#include "migrations/schema/json.h"
#include "migrations/sql/dialect.h"
#include "migrations/state/replay.h"
#include "runtime/migrator/prepare.h"
#include "runtime/trial/trial.h"
#include "tests/mutations/counts.h"
#include "tests/mutations/recorded.h"
#include "tests/mutations/subjects.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::test::histories_test {
namespace {

using operations::Operation;
using tests::PostgresqlServer;

struct On {
  const char* dialect;
  std::size_t few;  ///< how many mutations by default
};

class MutatedHistories : public testing::TestWithParam<On> {
 protected:
  void SetUp() override {
    place_.dialect = GetParam().dialect;
    if (place_.dialect != "postgresql") return;
    LIMBECK_NEEDS_POSTGRESQL();
    static const std::string server = PostgresqlServer::get()->new_database();
    place_.server = server;
  }

  /// Each of some mutations: a step through the kinds that leads to each of them.
  template <class Try>
  void for_mutations(MutationCounts& counts, const Try& attempt) {
    const std::size_t kinds = mutation_kinds().size(), count = runs(GetParam().few, 1000);
    constexpr std::size_t stride = 37;  // a prime that the number of kinds is no multiple of
    for (std::size_t run = 0; run < count; ++run) {
      const MutationKind& kind = mutation_kinds()[run * stride % kinds];
      auto subject = subject_for(seed_of(run), place_.dialect, kind);
      if (!subject) continue;
      SCOPED_TRACE("LIMBECK_SEED=" + std::to_string(seed_of(run)) + " " + std::string(kind.name) +
                   " of '" + subject->mutation.named + "'\n" + to_json(subject->schema).dump() +
                   "\n" + to_json(subject->mutation.schema).dump());
      attempt(kind, *subject);
      if (HasFatalFailure()) return;
    }
    EXPECT_GT(counts.made(), 0u);
    counts.print();
  }

  /// What is told; empty if all is right.
  template <class Action>
  static std::string told(const Action& action) {
    try {
      action();
      return {};
    } catch (const Error& error) {
      return error.what();
    }
  }

  static std::string checked(const RecordedHistory& history) {
    std::string text;
    const auto graph = migrator::graph_of(history.manifest());
    for (const auto& problem : state::verify(history.manifest(), graph))
      text += problem.message + "\n";
    return text;
  }

  trial::Place place_;

  // SQLite has no enums: there they are checks of the tables that use them.
  std::string name_in_the_database(const Subject& subject) const {
    std::string named = subject.mutation.named;
    if (!subject.mutation.kind.starts_with("enum:")) return named;
    if (place_.dialect != "sqlite" || find_enum(subject.schema, {"", named}) == nullptr)
      return named;
    for (const schema::Table& table : subject.schema.tables)
      for (const schema::Column& column : table.columns)
        if (column.type.name == schema::Name{"", subject.mutation.named}) named = table.name.name;
    return named;
  }
};

schema::Schema with_one_table_more(schema::Schema schema) {
  schema.tables.push_back({.name = {"", "one_more"}, .columns = {{.name = "a", .nullable = true}}});
  schema::sort(schema);
  return schema;
}

TEST_P(MutatedHistories, whose_downgrade_leads_elsewhere_are_named_by_up_down_up) {
  MutationCounts counts("up_down_up on " + place_.dialect);
  for_mutations(counts, [&](const MutationKind& kind, const Subject& subject) {
    const schema::Schema more = with_one_table_more(subject.schema);
    const RecordedHistory history(place_.dialect, diff::diff({}, subject.schema),
                                  diff::diff(subject.schema, more),
                                  diff::diff(more, subject.mutation.schema));
    const auto graph = migrator::graph_of(history.manifest());
    const std::string said = told([&] { trial::up_down_up(history.manifest(), graph, place_); });
    // Some changes cannot be made to a table that is there; then it says so.
    EXPECT_NE(said, "");
    if (said.find("does not lead back") == std::string::npos) return counts.count_refused();
    EXPECT_TRUE(counts.count(kind.name, said, name_in_the_database(subject))) << said;
  });
}

TEST_P(MutatedHistories, whose_downgrade_leads_elsewhere_are_named_by_the_build) {
  MutationCounts counts("the build's check of downgrades for " + place_.dialect);
  for_mutations(counts, [&](const MutationKind& kind, const Subject& subject) {
    const schema::Schema more = with_one_table_more(subject.schema);
    const RecordedHistory history(place_.dialect, diff::diff({}, subject.schema),
                                  diff::diff(subject.schema, more),
                                  diff::diff(more, subject.mutation.schema));
    const std::string said = checked(history);
    EXPECT_TRUE(counts.count(kind.name, said, subject.mutation.named)) << said;
  });
}

TEST_P(MutatedHistories, that_do_otherwise_than_they_say_are_named_by_models) {
  MutationCounts counts("models on " + place_.dialect);
  for_mutations(counts, [&](const MutationKind& kind, const Subject& subject) {
    const RecordedHistory history(
        place_.dialect, pretended(place_.dialect, subject.mutation.schema, subject.schema), {}, {});
    const std::string said =
        told([&] { trial::models(history.manifest(), subject.schema, place_); });
    EXPECT_TRUE(counts.count(kind.name, said, name_in_the_database(subject))) << said;
  });
}

// Two of the operations that make a schema, each in the place of the other.
TEST_P(MutatedHistories, whose_operations_stand_in_another_order_are_named_or_the_same) {
  MutationCounts counts("order on " + place_.dialect);
  const MutationKind& any_kind = mutation_kinds().front();
  for (std::size_t run = 0; run < runs(GetParam().few, 1000); ++run) {
    const auto subject = subject_for(seed_of(run), place_.dialect, any_kind);
    if (!subject) continue;
    std::vector<Operation> operations = diff::diff({}, subject->schema);
    if (operations.size() < 2) continue;
    Random random(seed_of(run));
    const std::size_t a = random.below(operations.size() - 1);
    const std::size_t b = a + 1 + random.below(operations.size() - 1 - a);
    const std::string first = describe(operations[a]), second = describe(operations[b]);
    std::swap(operations[a], operations[b]);
    const RecordedHistory history(place_.dialect, operations, {}, {});
    std::string said = checked(history);
    if (said.empty())
      said = told([&] { trial::models(history.manifest(), subject->schema, place_); });
    if (said.empty()) {
      // It ran, and the database is what the models say.
      counts.count_equivalent();
      continue;
    }
    // Whoever came too early is named: by itself, by its table, or as what is missing.
    const auto names = [&](const Operation& operation) {
      const std::string words = describe(operation);
      const std::string text = words.substr(words.find(' ') + 1);
      const auto table = table_of(operation);
      if (const auto* create = std::get_if<operations::CreateTable>(&operation.value)) {
        for (const schema::ForeignKey& key : create->table.foreign_keys) {
          const std::string& part = key.name.empty() ? key.ref_table.name : key.name;
          if (said.find("'" + part + "'") != std::string::npos) return true;
        }
      }
      return said.find(text.substr(0, text.find(" on "))) != std::string::npos ||
             (table && said.find(table->name) != std::string::npos);
    };
    const bool is_named = names(operations[a]) || names(operations[b]);
    EXPECT_TRUE(counts.count("order", is_named ? "named" : "", "named"))
        << "LIMBECK_SEED=" << seed_of(run) << "\n"
        << first << "\n"
        << second << "\n"
        << said;
  }
  counts.print();
}

INSTANTIATE_TEST_SUITE_P(Databases, MutatedHistories,
                         testing::Values(On{"sqlite", 80}, On{"postgresql", 12}),
                         [](const auto& info) { return info.param.dialect; });

}  // namespace
}  // namespace limbeck::test::histories_test
