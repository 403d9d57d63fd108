// Applies a history to a database step by step, for programs that need more than limbeck::migrate.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/migrate.h"

namespace limbeck {
inline namespace v1 {

/// Opens a database, and upgrades, downgrades or stamps it. `manifest`, and a connection that is
/// passed as `database`, must outlive it. All functions throw limbeck::Error. Not thread-safe.
class Migrator {
 public:
  /// `options.target` and `options.on_launch` are ignored; only limbeck::migrate uses them.
  explicit Migrator(const Manifest& manifest, const Database& database = {},
                    const MigrateOptions& options = {});
  ~Migrator();
  Migrator(Migrator&&) noexcept;
  Migrator& operator=(Migrator&&) noexcept;

  /// The current revisions of the database, sorted. Empty for an empty database. Costs one query.
  std::vector<std::string> current();
  /// The revisions that an upgrade to `target` would apply, in order. Applies nothing.
  std::vector<std::string> pending(std::string_view target = "heads");

  /// Applies all revisions up to `target`, each in a transaction.
  MigrationReport upgrade(std::string_view target = "heads");
  /// Undoes the revisions above `target`, each in a transaction.
  MigrationReport downgrade(std::string_view target);
  /// Records `target` as the current revision without running operations.
  MigrationReport stamp(std::string_view target);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace v1
}  // namespace limbeck
