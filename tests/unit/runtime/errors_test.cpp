// What SQLite says: each row of the table of errors is made by a real file, every entry point says
// where, what for and what to do next, and docs/errors.md has the rows that the code has.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "limbeck/migrate.h"
#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "runtime/connection/postgresql/error_table.h"
#include "runtime/connection/sqlite/error_table.h"
#include "runtime/connection/sqlite/sqlite_driver.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/processes.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::errors_test {
namespace {

/// What reading a file fails with; SQLITE_OK for nothing.
int read_fails_with = SQLITE_OK;
const sqlite3_io_methods* real_methods = nullptr;

/// A file system whose files say what they are told to, the system's in all else.
void install_saying_files() {
  static sqlite3_vfs vfs;
  static sqlite3_io_methods methods;
  if (vfs.zName != nullptr) return;
  vfs = *sqlite3_vfs_find("unix");
  vfs.pNext = nullptr;
  vfs.zName = "saying";
  vfs.xOpen = [](sqlite3_vfs* own, const char* name, sqlite3_file* file, int flags, int* out) {
    sqlite3_vfs* system = sqlite3_vfs_find("unix");
    (void)own;
    const int result = system->xOpen(system, name, file, flags, out);
    if (result == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) != 0) {
      real_methods = file->pMethods;
      methods = *file->pMethods;
      methods.xRead = [](sqlite3_file* f, void* bytes, int size, sqlite3_int64 at) {
        return read_fails_with != SQLITE_OK ? read_fails_with
                                            : real_methods->xRead(f, bytes, size, at);
      };
      file->pMethods = &methods;
    }
    return result;
  };
  sqlite3_vfs_register(&vfs, 0);
}

class SqliteErrors : public testing::Test {
 protected:
  using Driver = connection::Driver;

  static Error running(Driver& driver, std::string_view sql) {
    return error_of([&] { driver.execute(sql); });
  }
  Error running(std::string_view sql) {
    const auto driver = connection::open(url_);
    return running(*driver, sql);
  }
  /// Of a connection of an application's.
  Error with_open(const std::function<Error(sqlite3*, Driver&)>& work, const char* vfs = nullptr) {
    execute(url_, "CREATE TABLE IF NOT EXISTS t (i); INSERT INTO t VALUES (1)");
    sqlite3* database = nullptr;
    sqlite3_open_v2(path_.c_str(), &database, SQLITE_OPEN_READWRITE, vfs);
    sqlite3_extended_result_codes(database, 1);
    const auto driver = connection::use_sqlite(database);
    const Error error = work(database, *driver);
    sqlite3_close_v2(database);
    return error;
  }
  /// As a file system says it.
  Error said(int code) {
    install_saying_files();
    return with_open(
        [&](sqlite3*, Driver& driver) {
          read_fails_with = code;
          const Error error = error_of([&] { driver.query("SELECT * FROM t", {}); });
          read_fails_with = SQLITE_OK;
          return error;
        },
        "saying");
  }

