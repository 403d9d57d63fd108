// A database with a real schema and rows in it, made again for every edit.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "limbeck/migrate.h"
#include "limbeck/migrator.h"
#include "migrations/schema/schema.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/driver.h"

namespace limbeck::test {

/// What is in a table: each row's values by the name of their column, as text.
struct TableRows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};
using AllRows = std::map<schema::Name, TableRows>;

/// The last number that the database gave in each column that it numbers.
using Counters = std::map<std::pair<schema::Name, std::string>, std::int64_t>;

/// What no edit changes.
struct LeftOut {
  std::set<schema::Name> tables;     ///< parents and children, those with rules or row security
  std::set<schema::Name> functions;  ///< those of an aggregate, an operator, a cast …
};

class EditedDatabase {
 public:
  virtual ~EditedDatabase() = default;

  virtual std::string_view dialect_name() const = 0;
  const sql::FullDialect& dialect() const { return *sql::find_dialect(dialect_name()); }
  /// Each entry of ../shared/schemas for this database that the tests use.
  virtual std::vector<std::string> entries() const = 0;

  /// Those that are made of things that no schema holds, such as composite types.
  virtual std::vector<std::string> may_be_left_out() const { return {}; }

  /// Makes a new database of what is published, and opens it. `script` is the entry's file, or
  /// empty for an empty database.
  virtual void load(const std::string& entry, const std::filesystem::path& script) = 0;
  /// The schema of the open database.
  virtual schema::Schema introspect() = 0;
  /// What is tied to things that no schema holds.
  virtual LeftOut left_out() { return {}; }
  /// Whether the open database has things that are read as what a revision would make in another
  /// way.
  virtual bool differs_in_form() { return false; }
  /// Keeps the open database, and closes it.
  virtual void keep(const std::string& entry) = 0;
  /// Opens what was kept, to change it for good.
  virtual void reopen(const std::string& entry) = 0;
  /// Opens a copy of what was kept.
  virtual void reset(const std::string& entry) = 0;

  virtual connection::Driver& driver() = 0;
  virtual Migrator migrator(const Manifest& manifest) = 0;
  /// What the database says of its schema in its own words, in an order that makes no difference.
  virtual std::string dump() = 0;
  /// Whether that is another program's word: of all there is, and slow.
  virtual bool dumps_by_program() const = 0;
  /// Everything in the columns that are not computed.
  AllRows rows(const schema::Schema& schema);
  /// What the expression is for each row of the table, as text, sorted.
  std::vector<std::string> values(const schema::Name& table, const std::string& expression);
  virtual Counters counters() = 0;
  /// Whether the schema can be made at once in an empty database; else why not.
  virtual std::string cannot_be_made(const schema::Schema& schema) = 0;
  /// Whether the error is about the rows that are there, or about objects that no revision knows.
  virtual bool is_about_what_is_there(const Error& error) const = 0;

 protected:
  /// The expression of a value as text.
  virtual std::string as_text(const std::string& column) const = 0;
  std::string quoted(const schema::Name& name) const;
};

std::unique_ptr<EditedDatabase> sqlite_to_edit();
/// Null where PostgreSQL is not installed.
std::unique_ptr<EditedDatabase> postgresql_to_edit();

}  // namespace limbeck::test
