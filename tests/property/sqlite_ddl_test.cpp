// What the DDL makes is what was meant: random schemas and changes are run on SQLite and read back.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/json.h"
#include "migrations/schema/json.h"
#include "migrations/sql_text/expression.h"
#include "tests/property/sqlite_schemas.h"
#include "tests/support/sqlite_database.h"

namespace limbeck::sqlite_ddl_test {
namespace {

using operations::Operation;
using schema::Schema;

const sql::FullDialect& sqlite() { return *sql::find_dialect("sqlite"); }

std::string text_of(const Schema& schema) { return to_json(schema).dump(1); }

std::string json_of(const std::vector<Operation>& operations) {
  std::string text;
  for (const Operation& operation : operations) text += to_json(operation).dump() + "\n";
  return text;
}

std::string text_of(const std::vector<Operation>& operations, const Schema& before) {
  std::string text = json_of(operations);
  for (const sql::Statement& statement : sqlite().render(operations, before).statements) {
    text += statement.text + ";\n";
  }
  return text;
}

// Equal but for the order of columns; the first difference is shown.
void expect_equivalent(const Schema& read, const Schema& meant) {
  if (equivalent(read, meant)) return;
  ADD_FAILURE() << "read:\n" << text_of(read) << "\nmeant:\n" << text_of(meant);
}

// Where the values of a column that nobody touched are after the operations.
struct Place {
  schema::Name table;
  std::string column;
  bool operator<(const Place& other) const {
    return std::tie(table, column) < std::tie(other.table, other.column);
  }
};

class Tracker {
 public:
  explicit Tracker(const Schema& schema) : schema_(schema) {
    for (const schema::Table& table : schema.tables) {
      for (const schema::Column& column : table.columns) {
        if (column.generated) continue;
        now_[{table.name, column.name}] = {table.name, column.name};
      }
    }
  }

  void follow(const Operation& operation) {
    if (const auto* op = std::get_if<operations::DropTable>(&operation.value)) {
      forget([&](const Place& at) { return at.table == op->table; });
    } else if (const auto* op = std::get_if<operations::DropColumn>(&operation.value)) {
      forget([&](const Place& at) { return at.table == op->table && at.column == op->column; });
    } else if (const auto* op = std::get_if<operations::AlterColumn>(&operation.value)) {
      // The values may change with the type, and NULLs with the fill.
      forget([&](const Place& at) { return at.table == op->table && at.column == op->column; });
    } else if (const auto* op = std::get_if<operations::AlterTableSettings>(&operation.value)) {
      // STRICT takes other types.
      forget([&](const Place& at) { return at.table == op->table; });
    } else if (const auto* op = std::get_if<operations::RenameEnumValue>(&operation.value)) {
      forget([&](const Place& at) {
        return find_column(*find_table(schema_, at.table), at.column)->type.name == op->name;
      });
    } else if (const auto* op = std::get_if<operations::RenameTable>(&operation.value)) {
      for (auto& [was, at] : now_) {
        if (at.table == op->table) at.table.name = op->new_name;
      }
    } else if (const auto* op = std::get_if<operations::RenameColumn>(&operation.value)) {
      for (auto& [was, at] : now_) {
        if (at.table == op->table && at.column == op->column) at.column = op->new_name;
      }
    }
    apply(operation, schema_);
  }

  /// Tables before → the columns to compare, each as it was and as it is called now.
  std::map<schema::Name, std::vector<std::pair<Place, Place>>> surviving() const {
    std::map<schema::Name, std::vector<std::pair<Place, Place>>> result;
    for (const auto& [was, at] : now_) result[was.table].emplace_back(was, at);
    return result;
  }
  const Schema& schema() const { return schema_; }

 private:
  template <class Predicate>
  void forget(Predicate gone) {
    std::erase_if(now_, [&](const auto& entry) { return gone(entry.second); });
  }

