// A database of a server as the random tests use it: emptied for each case, run as the migrator
// does, and read back in two ways.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "runtime/connection/driver.h"
#include "tests/property/random.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::test {

class PostgresqlDatabase {
 public:
  explicit PostgresqlDatabase(tests::PostgresqlServer& server);

  connection::Driver& driver() { return *driver_; }

  /// Drops everything, and makes the schemas of random tables.
  void clear();

  /// Runs the SQL of the operations: in a transaction, but for what cannot be in one. Where it
  /// fails the transaction is rolled back; true if everything that ran before was in it too.
  struct Failed {
    std::string message, sqlstate;
    bool left_no_trace = true;
  };
  std::optional<Failed> run(const std::vector<operations::Operation>& operations,
                            const schema::Schema& before);

  /// What verify says, and what it would do.
  std::string verified(const schema::Schema& meant);
  schema::Schema introspect();
  schema::Schema as_kept(const schema::Schema& schema);

  /// What pg_dump says of the schema, without what a change and its reverse cannot keep: the order
  /// of columns, and the names of the sequences of identity columns, which nobody gives.
  std::string dump() const;

  /// Rows of values that may or may not fit: what the constraints refuse is left out.
  void fill(Random& random, const schema::Schema& schema);
  /// Each row of the columns as one text, sorted.
  std::vector<std::string> rows(const schema::Name& table, const std::vector<std::string>& columns);

 private:
  tests::PostgresqlServer& server_;
  std::string name_;
  std::unique_ptr<connection::Driver> driver_;
};

}  // namespace limbeck::test
