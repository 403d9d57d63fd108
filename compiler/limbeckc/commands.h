// The commands of limbeckc. Each declares its options on the app and runs when the command line
// names it.
#pragma once

#include <CLI/CLI.hpp>

#include "compiler/limbeckc/session.h"

namespace limbeck::compiler {

/// Both outlive the parsing. `exit_code` is set by the command that runs.
void add_scan_command(CLI::App& app, Session& session, int& exit_code);
void add_manifest_command(CLI::App& app, Session& session, int& exit_code);
void add_check_command(CLI::App& app, Session& session, int& exit_code);
void add_revision_command(CLI::App& app, Session& session, int& exit_code);
void add_merge_command(CLI::App& app, Session& session, int& exit_code);
void add_locate_command(CLI::App& app, Session& session, int& exit_code);
void add_diff_command(CLI::App& app, Session& session, int& exit_code);

}  // namespace limbeck::compiler
