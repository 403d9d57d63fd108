#include "runtime/migrator/engine.h"

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "migrations/text/shown.h"
#include "runtime/connection/backend.h"
#include "runtime/connection/doing.h"
#include "runtime/connection/process.h"
#include "runtime/migrator/applied.h"
#include "runtime/migrator/lacking.h"
#include "runtime/migrator/messages.h"

namespace limbeck::migrator {
namespace {

using history::Direction;

const sql::Dialect& dialect_of(const Manifest& manifest, const connection::Driver& driver) {
  connection::refuse_other_dialect(manifest, driver.dialect());
  return driver.backend().sql();
}

std::vector<std::string> ids_of(const MigrationReport& report) {
  std::vector<std::string> out;
  for (const AppliedRevision& revision : report.applied) out.push_back(revision.id);
  return out;
}

bool is_heads(std::string_view target) { return target == "heads" || target == "head"; }

/// Whether the identifier means another revision wherever the database is.
bool is_relative(std::string_view target) {
  return target.find_first_of("+-") != std::string_view::npos;
}

}  // namespace

Engine::Engine(const Manifest& manifest, std::unique_ptr<connection::Driver> driver,
               MigrateOptions options, const Abilities& abilities)
    : manifest_(manifest),
      options_(std::move(options)),
      driver_(std::move(driver)),
      abilities_(abilities),
      dialect_(dialect_of(manifest_, *driver_)),
      ledger_(*driver_, dialect_,
              ledger::names_of(
                  manifest_,
                  {options_.version_table, options_.version_table_schema, options_.history_table},
                  dialect_)) {
  driver_->wait_for_others(wait_policy());
  driver_->set_arguments(options_.arguments);
  connection::SessionIdentity identity;
  if (!options_.role.empty()) identity.role = dialect_.quote(options_.role);
  for (const std::string& schema : options_.search_path) {
    identity.search_path += (identity.search_path.empty() ? "" : ", ") + dialect_.quote(schema);
  }
  driver_->work_as(identity);
}

const history::Graph& Engine::graph() {
  if (!graph_) graph_.emplace(abilities_.graph_of(manifest_));
  return *graph_;
}

const ManifestEntry* Engine::find(const std::string& revision) {
  const auto index = graph().find(revision);
  return index ? &manifest_.entries[*index] : nullptr;
}

connection::WaitPolicy Engine::wait_policy() const {
  connection::WaitPolicy wait_policy;
  wait_policy.deadline = connection::WaitPolicy::in(options_.lock_timeout);
  wait_policy.stop = options_.stop;
  if (options_.on_progress || options_.status != nullptr) {
    wait_policy.on_wait = [this](const std::string& holder) {
      // What others call themselves: applications print it.
      const std::string shown = one_line(holder);
      notify({.kind = Progress::Kind::waiting, .holder = shown});
    };
  }
  return wait_policy;
}

Found Engine::look() {
  refuse_older(manifest_, dialect_, driver_->place(), driver_->server_version());
  ledger::Heads found = ledger_.heads(wait_policy());
  if (!is_head(found.rows)) ledger_.require_all_rows();
  while (found.half_applied) {
    std::optional<ledger::Entry> half = half_applied_of(ledger_.entries());
    // Another process may have changed the ledger between the two queries.
    ledger::Heads now = ledger_.heads(wait_policy());
    if (now != found) {
      found = std::move(now);
      continue;
    }
    if (!half) throw half_applied_without_entry(driver_->place());
    return {std::move(found.rows), std::move(half)};
  }
  return {std::move(found.rows)};
}

std::vector<std::string> Engine::rows() {
  std::vector<std::string> rows = ledger_.heads(wait_policy()).rows;
  if (!is_head(rows)) ledger_.require_all_rows();
  return rows;
}

bool Engine::is_head(const std::vector<std::string>& rows) const {
  // Both are sorted.
  return rows.size() == manifest_.head_count &&
         std::equal(rows.begin(), rows.end(), manifest_.heads,
                    manifest_.heads + manifest_.head_count);
}

std::vector<std::string> Engine::beyond(const Found& found, bool to_heads) {
  if (!to_heads) {
    refuse_unknown(found.rows);
    return {};
  }
  const bool unknown = !unknown_rows(graph(), found.rows).empty();
  std::vector<std::string> beyond = ahead(found.rows);
  if (!found.half_applied || find(found.half_applied->revision) != nullptr) return beyond;
  const ledger::Entry& half = *found.half_applied;
  // An upgrade that older programs can live with disturbs them at none of its statements.
  const bool compatible = half.direction == "upgrade" && half.compatible;
  if (compatible && (unknown || is_head(found.rows))) beyond.push_back(half.revision);
  if (!compatible && unknown) {
    throw half_applied(driver_->place(), half, nullptr).worth_retrying();
  }
  return beyond;
}

std::vector<std::string> Engine::ahead(const std::vector<std::string>& rows) {
  const std::vector<std::string> unknown = unknown_rows(graph(), rows);
  if (unknown.empty()) return {};
  return revisions_beyond(manifest_, graph(), driver_->place(), unknown, ledger_.entries());
}

void Engine::refuse_unknown(const std::vector<std::string>& rows) {
  std::vector<std::string> unknown = unknown_rows(graph(), rows);
  if (!unknown.empty()) {
    throw unknown_revisions(manifest_, driver_->place(), unknown, {}, ledger_.entries());
  }
}

void Engine::refuse_edited() {
  migrator::refuse_edited(manifest_, driver_->place(), ledger_.entries());
}

Position Engine::position(std::string_view target) {
  const Found found = look();
  Position position{found.rows, {}, {}};
  if (is_heads(target) && is_at_head(found)) return position;
  position.beyond = beyond(found, is_heads(target));
  if (!position.beyond.empty()) return position;
  position.half_applied = found.half_applied;
  auto planned = history::plan_upgrade(graph(), position.rows, target);
  if (auto* unresolved = std::get_if<history::Unresolved>(&planned)) throw_unresolved(*unresolved);
  for (const history::Step& step : std::get<history::Plan>(planned)) {
    position.pending.emplace_back(manifest_.entries[step.revision].id);
  }
  return position;
}

std::vector<PreparedStep> Engine::plan(Direction direction, std::string_view target,
                                       const std::vector<std::string>& rows) {
  auto planned = direction == Direction::upgrade ? history::plan_upgrade(graph(), rows, target)
                                                 : abilities_.plan_downgrade(graph(), rows, target);
  if (auto* unresolved = std::get_if<history::Unresolved>(&planned)) throw_unresolved(*unresolved);
  return prepared(rows, std::get<history::Plan>(planned));
}

std::vector<PreparedStep> Engine::prepared(const std::vector<std::string>& rows,
                                           const history::Plan& plan) {
  std::vector<PreparedStep> steps = prepare(manifest_, graph(), dialect_, rows, plan, abilities_);
  refuse_lacking(steps, dialect_, driver_->place(), {driver_->server_version()});
  return steps;
}

Session Engine::session() {
  driver_->set_limits(
      {.lock = options_.table_lock_timeout, .statement = options_.statement_timeout});
  return {*driver_,
          ledger_,
          wait_policy(),
          connection::user_at_host(),
          connection::program_path(),
          options_.lock_timeout,
          [this](const PreparedStep& step, std::size_t index) {
            Progress progress = under_way_;
            progress.kind = Progress::Kind::statement;
            progress.statement_index = index;
            progress.statement = step.script.statements[index].text;
            notify(progress);
          }};
}

void Engine::notify(const Progress& progress) const {
  if (options_.status != nullptr) options_.status->update(progress);
  if (options_.on_progress) options_.on_progress(progress);
}

std::unique_ptr<connection::Lock> Engine::lock(const Session& session) {
  ledger_.resolve_schema();
  return connection::doing(*driver_, "taking the migration lock", [&] {
    return driver_->lock(session.wait_policy,
                         {.table = ledger_.statements().lease_table(),
                          .table_literal = ledger_.statements().lease_table_literal(),
                          .term = options_.lease});
  });
}

MigrationReport Engine::move(Direction direction, std::string_view target) {
  const bool to_heads = direction == Direction::upgrade && is_heads(target);
  MigrationReport report;
  const Found found = look();
  report.heads = found.rows;
  // At head no session is made: it would read the system's list of users.
  if (to_heads && options_.accept_edited.empty() && is_at_head(found)) return report;
  Session session = this->session();
  report.beyond = beyond(found, to_heads);
  if (!report.beyond.empty()) return report;

  // Planned and rendered without the lock, which is then held for no longer than the work takes.
  AppliedState state{report.heads};
  std::vector<PreparedStep> steps = plan(direction, target, state.rows);
  // Where a revision is half applied, the lock is waited for even if nothing else is left to do.
  if (steps.empty() && !found.half_applied && options_.accept_edited.empty()) return report;

  const auto lock = this->lock(session);
  try {
    // Each revision can then be sent as a batch.
    if (driver_->supports_batches()) make_ledger(session);
    accept_edited(session);
    refuse_edited();
    advance(direction, target, session, std::move(steps), state, report);
  } catch (Error& error) {
    ledger_.explain(error, true);
    error.after(ids_of(report));
    throw;
  }
  report.heads = state.rows;
  return report;
}

void Engine::advance(Direction direction, std::string_view target, const Session& session,
                     std::vector<PreparedStep> steps, AppliedState& state,
                     MigrationReport& report) {
  for (;;) {
    const Found found = look();
    if (found.rows != state.rows || found.half_applied) {
      state = {found.rows};
      // A newer program may have migrated the database meanwhile.
      report.beyond = beyond(found, direction == Direction::upgrade && is_heads(target));
      if (!report.beyond.empty()) return;
      steps = plan(direction, target, found.rows);
    }
    if (finish_half_applied(direction, session, state, report)) {
      if (is_relative(target)) return;
      steps = plan(direction, target, state.rows);
    }
    try {
      for (std::size_t i = 0; i < steps.size(); ++i) {
        run(steps[i], i, steps.size(), session, state, report);
      }
      return;
    } catch (const ConcurrentChange&) {
      // Where the database gives no lock of its own, or something else writes the version table.
      if (is_relative(target) && !report.applied.empty()) {
        throw Error(Error::Code::history,
                    concat({"the database '", driver_->place(),
                            "' was migrated by another process at the same time"}))
            .worth_retrying();
      }
    }
  }
}

void Engine::run(const PreparedStep& step, std::size_t index, std::size_t total,
                 const Session& session, AppliedState& state, MigrationReport& report) {
  using Clock = std::chrono::steady_clock;
  if (options_.stop.stop_requested()) {
    throw Error(Error::Code::interrupted,
                "asked to stop; stopped before revision " + revision_name(*step.entry));
  }
  const Identifiers& revises = step.entry->revision->revises;
  under_way_ = {.kind = Progress::Kind::started,
                .revision = step.entry->id,
                .message = step.entry->revision->message,
                .revises = revises.empty() ? std::string_view() : revises.items[0],
                .downgrade = step.is_downgrade(),
                .index = index,
                .total = total,
                .statements = step.script.statements.size()};
  notify(under_way_);
  const auto start = Clock::now();
  run_step(session, step, index + 1 < total, state);
  state.done.reset();
  Progress finished = under_way_;
  finished.kind = Progress::Kind::finished;
  finished.duration = Clock::now() - start;
  report.applied.push_back({std::string(finished.revision), std::string(finished.message),
                            finished.downgrade, finished.duration});
  notify(finished);
}

void Engine::make_ledger(const Session& session) {
  // The ledger counts as complete only when a transaction has found its tables, and not made them,
  // because that could have been rolled back. So there may be a second one.
  for (int i = 0; i < 2 && !ledger_.is_complete(); ++i) {
    in_transaction(session, [&] { ledger_.create_missing(); });
  }
}

void Engine::in_transaction(const Session& session, const std::function<void()>& action) {
  constexpr const char* purpose = "writing limbeck's tables";
  connection::doing(*driver_, purpose, [&] { driver_->begin(session.from_now()); });
  try {
    action();
    connection::doing(*driver_, purpose, [&] { driver_->commit(session.from_now()); });
  } catch (const Error& error) {
    driver_->rollback();
    ledger_.explain(error, true);
    throw;
  } catch (...) {
    driver_->rollback();
    throw;
  }
}

void Engine::accept_edited(const Session& session) {
  if (options_.accept_edited.empty()) return;
  std::vector<ledger::Entry> entries = ledger_.entries();
  auto applied = applied_by(entries);
  std::vector<ledger::Entry> accepted;
  for (const std::string& id : options_.accept_edited) {
    auto resolved = history::resolve_one(graph(), id);
    if (auto* unresolved = std::get_if<history::Unresolved>(&resolved))
      throw_unresolved(*unresolved);
    auto index = std::get<std::optional<history::Graph::Index>>(resolved);
    if (!index)
      throw Error(Error::Code::target,
                  concat({"'", id, "' is no revision whose change could be accepted"}));
    const ManifestEntry& entry = manifest_.entries[*index];
    auto found = applied.find(entry.id);
    if (found == applied.end() || found->second->checksum == entry.checksum) continue;
    ledger::Entry accept = *found->second;
    accept.direction = "accept";
    accept.checksum = entry.checksum;
    accept.started = connection::utc_now();
    accept.duration = 0;
    accept.who = session.who;
    accept.binary = session.binary;
    accepted.push_back(std::move(accept));
  }
  if (accepted.empty()) return;
  in_transaction(session, [&] {
    ledger_.create_missing();
    for (const ledger::Entry& entry : accepted) ledger_.record(entry);
  });
}

bool Engine::finish_half_applied(Direction direction, const Session& session, AppliedState& state,
                                 MigrationReport& report) {
  const std::optional<ledger::Entry> half = half_applied_of(ledger_.entries());
  if (!half) return false;
  const ManifestEntry* entry = find(half->revision);
  bool downgrade = half->direction == "downgrade";
  if (entry == nullptr || downgrade != (direction == Direction::downgrade) ||
      half->checksum != entry->checksum) {
    throw half_applied(driver_->place(), *half, entry);
  }
  std::vector<PreparedStep> steps;
  if (downgrade) {
    // The version table left it when its first part was committed.
    std::vector<std::string> with_it = state.rows;
    with_it.emplace_back(entry->id);
    steps = prepared(with_it, {{*graph().find(half->revision), direction, {}, {}}});
  } else {
    steps = plan(direction, entry->id, state.rows);
  }
  if (steps.size() != 1 ||
      static_cast<std::size_t>(*half->progress) > steps[0].script.statements.size()) {
    throw half_applied(driver_->place(), *half, entry);
  }
  state.done = static_cast<std::size_t>(*half->progress);
  run(steps[0], 0, 1, session, state, report);
  return true;
}

}  // namespace limbeck::migrator
