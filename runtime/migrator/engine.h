// A history at work on one open database: what the public classes and the commands are made of.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/migrate.h"
#include "migrations/history/graph.h"
#include "migrations/history/plan.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/driver.h"
#include "runtime/ledger/ledger.h"
#include "runtime/migrator/prepare.h"
#include "runtime/migrator/run_step.h"

namespace limbeck::migrator {

/// Where a database is in a history. At the target with nothing to run where `pending` is empty and
/// no revision is half applied.
struct Position {
  std::vector<std::string> rows;     ///< of the version table, sorted
  std::vector<std::string> pending;  ///< what an upgrade would run, in order
  std::vector<std::string>
      beyond;  ///< what the database has and this program does not, but can live with
  /// What another process is at, or left; none where this program can live with it.
  std::optional<ledger::Entry> half_applied = std::nullopt;

  bool is_reached() const { return pending.empty() && !half_applied; }
};

/// What a database says of itself.
struct Found {
  std::vector<std::string> rows;                             ///< of the version table, sorted
  std::optional<ledger::Entry> half_applied = std::nullopt;  ///< under way, or left so
};

/// Not thread-safe. `manifest` must outlive it. Everything throws limbeck::Error.
class Engine {
 public:
  Engine(const Manifest& manifest, std::unique_ptr<connection::Driver> driver,
         MigrateOptions options, const Abilities& abilities = all_abilities);
  Engine(const Engine&) = delete;  // its driver tells it who is in the way
  Engine& operator=(const Engine&) = delete;

  /// One query, and nothing that grows with the history, where no revision is half applied. Throws
  /// Error::Code::history where limbeck_history does not say which one is.
  Found look();
  /// The version table alone.
  std::vector<std::string> rows();
  bool is_head(const std::vector<std::string>& rows) const;
  /// One query at head. Throws Error::Code::history where the history and the database do not fit.
  Position position(std::string_view target = "heads");

  /// Throws Error::Code::history if a row is of no revision that this program has.
  void refuse_unknown(const std::vector<std::string>& rows);
  /// The revisions that a database with these rows has and this program does not, but can live
  /// with. None where it has all the rows. Throws where it cannot live with one.
  std::vector<std::string> ahead(const std::vector<std::string>& rows);
  /// Throws Error::Code::history if an applied revision was changed since.
  void refuse_edited();

  /// What would run, in order.
  std::vector<PreparedStep> plan(history::Direction direction, std::string_view target,
                                 const std::vector<std::string>& rows);
  MigrationReport move(history::Direction direction, std::string_view target);
  /// Changes the ledger only. `purge` forgets what the database said before, also what the history
  /// does not know.
  MigrationReport stamp(const std::vector<std::string>& targets, bool purge);

  /// Makes the ledger's tables; false if they were there.
  bool ensure_version();

  const Manifest& manifest() const { return manifest_; }
  std::string place() const { return driver_->place(); }
  const history::Graph& graph();
  /// Null where this program does not have the revision.
  const ManifestEntry* find(const std::string& revision);
  connection::Driver& driver() { return *driver_; }
  ledger::Ledger& ledger() { return ledger_; }
  const MigrateOptions& options() const { return options_; }
  /// Tells the options' callback and status.
  void tell(const Progress& progress) const;
  /// Ends when `lock_timeout` from now is over.
  connection::WaitPolicy wait_policy() const;

 private:
  Session session();
  /// Keeps every other migrating process out.
  std::unique_ptr<connection::Lock> lock(const Session& session);
  /// With all their SQL, which the server knows.
  std::vector<PreparedStep> prepared(const std::vector<std::string>& rows,
                                     const history::Plan& plan);
  bool is_at_head(const Found& found) const { return !found.half_applied && is_head(found.rows); }
  /// The revisions that the database has and this program does not. Throws if one of them is not
  /// compatible with the program, also a half-applied one, and for every target but the heads.
  std::vector<std::string> beyond(const Found& found, bool to_heads);
  /// The ledger's tables, in a transaction of their own.
  void make_ledger(const Session& session);
  void accept_edited(const Session& session);
  void in_transaction(const Session& session, const std::function<void()>& action);
  /// True if there was one to finish.
  bool finish_half_applied(history::Direction direction, const Session& session, Reached& reached,
                           MigrationReport& report);
  void record_stamp(const std::vector<std::string>& rows, const Session& session);
  /// Runs the steps, and plans anew whenever the database is elsewhere than they were planned for.
  void advance(history::Direction direction, std::string_view target, const Session& session,
               std::vector<PreparedStep> steps, Reached& reached, MigrationReport& report);
  void run(const PreparedStep& step, std::size_t index, std::size_t total, const Session& session,
           Reached& reached, MigrationReport& report);

  const Manifest& manifest_;
  MigrateOptions options_;
  std::unique_ptr<connection::Driver> driver_;
  const Abilities abilities_;
  const sql::Dialect& dialect_;
  ledger::Ledger ledger_;
  std::optional<history::Graph> graph_;
  Progress under_way_ = {};  ///< the revision that is
};

}  // namespace limbeck::migrator
