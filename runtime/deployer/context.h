// What every command gets: the history, the parsed command line and the output streams.
#pragma once

#include <iosfwd>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/manifest.h"
#include "limbeck/migrate.h"
#include "migrations/history/graph.h"
#include "runtime/migrator/engine.h"

namespace limbeck::deployer {

/// The options of all commands. Each command reads its own.
struct Options {
  std::string url;
  std::string version_table, version_table_schema, history_table;  ///< empty: as the target says
  double lock_timeout = 300;
  double table_lock_timeout = 2;
  double statement_timeout = 0;
  std::string role;
  std::vector<std::string> search_path;
  std::vector<std::string> accept_edited;
  std::vector<std::string> arguments;  ///< -x: `key=value` each
  std::string tag;
  std::vector<std::string> revisions;  ///< the revisions that the command is given
  std::string range;
  std::string dialect;  ///< of --sql
  bool sql = false;
  bool skip_callbacks = false;
  std::string only;     ///< of test: one check
  std::string scratch;  ///< of test: a server's URL
  std::string models;   ///< of test: a file
  bool multiple_heads = false;
  bool graph = false;
  bool json = false;
  bool quiet = false;
  bool verbose = false;
  bool indicate_current = false;
  bool resolve_dependencies = false;
  bool check_heads = false;
  bool purge = false;
  bool no_verify = false;  ///< of stamp
  bool downgrade = false;
  bool ignore_extra = false;
  std::vector<std::string> exclude, include_schemas;  ///< patterns, beside the target's
  std::string like, output;                           ///< files
};

/// Results go to `out`, diagnostics to `err`.
class Context {
 public:
  Context(const Manifest& manifest, Options options, std::ostream& out, std::ostream& err);
  ~Context();

  const Manifest& manifest() const { return manifest_; }
  const Options& options() const { return options_; }
  std::ostream& out() { return out_; }
  std::ostream& err() { return err_; }

  /// The graph of the history. It needs no database.
  const history::Graph& graph();
  /// Opens the connection to the database if there is none yet. Throws limbeck::Error.
  void connect();
  /// The engine of the database. The first call makes it, with the connection of `connect`.
  migrator::Engine& engine();
  /// The revision that the command line names; `fallback` if it names none.
  std::string target(std::string_view fallback) const;

  /// Asks the engine to stop at the next revision boundary. Set before the engine is opened.
  void stop_with(std::stop_token stop) { stop_ = std::move(stop); }
  void print(const nlohmann::ordered_json& json);
  /// Ends the line of progress that an error interrupted.
  void end_line();

 private:
  MigrateOptions migrate_options();
  void show_progress(const Progress& progress);

  const Manifest& manifest_;
  Options options_;
  std::ostream& out_;
  std::ostream& err_;
  bool line_is_open_ = false;
  std::stop_token stop_;
  std::unique_ptr<history::Graph> graph_;
  std::unique_ptr<connection::Driver> driver_;  ///< until the engine has it
  std::unique_ptr<migrator::Engine> engine_;
};

}  // namespace limbeck::deployer
