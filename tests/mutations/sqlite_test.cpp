// Live SQLite databases with a fault in them, against their history: verify names each.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "migrations/diff/diff.h"
#include "migrations/schema/json.h"
#include "runtime/verify/verify.h"
#include "tests/mutations/counts.h"
#include "tests/mutations/subjects.h"
#include "tests/support/sqlite_database.h"

namespace limbeck::test::sqlite_test {
namespace {

std::string verified(const schema::Schema& live, const schema::Schema& history) {
  SqliteDatabase database;
  database.run(sql::find_dialect("sqlite")->render(diff::diff({}, live), {}));
  std::string told;
  for (const auto& one : verify::verify(database.driver(), history, {}).differences)
    told += (fact(one, "expected") == fact(one, "found") && !fact(one, "found").empty()
                 ? "NO WORD OF WHAT DIFFERS: "
                 : "") +
            to_string(one) + "\n";
  return told;
}

TEST(Mutations, of_live_sqlite_databases_are_named_by_verify) {
  MutationCounts counts("verify on sqlite");
  const std::size_t count = runs(mutation_kinds().size(), 2000);
  for (std::size_t run = 0; run < count; ++run) {
    const MutationKind& kind = mutation_kinds()[run % mutation_kinds().size()];
    const auto subject = subject_for(seed_of(run), "sqlite", kind);
    if (!subject) continue;
    SCOPED_TRACE("LIMBECK_SEED=" + std::to_string(seed_of(run)) + " " + std::string(kind.name));
    ASSERT_EQ(verified(subject->schema, subject->schema), "");
    const std::string told = verified(subject->mutation.schema, subject->schema);
    std::string named = subject->mutation.named;
    // SQLite has no enums: there they are checks of the tables that use them.
    if (kind.name.starts_with("enum:") && find_enum(subject->schema, {"", named}) != nullptr) {
      for (const schema::Table& table : subject->schema.tables)
        for (const schema::Column& column : table.columns)
          if (column.type.name == schema::Name{"", subject->mutation.named})
            named = table.name.name;
    }
    EXPECT_TRUE(counts.count(kind.name, told, named))
        << "'" << named << "' is not in:\n"
        << told << "\nhistory\n"
        << to_json(subject->schema).dump() << "\nlive\n"
        << to_json(subject->mutation.schema).dump();
  }
  EXPECT_GT(counts.made(), 0u);
  counts.print();
}

}  // namespace
}  // namespace limbeck::test::sqlite_test
