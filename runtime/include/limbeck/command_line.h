#pragma once

#include <string_view>

#include "limbeck/manifest.h"

namespace limbeck {
inline namespace v1 {

/// Runs the deployer's commands (`upgrade`, `downgrade`, `current`, `history`, `plan` …) for a
/// history: `int main(int argc, char** argv) { return limbeck::command_line(shop_migrations, argc,
/// argv); }`.
///
/// Prints results to stdout and errors to stderr. Returns the exit code of the process: 0 done, 1
/// failed, 2 wrong usage, 3 revisions are pending (`check`), 70 a bug in limbeck. Throws nothing.
/// To be called from one thread.
///
/// `argv[0]` is skipped. An application that has these commands below one of its own passes the
/// arguments after that, and the name for help texts: `command_line(shop_migrations, argc - 1, argv
/// + 1, "shop db")` for `shop db upgrade head`.
int command_line(const Manifest& manifest, int argc, const char* const* argv,
                 std::string_view program = {});

}  // namespace v1
}  // namespace limbeck
