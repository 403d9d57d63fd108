// A history at work on one database, for programs that need more than limbeck::migrate.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/migrate.h"

namespace limbeck {
inline namespace v1 {

/// Opens a database and moves it along a history. Not thread-safe. Throws limbeck::Error.
/// `manifest` and an open connection given as `database` must outlive it.
class Migrator {
 public:
  /// `options.target` and `options.on_launch` are for limbeck::migrate and not looked at here.
  explicit Migrator(const Manifest& manifest, const Database& database = {},
                    const MigrateOptions& options = {});
  ~Migrator();
  Migrator(Migrator&&) noexcept;
  Migrator& operator=(Migrator&&) noexcept;

  /// The revisions the database is at, sorted; none for an empty one. One query.
  std::vector<std::string> current();
  /// The revisions an upgrade to `target` would run, in order. Runs nothing.
  std::vector<std::string> pending(std::string_view target = "heads");

  MigrationReport upgrade(std::string_view target = "heads");
  MigrationReport downgrade(std::string_view target);
  /// Sets what the database is said to be at, and runs nothing.
  MigrationReport stamp(std::string_view target);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace v1
}  // namespace limbeck
