// The state of a running migration, for threads that answer probes.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace limbeck {
inline namespace v1 {

struct Progress;

/// The state of a migration, which limbeck::migrate updates if MigrateOptions::status points to it.
/// A program that migrates itself is alive all the time, even if the migration takes an hour, and
/// ready as soon as `ready()` returns true. Thread-safe.
class MigrationStatus {
 public:
  enum class Phase : unsigned char {
    idle,        ///< not called yet
    connecting,  ///< to the database
    waiting,     ///< for another process, or for sessions that use a table: `holder`
    applying,    ///< revision `index` + 1 of `total`
    done,        ///< the database is at its target
    failed,      ///< `error` is the reason; limbeck::migrate may be called again
  };

  /// A copy of the state.
  struct View {
    Phase phase = Phase::idle;
    std::chrono::steady_clock::time_point since = {};  ///< of the phase, or of the revision
    std::string revision = {}, message = {};
    bool downgrade = false;
    std::size_t index = 0, total = 0;
    /// For a revision that runs statement by statement; 0 of 0 for one that is sent as a batch.
    std::size_t statement = 0, statements = 0;
    std::string holder = {};
    std::string error = {};
  };

  /// The present state.
  View now() const;
  /// Whether the migration is done.
  bool ready() const { return now().phase == Phase::done; }
  /// The state in one line: `applying revision 91b0c6e2f7aa "add display name" (3 of 50), for 12
  /// s`.
  std::string text() const;

  /// Called by limbeck::migrate.
  void update(const Progress& progress);
  void fail(std::string error);

 private:
  mutable std::mutex mutex_;
  View view_;
};

}  // namespace v1
}  // namespace limbeck