  std::map<std::string, std::function<Error()>> makers() {
    std::map<std::string, std::function<Error()>> all;
    all["SQLITE_NOTADB "] = [&] {
      directory_.write("shop.db", std::string(4096, 'x'));
      return running("CREATE TABLE t (i)");
    };
    all["SQLITE_READONLY "] = [&] {
      execute(url_, "CREATE TABLE t (i)");
      const auto driver = connection::open(url_ + "?mode=ro");
      return running(*driver, "INSERT INTO t VALUES (1)");
    };
    all["SQLITE_READONLY_DIRECTORY "] = [&] { return as_nobody(); };
    all["SQLITE_READONLY_DBMOVED "] = [&] {
      return with_open([&](sqlite3*, Driver& driver) {
        driver.query("SELECT * FROM t", {});
        std::filesystem::rename(path_, path_ + ".moved");
        return running(driver, "INSERT INTO t VALUES (2)");
      });
    };
    all["SQLITE_FULL "] = [&] {
      return running(
          "CREATE TABLE t (b); PRAGMA max_page_count = 3; INSERT INTO t VALUES (zeroblob(100000))");
    };
    all["SQLITE_CORRUPT "] = [&] {
      execute(url_, "CREATE TABLE t (b); INSERT INTO t VALUES (zeroblob(100000))");
      std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
      file.seekp(4096);
      file << std::string(8192, '\xff');
      file.close();
      return running("SELECT sum(length(b)) FROM t; INSERT INTO t VALUES (1)");
    };
    all["SQLITE_CANTOPEN "] = [&] {
      return error_of([&] { connection::open(directory_.url("nowhere/shop.db")); });
    };
    all["SQLITE_IOERR "] = [&] { return said(SQLITE_IOERR_READ); };
    all["SQLITE_BUSY "] = [&] {
      execute(url_, "CREATE TABLE t (i)");
      const auto other = connection::open(url_);
      other->execute("BEGIN EXCLUSIVE");
      return running("INSERT INTO t VALUES (1)");
    };
    all["SQLITE_LOCKED "] = [&] {
      return with_open([&](sqlite3* database, Driver& driver) {
        sqlite3_stmt* open = nullptr;
        sqlite3_prepare_v2(database, "SELECT * FROM t", -1, &open, nullptr);
        sqlite3_step(open);
        const Error error = running(driver, "DROP TABLE t");
        sqlite3_finalize(open);
        return error;
      });
    };
    all["SQLITE_PERM "] = [&] { return said(SQLITE_PERM); };
    all["SQLITE_NOLFS "] = [&] { return said(SQLITE_NOLFS); };
    all["SQLITE_NOMEM "] = [&] { return said(SQLITE_NOMEM); };
    all["SQLITE_SCHEMA "] = [&] { return said(SQLITE_SCHEMA); };
    all["SQLITE_AUTH "] = [&] {
      return with_open([&](sqlite3* database, Driver& driver) {
        driver.query("SELECT * FROM t", {});
        sqlite3_set_authorizer(
            database,
            [](void*, int action, const char*, const char*, const char*, const char*) {
              return action == SQLITE_CREATE_TABLE ? SQLITE_DENY : SQLITE_OK;
            },
            nullptr);
        return running(driver, "CREATE TABLE other (i)");
      });
    };
    all["SQLITE_TOOBIG "] = [&] {
      return with_open([&](sqlite3* database, Driver& driver) {
        sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 1000);
        return running(driver, "INSERT INTO t VALUES (zeroblob(2000))");
      });
    };
    all["SQLITE_INTERRUPT "] = [&] {
      return with_open([&](sqlite3* database, Driver& driver) {
        sqlite3_progress_handler(
            database, 100, [](void*) { return 1; }, nullptr);
        return running(driver,
                       "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
                       "100000) INSERT INTO t SELECT i FROM n");
      });
    };
    all["SQLITE_ERROR no such column"] = [&] { return running("SELECT nothing_here"); };
    all["SQLITE_ERROR no such table"] = [&] { return running("SELECT * FROM nothing_here"); };
    all["SQLITE_ERROR already exists"] = [&] {
      return running("CREATE TABLE t (i); CREATE TABLE t (i)");
    };
    all["SQLITE_ERROR duplicate column name"] = [&] {
      return running("CREATE TABLE t (i); ALTER TABLE t ADD COLUMN i");
    };
    return all;
  }

  /// A process that may write the file and not its directory says what it meets.
  Error as_nobody() {
    execute(url_, "CREATE TABLE t (i)");
    ::chmod(path_.c_str(), 0666);
    ::chmod(directory_.path().c_str(), 0555);
    int pipe[2];
    EXPECT_EQ(::pipe(pipe), 0);
    const pid_t child = spawn([&] {
      if (::getuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
      const Error error = running("INSERT INTO t VALUES (1)");
      const std::string text = error.sqlstate() + "\n" + error.next_step();
      if (::write(pipe[1], text.data(), text.size()) < 0) ::_exit(2);
    });
    ::close(pipe[1]);
    std::string text(4096, '\0');
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(::read(pipe[0], text.data(), 4096), 0)));
    ::close(pipe[0]);
    exit_code_of(child);
    ::chmod(directory_.path().c_str(), 0755);
    const std::size_t line = text.find('\n');
    Error error(Error::Code::statement, "said by another process");
    return error.with_sqlstate(text.substr(0, line)).with_next_step(text.substr(line + 1));
  }

  void fresh() {
    std::filesystem::remove(path_);
    std::filesystem::remove(path_ + "-journal");
  }

  TemporaryDirectory directory_;
  std::string url_ = directory_.url("shop.db"), path_ = directory_.path() / "shop.db";
};

TEST_F(SqliteErrors, each_row_of_the_table_is_what_an_error_of_sqlite_gets) {
  auto all = makers();
  for (const connection::NextStep& row : connection::sqlite_next_steps) {
    const std::string name = std::string(row.code) + " " + std::string(row.words);
    SCOPED_TRACE(name);
    const auto maker = all.find(name);
    if (maker == all.end()) {
      ADD_FAILURE() << "nothing makes this error";
      continue;
    }
    fresh();
    const Error error = maker->second();
    EXPECT_EQ(error.next_step(), row.text) << error.what() << " " << error.sqlstate();
    EXPECT_TRUE(error.sqlstate().starts_with(row.code)) << error.sqlstate();
    if (row.code != "SQLITE_READONLY_DIRECTORY") {
      EXPECT_EQ(error.retryable(), row.retry);
    }
    all.erase(maker);
  }
  for (const auto& [name, maker] : all) ADD_FAILURE() << name << " is in no row";
}

