// The matrix of conversions: every type to every other, on each database, with rows. It is also the
// page docs/conversions.md.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "migrations/operations/holds_all_values.h"
#include "migrations/schema/conversion.h"
#include "tests/conversions/tried.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::test::conversions_test {
namespace {

using schema::Type;
using Outcome = sql::Conversion::Outcome;

struct Pair {
  Type from, to;
};

std::string name_of(const Pair& pair) { return to_string(pair.from) + " -> " + to_string(pair.to); }

std::vector<Pair> all_pairs() {
  std::vector<Pair> pairs;
  for (const std::string& from : all_types()) {
    for (const std::string& to : all_types()) {
      if (from != to) pairs.push_back({schema::parse_type(from), schema::parse_type(to)});
    }
  }
  return pairs;
}

sql::Conversion conversion(const sql::FullDialect& dialect, const Pair& pair) {
  return dialect.conversion(pair.from, pair.to, "v", with_enums());
}

// PostgreSQL has sizes, and NaN; SQLite has neither.
bool is_about_size(const Tried& tried) {
  return tried.error.starts_with("22001") || tried.error.starts_with("22003");
}

// What a column of the type holds on SQLite.
std::vector<std::string> storages(const Type& type) {
  if (type.kind == schema::TypeKind::boolean || schema::is_integer(type.kind)) return {"integer"};
  if (schema::is_float(type.kind)) return {"real"};
  if (schema::is_number(type.kind) || type.kind == schema::TypeKind::interval)
    return {"integer", "real"};
  if (type.kind == schema::TypeKind::bytes || type.kind == schema::TypeKind::uuid) return {"blob"};
  return {"text"};
}

class Conversions : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    postgresql_ = postgresql_trial();
    sqlite_ = sqlite_trial();
  }
  std::vector<Trial*> databases() const { return {postgresql_.get(), sqlite_.get()}; }

  std::unique_ptr<Trial> postgresql_, sqlite_;
};

TEST_F(Conversions, a_database_takes_every_change_that_is_not_asked_for_on_an_empty_table) {
  std::map<std::string, int> counts;
  for (Trial* database : databases()) {
    const std::string dialect(database->dialect().name());
    for (const Pair& pair : all_pairs()) {
      if (!database->has(pair.from) || !database->has(pair.to)) continue;
      const sql::Conversion how = conversion(database->dialect(), pair);
      const bool asks = how.outcome == Outcome::ask;
      ++counts[dialect + (asks                                 ? " asked"
                          : how.outcome == Outcome::expression ? " by an expression"
                                                               : " by itself")];
      if (asks && how.sql.empty()) continue;
      const Tried tried = database->change(pair.from, pair.to, "", false, asks ? how.sql : "");
      EXPECT_EQ(tried.error, "") << dialect << ": " << name_of(pair)
                                 << (asks ? ", as proposed" : "");
    }
  }
  for (const auto& [what, count] : counts) std::cout << what << ": " << count << " pairs\n";
}

// PostgreSQL spells a value of any type as a text and reads it from one; between two others, only
// their authors know.
TEST_F(Conversions, a_type_that_limbeck_does_not_know_goes_through_text_and_is_else_asked_for) {
  const auto outcome = [&](const Type& from, const Type& to) {
    return conversion(postgresql_->dialect(), {from, to}).outcome;
  };
  for (const char* name :
       {"money", "xml", "bit(3)", "varbit", "cidr", "macaddr", "time with time zone", "point",
        "tsvector", "name", "oid", "int4range", "regclass"}) {
    const Type own = schema::parse_type(name);
    ASSERT_EQ(own.kind, schema::TypeKind::native) << name;
    for (const std::string& other : all_types()) {
      const Type type = schema::parse_type(other);
      const bool through_text = schema::is_text(type.kind) && type.dimensions == 0;
      EXPECT_EQ(outcome(own, type) == Outcome::ask, !through_text) << name << " -> " << other;
      EXPECT_EQ(outcome(type, own) == Outcome::ask, !through_text) << other << " -> " << name;
      if (!through_text) continue;
      EXPECT_EQ(postgresql_->change(own, type, "").error, "") << name << " -> " << other;
      EXPECT_EQ(postgresql_->change(type, own, "").error, "") << other << " -> " << name;
    }
  }
}

