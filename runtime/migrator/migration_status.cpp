#include "limbeck/migration_status.h"

#include "limbeck/migrate.h"
#include "migrations/text/concat.h"

namespace limbeck {

MigrationStatus::View MigrationStatus::now() const {
  const std::lock_guard lock(mutex_);
  return view_;
}

void MigrationStatus::update(const Progress& progress) {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  switch (progress.kind) {
    case Progress::Kind::connecting:
      view_ = {.phase = Phase::connecting, .since = now};
      break;
    case Progress::Kind::waiting:
      if (view_.phase != Phase::waiting) view_.since = now;
      view_.phase = Phase::waiting;
      view_.holder = progress.holder;
      break;
    case Progress::Kind::started:
      view_ = {.phase = Phase::applying,
               .since = now,
               .revision = std::string(progress.revision),
               .message = std::string(progress.message),
               .downgrade = progress.downgrade,
               .index = progress.index,
               .total = progress.total};
      break;
    case Progress::Kind::statement:
      if (view_.phase == Phase::waiting) view_.since = now;  // tried again
      view_.phase = Phase::applying;
      view_.holder.clear();
      view_.statement = progress.statement_index + 1;
      view_.statements = progress.statements;
      break;
    case Progress::Kind::finished:
      break;
    case Progress::Kind::done:
      view_ = {.phase = Phase::done, .since = now};
      break;
  }
}

void MigrationStatus::fail(std::string error) {
  const std::lock_guard lock(mutex_);
  view_.phase = Phase::failed;
  view_.since = std::chrono::steady_clock::now();
  view_.error = std::move(error);
}

std::string MigrationStatus::text() const {
  const View view = now();
  std::string out;
  switch (view.phase) {
    case Phase::idle:
      return "not started";
    case Phase::done:
      return "done";
    case Phase::failed:
      return "failed: " + view.error;
    case Phase::connecting:
      out = "connecting";
      break;
    case Phase::waiting:
      out = "waiting for " + (view.holder.empty() ? std::string("another process") : view.holder);
      break;
    case Phase::applying:
      out = concat({view.downgrade ? "undoing" : "applying", " revision ", view.revision});
      if (!view.message.empty()) out += concat({" \"", view.message, "\""});
      out += concat({" (", std::to_string(view.index + 1), " of ", std::to_string(view.total)});
      if (view.statements > 0) {
        out += concat({", statement ", std::to_string(view.statement), " of ",
                       std::to_string(view.statements)});
      }
      out += ")";
      break;
  }
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::steady_clock::now() - view.since);
  return concat({out, ", for ", std::to_string(seconds.count()), " s"});
}

}  // namespace limbeck