TEST_F(SqliteErrors, of_limbecks_own_statements_name_the_file_the_purpose_and_what_to_do_once) {
  History history = shop();
  const Manifest manifest = history.manifest();
  directory_.write("shop.db", std::string(4096, 'x'));
  const std::function<void()> ways[] = {
      [&] { migrate(manifest, url_); },
      [&] { migrate(manifest, url_, {.on_launch = OnLaunch::verify}); },
      [&] { Migrator(manifest, url_).current(); },
      [&] { Migrator(manifest, url_).downgrade("base"); },
      [&] { Migrator(manifest, url_).stamp("a1"); }};
  for (const auto& way : ways) {
    const Error error = error_of(way);
    EXPECT_EQ(error.sqlstate(), "SQLITE_NOTADB");
    EXPECT_EQ(error.place(), path_);
    EXPECT_TRUE(says(error, "file is not a database (SQLITE_NOTADB)\n  while "));
    EXPECT_TRUE(says(error, "in the database '" + path_ + "'"));
    const std::string what = error.what();
    EXPECT_EQ(what.find("what to do: "), what.rfind("what to do: ")) << what;
    EXPECT_NE(what.find("what to do: "), std::string::npos) << what;
  }
}

TEST_F(SqliteErrors, of_a_revision_of_tables_that_are_there_mention_stamp) {
  History history = shop();
  migrate(history.manifest(2), url_);
  execute(url_, "DROP TABLE limbeck_version; DROP TABLE limbeck_history");
  const Error error = error_of([&] { migrate(history.manifest(), url_); });
  EXPECT_TRUE(says(error, "already exists"));
  EXPECT_TRUE(says(error, "stamp REVISION"));
}

TEST_F(SqliteErrors, of_another_programs_table_say_that_it_is_no_version_table) {
  History history = shop();
  for (const char* sql : {"CREATE TABLE limbeck_version (release)",
                          "CREATE TABLE limbeck_version (version_num); INSERT INTO limbeck_version "
                          "VALUES (1)",
                          "CREATE TABLE limbeck_version (version_num); INSERT INTO limbeck_version "
                          "VALUES (NULL)"}) {
    fresh();
    execute(url_, sql);
    const Error error = error_of([&] { migrate(history.manifest(), url_); });
    EXPECT_EQ(error.code(), Error::Code::history);
    EXPECT_TRUE(says(error, path_ + "' is no version table"));
    EXPECT_TRUE(says(error, "VERSION_TABLE"));
  }
}

struct Documented {
  std::string code, words, means, step;
  bool retry;
};

std::string table_of(const std::vector<Documented>& rows) {
  std::string out =
      "| code | the message has | what it means here | what to do | tried again? |\n"
      "| --- | --- | --- | --- | --- |\n";
  const auto cell = [](std::string text) {
    for (std::size_t at = 0; (at = text.find('*', at)) != std::string::npos; at += 2)
      text.insert(at, "\\");
    return text;
  };
  for (const Documented& row : rows) {
    out += "| `" + row.code + "`" + (row.code.size() == 2 ? " …" : "") + " | " +
           (row.words.empty() ? "" : "`" + row.words + "`") + " | " + cell(row.means) + " | " +
           cell(row.step) + " | " + (row.retry ? "yes" : "no") + " |\n";
  }
  return out;
}

std::string expect_document(const std::string& document, const std::string& name,
                            const std::string& table) {
  const std::string begin = "<!-- " + name + " -->\n", end = "<!-- end of " + name + " -->\n";
  const std::size_t from = document.find(begin), to = document.find(end);
  if (from == std::string::npos || to == std::string::npos) {
    ADD_FAILURE() << "docs/errors.md has no " << begin;
    return document;
  }
  const std::size_t start = from + begin.size();
  if (std::getenv("LIMBECK_UPDATE_GOLDEN") == nullptr) {
    EXPECT_EQ(document.substr(start, to - start), table) << "LIMBECK_UPDATE_GOLDEN=1 writes it";
  }
  return document.substr(0, start) + table + document.substr(to);
}

TEST(ErrorsDocument, has_the_rows_that_the_code_has) {
  std::vector<Documented> postgresql, sqlite;
#define LIMBECK_ROW(code, words, means, step, retry) \
  postgresql.push_back({code, words, means, step, retry});
  LIMBECK_POSTGRESQL_ERRORS(LIMBECK_ROW)
#undef LIMBECK_ROW
#define LIMBECK_ROW(code, words, means, step, retry) \
  sqlite.push_back({code, words, means, step, retry});
  LIMBECK_SQLITE_ERRORS(LIMBECK_ROW)
#undef LIMBECK_ROW
  std::stringstream text;
  text << std::ifstream(LIMBECK_ERRORS_DOCUMENT).rdbuf();
  std::string document = expect_document(text.str(), "postgresql", table_of(postgresql));
  document = expect_document(document, "sqlite", table_of(sqlite));
  if (std::getenv("LIMBECK_UPDATE_GOLDEN") != nullptr && document != text.str())
    std::ofstream(LIMBECK_ERRORS_DOCUMENT) << document;
}

}  // namespace
}  // namespace limbeck::test::errors_test
