#include "runtime/deployer/context.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "limbeck/error.h"
#include "migrations/schema/json_text.h"
#include "migrations/text/shown.h"
#include "runtime/deployer/duration.h"
#include "runtime/launch/database.h"
#include "runtime/migrator/prepare.h"

namespace limbeck::deployer {
namespace {

std::chrono::milliseconds milliseconds(double seconds) {
  return std::chrono::milliseconds(std::llround(seconds * 1000));
}

}  // namespace

Context::Context(const Manifest& manifest, Options options, std::ostream& out, std::ostream& err)
    : manifest_(manifest), options_(std::move(options)), out_(out), err_(err) {}
Context::~Context() = default;

const history::Graph& Context::graph() {
  if (!graph_) graph_ = std::make_unique<history::Graph>(migrator::graph_of(manifest_));
  return *graph_;
}

void Context::connect() {
  if (!driver_ && !engine_) driver_ = launch::open(manifest_, Database(options_.url));
}

migrator::Engine& Context::engine() {
  if (!engine_) {
    connect();
    engine_ = std::make_unique<migrator::Engine>(manifest_, std::move(driver_), migrate_options());
  }
  return *engine_;
}

std::string Context::target(std::string_view fallback) const {
  return options_.revisions.empty() ? std::string(fallback) : options_.revisions.front();
}

void Context::print(const nlohmann::ordered_json& json) {
  // Texts of a database may be in another encoding than UTF-8.
  out_ << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

MigrateOptions Context::migrate_options() {
  MigrateOptions options;
  if (!options_.tag.empty()) options.arguments["tag"] = options_.tag;
  for (const std::string& argument : options_.arguments) {
    const std::size_t equals = argument.find('=');
    // An argument without '=' has an empty value, as in Alembic.
    options.arguments[argument.substr(0, equals)] =
        equals == std::string::npos ? "" : argument.substr(equals + 1);
  }
  options.version_table = options_.version_table;
  options.version_table_schema = options_.version_table_schema;
  options.history_table = options_.history_table;
  options.accept_edited = options_.accept_edited;
  options.lock_timeout = milliseconds(options_.lock_timeout);
  options.table_lock_timeout = milliseconds(options_.table_lock_timeout);
  options.statement_timeout = milliseconds(options_.statement_timeout);
  options.role = options_.role;
  options.search_path = options_.search_path;
  options.stop = stop_;
  options.on_progress = [this](const Progress& progress) { show_progress(progress); };
  return options;
}

void Context::show_progress(const Progress& progress) {
  if (progress.kind == Progress::Kind::waiting) {
    end_line();
    err_ << "waiting for "
         << (progress.holder.empty() ? "another connection, which has the database locked"
                                     : one_line(progress.holder))
         << '\n'
         << std::flush;
    return;
  }
  if (options_.quiet || options_.json) return;
  if (progress.kind == Progress::Kind::started) {
    // Alembic's format: the revision before the step, and the one after it.
    std::string_view from = progress.downgrade ? progress.revision : progress.revises;
    std::string_view to = progress.downgrade ? progress.revises : progress.revision;
    out_ << "Running " << (progress.downgrade ? "downgrade " : "upgrade ") << from << " -> " << to;
    if (!progress.message.empty()) out_ << ", " << one_line(progress.message);
    out_.flush();
    line_is_open_ = true;
  } else if (progress.kind == Progress::Kind::finished) {
    out_ << " (" << readable(progress.duration) << ")\n" << std::flush;
    line_is_open_ = false;
  }
}

void Context::end_line() {
  if (line_is_open_) out_ << '\n' << std::flush;
  line_is_open_ = false;
}

}  // namespace limbeck::deployer