TEST_F(Conversions, null_stays_null) {
  for (Trial* database : databases()) {
    for (const Pair& pair : all_pairs()) {
      if (!database->has(pair.from) || !database->has(pair.to)) continue;
      const sql::Conversion how = conversion(database->dialect(), pair);
      const bool asks = how.outcome == Outcome::ask;
      if (asks && how.sql.empty()) continue;
      const Tried tried = database->change(pair.from, pair.to, "NULL", false, asks ? how.sql : "");
      EXPECT_EQ(tried.error, "") << name_of(pair);
      EXPECT_EQ(tried.meaning, std::nullopt) << database->dialect().name() << ": " << name_of(pair);
    }
  }
}

TEST_F(Conversions, a_value_means_the_same_on_each_database_afterwards_or_is_refused) {
  LIMBECK_NEEDS_POSTGRESQL_VERSION(14);  // numeric has no infinity before
  std::map<std::string, int> counts;
  for (const Pair& pair : all_pairs()) {
    if (!sqlite_->has(pair.from) || !sqlite_->has(pair.to)) continue;
    if (conversion(sqlite_->dialect(), pair).outcome == Outcome::ask ||
        conversion(postgresql_->dialect(), pair).outcome == Outcome::ask)
      continue;
    for (const HardValue& value : hard_values(pair.from)) {
      if (value.sqlite.empty()) continue;
      const std::string what = name_of(pair) + ", " + value.postgresql;
      // A value that one of them cannot have in the first place is none of this test.
      const Tried there = postgresql_->change(pair.from, pair.to, value.postgresql);
      const Tried here = sqlite_->change(pair.from, pair.to, value.sqlite);
      if (here.error.empty()) {
        const auto allowed = storages(pair.to);
        EXPECT_TRUE(!here.meaning ||
                    std::find(allowed.begin(), allowed.end(), here.storage) != allowed.end())
            << what << " is kept as " << here.storage;
      }
      if (!there.error.empty() && !here.error.empty()) {
        ++counts["refused by both"];
      } else if (there.error.empty() && here.error.empty()) {
        ++counts["converted alike"];
        EXPECT_EQ(there.meaning, here.meaning) << what;
      } else if (!there.error.empty()) {
        ++counts["too large for PostgreSQL, kept whole by SQLite"];
        EXPECT_TRUE(is_about_size(there)) << what << ": only PostgreSQL refuses it, " << there.error
                                          << ": " << here.meaning.value_or("NULL");
        EXPECT_FALSE(operations::holds_all_values(pair.to, pair.from, with_enums())) << what;
      } else {
        ++counts["refused by SQLite"];
        EXPECT_TRUE(there.meaning == "nan" || there.meaning == "-nan" ||
                    here.error.find(" is no ") != std::string::npos)
            << what << ": only SQLite refuses it, " << here.error;
        std::cout << "only SQLite refuses " << what << ": " << here.error << '\n';
      }
    }
  }
  for (const auto& [what, count] : counts) std::cout << what << ": " << count << " values\n";
}

TEST_F(Conversions, nothing_is_lost_where_no_loss_is_reported_and_the_way_back_leads_back) {
  LIMBECK_NEEDS_POSTGRESQL_VERSION(14);  // numeric has no infinity before
  for (Trial* database : databases()) {
    int count = 0;
    for (const Pair& pair : all_pairs()) {
      if (!database->has(pair.from) || !database->has(pair.to)) continue;
      if (conversion(database->dialect(), pair).outcome == Outcome::ask ||
          !operations::holds_all_values(pair.to, pair.from, with_enums()))
        continue;
      const bool returns =
          conversion(database->dialect(), {pair.to, pair.from}).outcome != Outcome::ask;
      for (const HardValue& value : hard_values(pair.from)) {
        const std::string& sql = database == sqlite_.get() ? value.sqlite : value.postgresql;
        if (sql.empty()) continue;
        const std::string what =
            std::string(database->dialect().name()) + ": " + name_of(pair) + ", " + sql;
        const Tried there = database->change(pair.from, pair.to, sql);
        EXPECT_EQ(there.error, "") << what;
        if (!returns || !there.error.empty()) continue;
        const Tried back = database->change(pair.from, pair.to, sql, true);
        EXPECT_EQ(back.error, "") << what << " and back";
        EXPECT_EQ(back.meaning, database->insert(pair.from, sql).meaning) << what << " and back";
        ++count;
      }
    }
    std::cout << database->dialect().name() << ": " << count << " values there and back\n";
  }
}

