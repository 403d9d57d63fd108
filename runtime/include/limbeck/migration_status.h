// What a migration is doing, for the threads that answer probes meanwhile.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace limbeck {
inline namespace v1 {

struct Progress;

/// `MigrateOptions::status` names one, limbeck::migrate writes it, any thread reads it. A migration
/// that takes an hour is alive all that time: liveness is no question of how long it takes, and a
/// program that migrates itself is ready when `ready()` says so. Thread-safe.
class MigrationStatus {
 public:
  enum class Phase : unsigned char {
    idle,        ///< not called yet
    connecting,  ///< to the database
    waiting,     ///< for another process, or for sessions that use a table: `holder`
    applying,    ///< revision `index` + 1 of `total`
    done,        ///< the database is as it was to be
    failed,      ///< `error` says why; may be called again
  };

  struct View {
    Phase phase = Phase::idle;
    std::chrono::steady_clock::time_point since = {};  ///< of the phase, or of the revision
    std::string revision = {}, message = {};
    bool downgrade = false;
    std::size_t index = 0, total = 0;
    /// Of a revision that runs statement by statement; 0 of 0 where it is sent whole.
    std::size_t statement = 0, statements = 0;
    std::string holder = {};
    std::string error = {};
  };

  View now() const;
  bool ready() const { return now().phase == Phase::done; }
  /// A line: `applying revision 91b0c6e2f7aa "add display name" (3 of 50), for 12 s`.
  std::string text() const;

  void update(const Progress& progress);
  void fail(std::string error);

 private:
  mutable std::mutex mutex_;
  View view_;
};

}  // namespace v1
}  // namespace limbeck