  Schema schema_;
  std::map<Place, Place> now_;
};

std::vector<std::string> values(test::SqliteDatabase& database, const schema::Name& table,
                                const std::vector<std::string>& columns) {
  std::string query = "SELECT ''";
  for (const std::string& column : columns) query += ", quote(" + sqlite().quote(column) + ")";
  auto rows = database.rows(query + " FROM " + sqlite().quote(table.name));
  std::sort(rows.begin(), rows.end());
  return rows;
}

// Rows of values that may or may not fit: what the constraints refuse is left out.
void fill(test::Random& random, test::SqliteDatabase& database, const Schema& schema) {
  static const std::vector<std::string> literals{
      "1", "2", "3", "'x'", "'new'", "'paid'", "NULL", "'y'", "'it''s'", "x'01'", "1.5", "'sent'"};
  for (int round = 0; round < 2; ++round) {
    for (const schema::Table& table : schema.tables) {
      for (int row = 0; row < 4; ++row) {
        std::string columns, row_values;
        for (const schema::Column& column : table.columns) {
          if (column.generated || (column.identity && random.one_in(2))) continue;
          if (column.default_sql && random.one_in(3)) continue;
          columns += (columns.empty() ? "" : ", ") + sqlite().quote(column.name);
          row_values += (row_values.empty() ? "" : ", ") + random.of(literals);
        }
        if (columns.empty()) continue;
        try {
          database.execute("INSERT INTO " + sqlite().quote(table.name.name) + " (" + columns +
                           ") VALUES (" + row_values + ")");
        } catch (const Error&) {
        }
      }
    }
  }
}

// SQLite 3.40 finds NULLs that are not there in tables WITHOUT ROWID whose key is not their first
// column.
std::vector<std::string> damage(test::SqliteDatabase& database) {
  std::vector<std::string> found = database.rows("PRAGMA integrity_check");
  std::erase_if(found, [](const std::string& line) {
    return line == "ok" || line.starts_with("NULL value in ");
  });
  return found;
}

// The rows are in the way of the new schema: that is the user's to solve, and nothing is changed.
bool is_about_rows(const Error& error) {
  return error.code() == Error::Code::data || error.sqlstate().starts_with("SQLITE_CONSTRAINT") ||
         std::string(error.what()).find("Cannot add a NOT NULL column") != std::string::npos ||
         std::string(error.what()).find("constraint failed") != std::string::npos ||
         std::string(error.what()).find("cannot store") != std::string::npos ||
         std::string(error.what()).find("foreign key mismatch") != std::string::npos ||
         std::string(error.what()).find("datatype mismatch") != std::string::npos ||
         std::string(error.what()).find("is no ") != std::string::npos;  // a value of the new type
}

TEST(SqliteDdl, what_is_created_is_read_back_as_lowered) {
  for (std::size_t run = 0; run < test::runs(100, 10000); ++run) {
    SCOPED_TRACE("LIMBECK_RUNS=1 LIMBECK_SEED=" + std::to_string(test::seed_of(run)));
    test::Random random(test::seed_of(run));
    const Schema schema = test::random_schema(random);
    const Schema lowered = sqlite().lower(schema);
    ASSERT_EQ(text_of(sqlite().lower(lowered)), text_of(lowered));
    test::SqliteDatabase database;
    const auto creation = test::creation_of(schema);
    try {
      database.run(creation, {});
    } catch (const Error& error) {
      FAIL() << error.what() << "\n" << text_of(creation, {});
    }
    const Schema read = database.introspect();
    ASSERT_EQ(text_of(read), text_of(lowered)) << text_of(creation, {});
    ASSERT_TRUE(read == lowered);
  }
}

TEST(SqliteDdl, a_change_leads_to_the_new_schema_and_keeps_every_value) {
  std::size_t changed = 0, refused = 0, with_rows = 0;
  for (std::size_t run = 0; run < test::runs(60, 10000); ++run) {
    const std::string seed = std::to_string(test::seed_of(run));
    SCOPED_TRACE("LIMBECK_RUNS=1 LIMBECK_SEED=" + seed);
    test::Random random(test::seed_of(run));
    const Schema before = test::random_schema(random);
    Tracker tracker(before);
    std::vector<Operation> operations;
    for (std::size_t attempts = 1 + random.below(16); attempts > 0; --attempts) {
      if (const auto operation = test::random_operation(random, tracker.schema())) {
        operations.push_back(*operation);
        tracker.follow(*operation);
      }
    }
    const Schema meant = sqlite().lower(tracker.schema());
    for (const bool rows : {false, true}) {
      test::SqliteDatabase database;
      database.run(test::creation_of(before), {});
      if (rows) fill(random, database, before);
      std::map<schema::Name, std::vector<std::string>> kept;
      for (const auto& [table, columns] : tracker.surviving()) {
        std::vector<std::string> were;
        for (const auto& [was, at] : columns) were.push_back(was.column);
        kept[table] = values(database, table, were);
        if (!kept[table].empty()) ++with_rows;
      }
      const auto script = database.rows("SELECT sql FROM sqlite_schema ORDER BY name");
      try {
        database.run(operations, before);
        ++changed;
      } catch (const Error& error) {
        ASSERT_TRUE(rows && is_about_rows(error)) << error.what() << " " << error.sqlstate() << "\n"
                                                  << text_of(before) << "\n"
                                                  << text_of(operations, before);
        ASSERT_EQ(database.rows("SELECT sql FROM sqlite_schema ORDER BY name"), script);
        ++refused;
        continue;
      }
      ASSERT_EQ(damage(database), std::vector<std::string>()) << text_of(operations, before);
      ASSERT_TRUE(database.driver().broken_foreign_keys().empty());
      expect_equivalent(database.introspect(), meant);
      for (const auto& [table, columns] : tracker.surviving()) {
        std::vector<std::string> are;
        for (const auto& [was, at] : columns) are.push_back(at.column);
        EXPECT_EQ(values(database, columns.front().second.table, are), kept[table]);
      }
      if (HasFailure()) FAIL() << text_of(before) << "\n" << text_of(operations, before);
    }
  }
  EXPECT_GT(changed, 0u);
  std::cout << changed << " changes made, " << with_rows << " tables with rows compared, "
            << refused << " refused by their rows\n";
}

// The rows of a pair's tables that keep their names, in the columns that keep theirs and all but
// their place.
std::map<schema::Name, std::vector<std::string>> columns_in_both(const Schema& a, const Schema& b) {
  std::map<schema::Name, std::vector<std::string>> result;
  for (const schema::Table& table : a.tables) {
    const schema::Table* other = find_table(b, table.name);
    if (other == nullptr || table.settings != other->settings) continue;
    for (const schema::Column& column : table.columns) {
      const schema::Column* same = find_column(*other, column.name);
      if (same != nullptr && *same == column && !column.generated) {
        result[table.name].push_back(column.name);
      }
    }
  }
  return result;
}

// Only SQLite lets a generated column stand on another; diff does not order their drops.
bool is_generated_from_generated(const Schema& schema) {
  for (const schema::Table& table : schema.tables) {
    for (const schema::Column& column : table.columns) {
      if (!column.generated) continue;
      for (const schema::Column& other : table.columns) {
        if (other.generated &&
            sql_text::mentions_column(column.generated->expression, other.name)) {
          return true;
        }
      }
    }
  }
  return false;
}

TEST(SqliteDdl, a_diff_leads_from_one_schema_to_any_other) {
  std::size_t changed = 0, refused = 0;
  for (std::size_t run = 0; run < test::runs(100, 10000); ++run) {
    SCOPED_TRACE("LIMBECK_RUNS=1 LIMBECK_SEED=" + std::to_string(test::seed_of(run)));
    test::Random random(test::seed_of(run));
    const Schema from = test::random_schema(random);
    const Schema to = test::random_schema(random);
    if (is_generated_from_generated(from) || is_generated_from_generated(to)) continue;
    const std::vector<Operation> operations = diff::diff(from, to);
    SCOPED_TRACE(json_of(operations));
    Schema after = from;
    for (const auto& problem : apply(operations, after)) FAIL() << problem.message;
    for (const bool rows : {false, true}) {
      test::SqliteDatabase database;
      database.run(test::creation_of(from), {});
      if (rows) fill(random, database, from);
      std::map<schema::Name, std::vector<std::string>> kept;
      for (const auto& [table, columns] : columns_in_both(from, to)) {
        kept[table] = values(database, table, columns);
      }
      try {
        database.run(operations, from);
        ++changed;
      } catch (const std::logic_error& error) {
        FAIL() << "a bug in limbeck: " << error.what();
      } catch (const Error& error) {
        ASSERT_TRUE(rows && is_about_rows(error)) << error.what() << " " << error.sqlstate() << "\n"
                                                  << text_of(operations, from);
        ++refused;
        continue;
      }
      ASSERT_EQ(damage(database), std::vector<std::string>()) << text_of(operations, from);
      ASSERT_TRUE(database.driver().broken_foreign_keys().empty());
      expect_equivalent(database.introspect(), sqlite().lower(to));
      for (const auto& [table, columns] : columns_in_both(from, to)) {
        EXPECT_EQ(values(database, table, columns), kept[table]);
      }
      if (HasFailure()) FAIL() << text_of(from) << "\n" << text_of(operations, from);
    }
  }
  EXPECT_GT(changed, 0u);
  std::cout << changed << " changes made, " << refused << " refused by their rows\n";
}

}  // namespace
}  // namespace limbeck::sqlite_ddl_test
