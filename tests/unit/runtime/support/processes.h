// Processes of a test's own, and how often it does something at random.
#pragma once

#include <sys/types.h>

#include <functional>

namespace limbeck::test {

/// Runs `action` in a process of its own, which exits with 0, or, having said why, with 1 if it
/// throws. No destructor of the test's runs there.
pid_t spawn(const std::function<void()>& action);

/// Waits for it; the negative number of the signal that ended it.
int exit_code_of(pid_t child);

/// LIMBECK_SEED, or another one each time.
unsigned seed();

/// LIMBECK_RUNS; else `long_run` with LIMBECK_LONG, `normal` without it.
int runs(int normal, int long_run);

}  // namespace limbeck::test
