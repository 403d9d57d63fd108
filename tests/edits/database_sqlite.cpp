#include <sqlite3.h>

#include <algorithm>
#include <regex>

#include "migrations/diff/diff.h"
#include "migrations/sql_text/expression.h"
#include "runtime/connection/sqlite/sqlite_driver.h"
#include "runtime/introspect/introspect.h"
#include "tests/edits/database.h"
#include "tests/support/sqlite_database.h"
#include "tests/support/text_of_file.h"

namespace limbeck::test {
namespace {

std::string text_of(const SqlValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return {};
}

// SQLite quotes what it renames in triggers and views, and says the key's name for rowid.
std::string in_no_words_of_sqlite(const std::string& sql) {
  std::string text = sql_text::canonical_sql(sql);
  std::erase(text, '"');
  static const std::regex key("where (\\w+) = new \\. \\1 ");
  return std::regex_replace(text, key, "where rowid = new . rowid ");
}

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

Handle new_database() {
  sqlite3* database = nullptr;
  sqlite3_open(":memory:", &database);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  return Handle(database);
}

void copy(sqlite3* from, sqlite3* to) {
  sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
  if (backup == nullptr || sqlite3_backup_step(backup, -1) != SQLITE_DONE)
    throw std::runtime_error(sqlite3_errmsg(to));
  sqlite3_backup_finish(backup);
}

class Sqlite : public EditedDatabase {
 public:
  std::string_view dialect_name() const override { return "sqlite"; }
  std::vector<std::string> entries() const override {
    return {"chinook", "sakila", "kratos", "temporal", "chinook_autoincrement"};
  }

  void load(const std::string&, const std::filesystem::path& script) override {
    open(new_database());
    if (script.empty()) return;
    driver_->execute("PRAGMA foreign_keys = OFF");
    driver_->execute(text_of_file(script));
    driver_->execute("PRAGMA foreign_keys = ON");
  }
  schema::Schema introspect() override { return introspect::introspect(*driver_).schema; }
  void keep(const std::string& entry) override {
    driver_.reset();
    kept_[entry] = std::move(handle_);
  }
  void reopen(const std::string& entry) override { open(std::move(kept_.at(entry))); }
  void reset(const std::string& entry) override {
    open(new_database());
    copy(kept_.at(entry).get(), handle_.get());
  }
  connection::Driver& driver() override { return *driver_; }
  Migrator migrator(const Manifest& manifest) override {
    return Migrator(manifest, Database(handle_.get()));
  }

  bool dumps_by_program() const override { return false; }
  std::string dump() override {
    std::vector<std::string> lines;
    const auto add = [&](const std::string& of, const std::string& query) {
      for (const auto& row : driver_->query(query).rows) {
        std::string line = of;
        for (const SqlValue& value : row) line += "|" + text_of(value);
        lines.push_back(line);
      }
    };
    const auto literal = [&](const std::string& text) { return dialect().quote_literal(text); };
    const char* objects =
        "SELECT type, tbl_name, name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger')";
    for (const auto& row : driver_->query(objects).rows) {
      lines.push_back(text_of(row.at(0)) + " " + text_of(row.at(1)) + ": " + text_of(row.at(2)) +
                      " " + in_no_words_of_sqlite(text_of(row.at(3))));
    }
    for (const auto& row :
         driver_->query("SELECT name FROM sqlite_schema WHERE type = 'table'").rows) {
      const std::string table = std::get<std::string>(row.at(0));
      add(table + " has",
          "SELECT strict, wr FROM pragma_table_list WHERE name = " + literal(table));
      // A type has several spellings.
      for (const auto& column : driver_
                                    ->query("SELECT type, name, \"notnull\", dflt_value, pk, "
                                            "hidden FROM pragma_table_xinfo(" +
                                            literal(table) + ")")
                                    .rows) {
        std::string line =
            table + " column " + to_string(schema::parse_type(std::get<std::string>(column.at(0))));
        for (std::size_t i = 1; i < column.size(); ++i) line += "|" + text_of(column[i]);
        lines.push_back(line);
      }
      add(table + " refers",
          "SELECT \"table\", seq, \"from\", \"to\", on_update, on_delete, match FROM "
          "pragma_foreign_key_list(" +
              literal(table) + ")");
      add(table + " index",
          "SELECT CASE WHEN origin = 'c' THEN l.name ELSE origin END, \"unique\", partial, "
          "x.seqno, "
          "x.name, x.desc, x.coll, x.key FROM pragma_index_list(" +
              literal(table) + ") l, pragma_index_xinfo(l.name) x WHERE x.cid <> -1");
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
  }

  Counters counters() override {
    Counters found;
    const char* query =
        "SELECT s.name, x.name, s.seq FROM sqlite_sequence s, pragma_table_xinfo(s.name) x "
        "WHERE x.pk = 1";
    if (driver_->query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").rows.empty())
      return found;
    for (const auto& row : driver_->query(query).rows)
      found[{{"", text_of(row.at(0))}, text_of(row.at(1))}] = std::get<std::int64_t>(row.at(2));
    return found;
  }

  std::string cannot_be_made(const schema::Schema& schema) override {
    try {
      SqliteDatabase scratch;
      scratch.run(diff::diff({}, schema), {});
      return {};
    } catch (const std::exception& error) {
      return error.what();
    }
  }

  bool is_about_what_is_there(const Error& error) const override {
    const std::string text = error.what();
    const auto has = [&](const char* what) { return text.find(what) != std::string::npos; };
    return error.code() == Error::Code::data || error.sqlstate().starts_with("SQLITE_CONSTRAINT") ||
           has("Cannot add a NOT NULL column") || has("constraint failed") || has("cannot store") ||
           has("datatype mismatch") || has("is no ") ||
           // Views and triggers are the user's own there, and stand on what has gone.
           has("error in view") || has("error in trigger");
  }

 protected:
  std::string as_text(const std::string& column) const override { return "quote(" + column + ")"; }

 private:
  void open(Handle handle) {
    driver_.reset();
    handle_ = std::move(handle);
    driver_ = connection::use_sqlite(handle_.get());
  }

  Handle handle_;
  std::unique_ptr<connection::Driver> driver_;
  std::map<std::string, Handle> kept_;
};

}  // namespace

std::unique_ptr<EditedDatabase> sqlite_to_edit() { return std::make_unique<Sqlite>(); }

}  // namespace limbeck::test
