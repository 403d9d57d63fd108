#include "limbeck/migrator.h"

#include "runtime/launch/database.h"
#include "runtime/launch/report.h"
#include "runtime/migrator/engine.h"

namespace limbeck {

struct Migrator::Impl {
  migrator::Engine engine;

  template <class Work>
  MigrationReport run(Work work) {
    return launch::report_failure(engine.options(), [&] {
      MigrationReport report = work();
      launch::notify(engine.options(), Progress::Kind::done);
      return report;
    });
  }
};

namespace {

std::unique_ptr<connection::Driver> open(const Manifest& manifest, const Database& database,
                                         const MigrateOptions& options) {
  return launch::report_failure(options, [&] {
    launch::notify(options, Progress::Kind::connecting);
    return launch::open(manifest, database);
  });
}

}  // namespace

Migrator::Migrator(const Manifest& manifest, const Database& database,
                   const MigrateOptions& options)
    : impl_(new Impl{migrator::Engine(manifest, open(manifest, database, options), options,
                                      migrator::both_ways)}) {}
Migrator::~Migrator() = default;
Migrator::Migrator(Migrator&&) noexcept = default;
Migrator& Migrator::operator=(Migrator&&) noexcept = default;

std::vector<std::string> Migrator::current() { return impl_->engine.rows(); }

std::vector<std::string> Migrator::pending(std::string_view target) {
  return impl_->engine.position(target).pending;
}

MigrationReport Migrator::upgrade(std::string_view target) {
  return impl_->run([&] { return impl_->engine.move(history::Direction::upgrade, target); });
}

MigrationReport Migrator::downgrade(std::string_view target) {
  return impl_->run([&] { return impl_->engine.move(history::Direction::downgrade, target); });
}

MigrationReport Migrator::stamp(std::string_view target) {
  return impl_->run([&] { return impl_->engine.stamp({std::string(target)}, false); });
}

}  // namespace limbeck
