// What SQLite keeps of CREATE TABLE, INDEX, VIEW and TRIGGER: what it takes is read as it means it.
// SQLite itself says which columns, keys and indexes there are. The input is statements with
// separators between them.
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <memory>

#include "limbeck/error.h"
#include "migrations/sql_text/names.h"
#include "runtime/connection/sqlite/sqlite_driver.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/sqlite/create_statements.h"
#include "runtime/introspect/sqlite/definition_reader.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;

namespace {

namespace sqlite = introspect::sqlite;

/// Only what makes a schema: no other files, no settings, nothing that runs for ever.
int allow(void*, int action, const char* first, const char*, const char*, const char*) {
  switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
    case SQLITE_PRAGMA:
    case SQLITE_RECURSIVE:
    case SQLITE_CREATE_VTABLE:
      return SQLITE_DENY;
    case SQLITE_FUNCTION:
      (void)first;
      return SQLITE_OK;
    default:
      return SQLITE_OK;
  }
}
int stop(void*) { return 1; }

class Database {
 public:
  Database() {
    sqlite3_open(":memory:", &database_);
    // Whatever a host program has compiled in: text in double quotes is the default of Debian's.
    sqlite3_limit(database_, SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite3_limit(database_, SQLITE_LIMIT_LENGTH, 1 << 20);
  }
  ~Database() { sqlite3_close(database_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  sqlite3* get() const { return database_; }
  void run(const std::string& sql) {
    sqlite3_set_authorizer(database_, allow, nullptr);
    sqlite3_progress_handler(database_, 100000, stop, nullptr);
    sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
    if (sqlite3_get_autocommit(database_) == 0)
      sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_set_authorizer(database_, nullptr, nullptr);
    sqlite3_progress_handler(database_, 0, nullptr, nullptr);
  }
  std::vector<std::vector<std::string>> rows(const std::string& sql,
                                             const std::string& name = {}) const {
    std::vector<std::vector<std::string>> out;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      fuzz::require(false, "the oracle's query runs", sqlite3_errmsg(database_));
    if (sqlite3_bind_parameter_count(statement) > 0)
      sqlite3_bind_text(statement, 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      auto& row = out.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const void* bytes = sqlite3_column_blob(statement, i);
        row.emplace_back(static_cast<const char*>(bytes == nullptr ? "" : bytes),
                         static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
      }
    }
    sqlite3_finalize(statement);
    return out;
  }

 private:
  sqlite3* database_ = nullptr;
};

std::string folded(std::string_view name) { return sql_text::lower_case(name); }

void compare_table(const Database& database, const schema::Table& table) {
  const std::string& name = table.name.name;
  // The columns are compared by introspect itself.
  std::vector<std::string> key, expected_key;
  for (const auto& row :
       database.rows("SELECT name FROM pragma_table_xinfo(?1) WHERE pk > 0 ORDER BY pk", name))
    expected_key.push_back(folded(row[0]));
  if (table.primary_key) {
    for (const std::string& column : table.primary_key->columns) {
      // SQLite counts a column once that is in the key twice.
      if (std::find(key.begin(), key.end(), folded(column)) == key.end())
        key.push_back(folded(column));
    }
  }
  fuzz::require(key == expected_key, "the primary key is SQLite's", name);

  std::map<std::string, std::vector<std::string>> expected_keys;
  for (const auto& row : database.rows("SELECT id, \"table\", \"from\", on_delete, on_update FROM "
                                       "pragma_foreign_key_list(?1) ORDER BY id, seq",
                                       name))
    expected_keys[row[0]].push_back(folded(row[1]) + "/" + folded(row[2]) + "/" + row[3] + "/" +
                                    row[4]);
  constexpr const char* actions[] = {"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};
  std::vector<std::vector<std::string>> expected, found;
  for (const auto& [id, columns] : expected_keys) expected.push_back(columns);
  for (const schema::ForeignKey& each : table.foreign_keys) {
    auto& columns = found.emplace_back();
    for (const std::string& column : each.columns)
      columns.push_back(folded(each.ref_table.name) + "/" + folded(column) + "/" +
                        actions[static_cast<int>(each.on_delete)] + "/" +
                        actions[static_cast<int>(each.on_update)]);
  }
  std::sort(expected.begin(), expected.end());
  std::sort(found.begin(), found.end());
  fuzz::require(found == expected, "the foreign keys are SQLite's", name);

  for (const schema::Index& index : table.indexes) {
    const auto columns = database.rows(
        "SELECT coalesce(name, ''), \"desc\" FROM pragma_index_xinfo(?1) WHERE \"key\" ORDER BY "
        "seqno",
        index.name);
    fuzz::require(columns.size() == index.elements.size(), "an index has SQLite's columns",
                  index.name);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const schema::IndexElement& element = index.elements[i];
      fuzz::require(
          folded(element.column) == folded(columns[i][0]) ||
              (element.column.empty() && folded(element.expression) == folded(columns[i][0])),
          "an element of an index is SQLite's",
          index.name + " " + element.column + " " + columns[i][0]);
      fuzz::require((element.order == schema::Order::descending) == (columns[i][1] == "1"),
                    "the order of an index is SQLite's", index.name);
    }
  }
}

/// None of them crashes, whatever it is given.
template <class Read>
void try_reader(Read read, std::string_view sql) {
  try {
    (void)read(sql);
  } catch (const sqlite::DefinitionError&) {
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Database database;
  const std::string_view input = fuzz::text_of(data, size);
  for (const std::string_view statement : fuzz::texts_of(input)) {
    try_reader(sqlite::parse_create_table, statement);
    try_reader(sqlite::parse_create_index, statement);
    try_reader(sqlite::parse_create_view, statement);
    try_reader(sqlite::parse_create_trigger, statement);
    database.run(std::string(statement));
  }
  const auto driver = connection::use_sqlite(database.get());
  introspect::Result read;
  try {
    read = introspect::introspect(*driver);
  } catch (const Error& error) {
    fuzz::require(false, "what SQLite has taken is read",
                  std::string(error.what()) + "\n" + error.statement());
  }
  const auto count = [&](const char* type) {
    return database
        .rows(std::string("SELECT name FROM sqlite_schema WHERE sql IS NOT NULL AND type = '") +
              type + "' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
        .size();
  };
  fuzz::require(read.schema.tables.size() == count("table"), "every table is read");
  fuzz::require(read.schema.views.size() == count("view"), "every view is read");
  std::size_t indexes = 0;
  for (const schema::Table& table : read.schema.tables) {
    compare_table(database, table);
    indexes += table.indexes.size();
  }
  fuzz::require(indexes == count("index"), "every index is read");
  return 0;
}