constexpr std::string_view begin =
    "<!-- conversions: written by LIMBECK_UPDATE_GOLDEN=1 limbeck_conversions_server_test -->\n";
constexpr std::string_view end = "<!-- /conversions -->\n";

// One table a database: from the left to the top.
std::string table_of(const Trial& database) {
  std::vector<Type> types;
  for (const std::string& name : all_types()) {
    if (database.has(schema::parse_type(name)) && name != "enum level")
      types.push_back(schema::parse_type(name));
  }
  const auto title = [](const Type& type) {
    return type.kind == schema::TypeKind::enumeration ? std::string("enum") : to_string(type);
  };
  std::string text = "| from \\ to |", line = "| --- |";
  for (const Type& type : types) {
    text += " " + title(type) + " |";
    line += " --- |";
  }
  text += "\n" + line + "\n";
  for (const Type& from : types) {
    text += "| " + title(from) + " |";
    for (const Type& to : types) {
      const sql::Conversion how = conversion(database.dialect(), {from, to});
      const bool loses = !operations::holds_all_values(to, from, with_enums());
      text += from == to                    ? " |"
              : how.outcome == Outcome::ask ? (how.sql.empty() ? " ? |" : " ask |")
              : loses                       ? " yes, reported |"
                                            : " yes |";
    }
    text += "\n";
  }
  return text;
}

// What each database runs, for the pairs of which it is not plain.
std::string expressions(const std::vector<Trial*>& databases) {
  std::string text = "| from | to | PostgreSQL | SQLite |\n| --- | --- | --- | --- |\n";
  const auto cell = [](const Trial& database, const Pair& pair) -> std::string {
    if (!database.has(pair.from) || !database.has(pair.to)) return "";
    const sql::Conversion how = conversion(database.dialect(), pair);
    if (how.outcome != Outcome::ask || how.sql.empty())
      return how.outcome == Outcome::ask ? "?" : "converted";
    return "`" + how.sql + "`";
  };
  for (const Pair& pair : all_pairs()) {
    std::string row = "| " + to_string(pair.from) + " | " + to_string(pair.to) + " |";
    bool asks = false;
    for (const Trial* database : databases) {
      const std::string what = cell(*database, pair);
      asks = asks || what.starts_with('`');
      row += " " + what + " |";
    }
    if (asks) text += row + "\n";
  }
  return text;
}

TEST_F(Conversions, the_page_says_what_is_done) {
  std::ifstream file(LIMBECK_CONVERSIONS_PAGE);
  std::stringstream page;
  page << file.rdbuf();
  std::string text = page.str();
  ASSERT_NE(text.find(begin), std::string::npos);
  const std::size_t from = text.find(begin) + begin.size();
  ASSERT_LE(from, text.find(end));
  const std::string listed = text.substr(from, text.find(end) - from);
  const std::string now = "### PostgreSQL\n\n" + table_of(*postgresql_) + "\n### SQLite\n\n" +
                          table_of(*sqlite_) + "\n### What is proposed\n\n" +
                          expressions(databases());
  if (std::getenv("LIMBECK_UPDATE_GOLDEN") != nullptr) {
    text.replace(from, listed.size(), now);
    std::ofstream(LIMBECK_CONVERSIONS_PAGE) << text;
    return;
  }
  EXPECT_EQ(listed, now) << "LIMBECK_UPDATE_GOLDEN=1 writes it";
}

}  // namespace
}  // namespace limbeck::test::conversions_test
