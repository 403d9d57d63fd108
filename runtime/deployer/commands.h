// The commands. Each is a function of the parsed command line that returns the exit code. They
// throw limbeck::Error.
#pragma once

#include "runtime/deployer/context.h"

namespace limbeck::deployer {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_pending = 3;
inline constexpr int exit_bug = 70;

/// With --json: what a command applied and where the database is.
void report(Context& context, const MigrationReport& done);

int upgrade(Context& context);
int downgrade(Context& context);
int stamp(Context& context);
int ensure_version(Context& context);
int current(Context& context);
int check(Context& context);
int plan(Context& context);
int history(Context& context);
int heads(Context& context);
int branches(Context& context);
int show(Context& context);
int test(Context& context);
int verify(Context& context);
int introspect(Context& context);

}  // namespace limbeck::deployer
