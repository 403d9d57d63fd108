#pragma once

#include <string_view>

#include "limbeck/manifest.h"

namespace limbeck {
inline namespace v1 {

/// The deployer's commands (`upgrade`, `downgrade`, `current`, `history`, `plan` …) over a history
/// that the program carries: `int main(int argc, char** argv) { return
/// limbeck::command_line(shop_migrations, argc, argv); }`. Results go to stdout, diagnostics to
/// stderr. Returns the exit code: 0 done, 1 failed, 2 wrong usage, 3 revisions are pending
/// (`check`), 70 a bug in limbeck.
/// An app that has them among its own commands passes what comes after, and what help calls it:
/// `command_line(shop_migrations, argc - 1, argv + 1, "shop db")` for `shop db upgrade head`.
/// `argv[0]` is skipped.
int command_line(const Manifest& manifest, int argc, const char* const* argv,
                 std::string_view program = {});

}  // namespace v1
}  // namespace limbeck
