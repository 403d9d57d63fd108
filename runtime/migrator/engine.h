// Works with a history on one open database. The public classes and the commands use it.
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

/// Where a database is in a history. It is at the target where `pending` is empty and no revision
/// is half applied.
struct Position {
  std::vector<std::string> rows;     ///< of the version table, sorted
  std::vector<std::string> pending;  ///< what an upgrade would run, in order
  /// The revisions that the database has and this program does not, but can live with.
  std::vector<std::string> beyond;
  /// The revision that another process is applying, or has left half applied; none where this
  /// program can live with it.
  std::optional<ledger::Entry> half_applied = std::nullopt;

  bool is_reached() const { return pending.empty() && !half_applied; }
};

/// What the ledger of a database says.
struct Found {
  std::vector<std::string> rows;                             ///< of the version table, sorted
  std::optional<ledger::Entry> half_applied = std::nullopt;  ///< under way, or left so
};

/// Not thread-safe. `manifest` must outlive it. Everything throws limbeck::Error.
class Engine {
 public:
  Engine(const Manifest& manifest, std::unique_ptr<connection::Driver> driver,
         MigrateOptions options, const Abilities& abilities = all_abilities);
  Engine(const Engine&) = delete;  // its driver has a callback to it
  Engine& operator=(const Engine&) = delete;

  /// Reads the ledger. Where no revision is half applied it is one query, whose cost does not grow
  /// with the history. Throws Error::Code::history where limbeck_history does not say which one is.
  Found look();
  /// Reads the version table alone.
  std::vector<std::string> rows();
  bool is_head(const std::vector<std::string>& rows) const;
  /// Takes one query at head. Throws Error::Code::history where the history and the database do not
  /// fit.
  Position position(std::string_view target = "heads");

  /// Throws Error::Code::history if a row is of no revision that this program has.
  void refuse_unknown(const std::vector<std::string>& rows);
  /// Returns the revisions that a database with these rows has and this program does not, but can
  /// live with; none where this program has all of them. Throws where it cannot live with one.
  std::vector<std::string> ahead(const std::vector<std::string>& rows);
  /// Throws Error::Code::history if an applied revision was changed since.
  void refuse_edited();

  /// Returns the steps that would run, in order.
  std::vector<PreparedStep> plan(history::Direction direction, std::string_view target,
                                 const std::vector<std::string>& rows);
  MigrationReport move(history::Direction direction, std::string_view target);
  /// Changes the ledger only. `purge` deletes all rows of the version table first, also those that
  /// the history does not know.
  MigrationReport stamp(const std::vector<std::string>& targets, bool purge);

  /// Makes the ledger's tables. Returns false if they were there.
  bool ensure_version();

  const Manifest& manifest() const { return manifest_; }
  std::string place() const { return driver_->place(); }
  const history::Graph& graph();
  /// Null where this program does not have the revision.
  const ManifestEntry* find(const std::string& revision);
  connection::Driver& driver() { return *driver_; }
  ledger::Ledger& ledger() { return ledger_; }
  const MigrateOptions& options() const { return options_; }
  /// Reports to the options' callback and status.
  void notify(const Progress& progress) const;
  /// Ends when `lock_timeout` from now is over.
  connection::WaitPolicy wait_policy() const;

 private:
  Session session();
  /// Keeps every other migrating process out.
  std::unique_ptr<connection::Lock> lock(const Session& session);
  /// Prepares the steps of a plan. Throws where the server lacks what they need.
  std::vector<PreparedStep> prepared(const std::vector<std::string>& rows,
                                     const history::Plan& plan);
  bool is_at_head(const Found& found) const { return !found.half_applied && is_head(found.rows); }
  /// The revisions that the database has and this program does not. Throws if one of them is not
  /// compatible with the program, also a half-applied one, and for every target but the heads.
  std::vector<std::string> beyond(const Found& found, bool to_heads);
  /// Makes the ledger's tables in a transaction of their own.
  void make_ledger(const Session& session);
  void accept_edited(const Session& session);
  void in_transaction(const Session& session, const std::function<void()>& action);
  /// Returns true if there was a half-applied revision to finish.
  bool finish_half_applied(history::Direction direction, const Session& session,
                           AppliedState& state, MigrationReport& report);
  void record_stamp(const std::vector<std::string>& rows, const Session& session);
  /// Runs the steps. Plans again whenever the database is not where the steps start.
  void advance(history::Direction direction, std::string_view target, const Session& session,
               std::vector<PreparedStep> steps, AppliedState& state, MigrationReport& report);
  void run(const PreparedStep& step, std::size_t index, std::size_t total, const Session& session,
           AppliedState& state, MigrationReport& report);

  const Manifest& manifest_;
  MigrateOptions options_;
  std::unique_ptr<connection::Driver> driver_;
  const Abilities abilities_;
  const sql::Dialect& dialect_;
  ledger::Ledger ledger_;
  std::optional<history::Graph> graph_;
  Progress under_way_ = {};  ///< of the revision that runs
};

}  // namespace limbeck::migrator
