// Completions for shells and manual pages.
#pragma once

#include <iosfwd>

#include "compiler/developer/arguments.h"

namespace limbeck::developer {

/// `completion SHELL` and `man`: they need no build tree. Return the exit code; throw Failure.
int print_completion(const Given& given, std::ostream& out);
int print_manual(const Given& given, std::ostream& out);

}  // namespace limbeck::developer
