// What a database says of its own history: rows of limbeck_version and limbeck_history with any
// values. They are understood or refused with what is wrong, and nothing but limbeck::Error is
// thrown. The input is texts, the first of them the bytes that say what the others are: a letter a
// value.
#include <sqlite3.h>

#include "limbeck/backends.h"
#include "limbeck/error.h"
#include "limbeck/revision.h"
#include "runtime/connection/sqlite/sqlite_driver.h"
#include "runtime/migrator/engine.h"
#include "runtime/migrator/messages.h"
#include "tests/fuzz/fuzz.h"

namespace limbeck {

// a1 - a2 - m4 - a5, a1 - b3 - m4: of which nothing is ever run.
LIMBECK_REVISION(a1) = {.message = "first"};
LIMBECK_REVISION(a2) = {.revises = {"a1"}, .branch_labels = {"left"}};
LIMBECK_REVISION(b3) = {.revises = {"a1"}, .branch_labels = {"right"}};
LIMBECK_REVISION(m4) = {.revises = {"a2", "b3"}};
LIMBECK_REVISION(a5) = {.revises = {"m4"}};

}  // namespace limbeck

using namespace limbeck;

namespace {

constexpr ManifestEntry entries[] = {{"a1", &limbeck_revision_a1, "a1.cpp", 1, "c1"},
                                     {"a2", &limbeck_revision_a2, "a2.cpp", 1, "c2"},
                                     {"b3", &limbeck_revision_b3, "b3.cpp", 1, "c3"},
                                     {"m4", &limbeck_revision_m4, "m4.cpp", 1, "c4"},
                                     {"a5", &limbeck_revision_a5, "a5.cpp", 1, "c5"}};
constexpr std::string_view heads[] = {"a5"};
constexpr std::string_view dialects[] = {"sqlite"};
constexpr const connection::Backend* backends[] = {&sqlite_backend};
constexpr Manifest manifest = {.name = "fuzz",
                               .entries = entries,
                               .size = 5,
                               .heads = heads,
                               .head_count = 1,
                               .dialects = dialects,
                               .dialect_count = 1,
                               .version = "0",
                               .backends = backends};

class Tables {
 public:
  Tables() {
    sqlite3_open(":memory:", &database_);
    run("CREATE TABLE limbeck_version (version_num)");
    run("CREATE TABLE limbeck_history (id INTEGER PRIMARY KEY, revision, direction, checksum, "
        "started, duration, who, "
        "\"binary\", compatible, progress)");
  }
  ~Tables() { sqlite3_close(database_); }
  Tables(const Tables&) = delete;
  Tables& operator=(const Tables&) = delete;
  sqlite3* get() const { return database_; }

  void run(const char* sql) { sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); }
  void insert(const char* sql, std::string_view kinds, const std::vector<std::string_view>& values,
              std::size_t at) {
    sqlite3_stmt* statement = nullptr;
    fuzz::require(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) == SQLITE_OK,
                  "the row can be written");
    for (int i = 0; i < sqlite3_bind_parameter_count(statement); ++i, ++at) {
      if (at >= values.size()) break;
      const std::string value(values[at]);
      const int length = static_cast<int>(value.size());
      switch (at < kinds.size() ? kinds[at] : 't') {
        case 'b':
          sqlite3_bind_blob(statement, i + 1, value.data(), length, SQLITE_TRANSIENT);
          break;
        case 'i':
          sqlite3_bind_int64(statement, i + 1, std::strtoll(value.c_str(), nullptr, 10));
          break;
        case 'r':
          sqlite3_bind_double(statement, i + 1, std::strtod(value.c_str(), nullptr));
          break;
        case 'n':
          break;
        default:
          sqlite3_bind_text(statement, i + 1, value.data(), length, SQLITE_TRANSIENT);
      }
    }
    sqlite3_step(statement);
    sqlite3_finalize(statement);
  }

 private:
  sqlite3* database_ = nullptr;
};

template <class Action>
void try_it(Action action) {
  try {
    action();
  } catch (const Error& error) {
    const std::string_view what = error.what();
    fuzz::require(!what.empty(), "an error says what is wrong");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string_view> texts = fuzz::texts_of(fuzz::text_of(data, size));
  if (texts.size() > 60) return 0;
  const std::string_view kinds = texts.front();
  texts.erase(texts.begin());
  Tables database;
  // Two rows of versions, and then entries of nine values.
  for (std::size_t i = 0; i < 2 && i < texts.size(); ++i)
    database.insert("INSERT INTO limbeck_version VALUES (?1)", kinds, texts, i);
  for (std::size_t i = 2; i < texts.size(); i += 9)
    database.insert(
        "INSERT INTO limbeck_history (revision, direction, checksum, started, duration, who, "
        "\"binary\", "
        "compatible, progress) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        kinds, texts, i);
  migrator::Engine engine(manifest, connection::use_sqlite(database.get()), {});
  try_it([&] {
    const migrator::Position position = engine.position();
    // Where the rows are the history's, what is pending and what is there are the whole history.
    if (position.beyond.empty() && !position.half_applied && position.rows.empty())
      fuzz::require(position.pending.size() == manifest.size, "from base everything is pending");
    for (const std::string& pending : position.pending)
      fuzz::require(engine.find(pending) != nullptr, "what is pending is this program's");
    if (position.is_reached() && position.beyond.empty())
      fuzz::require(position.rows == std::vector<std::string>{"a5"},
                    "at the head nothing is pending, and else something");
  });
  try_it([&] { engine.refuse_edited(); });
  try_it([&] { (void)engine.look(); });
  try_it([&] { (void)engine.ledger().entries(); });
  try_it([&] { engine.refuse_unknown(engine.rows()); });
  return 0;
}
