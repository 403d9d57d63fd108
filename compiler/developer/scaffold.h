// The command scaffold.
#pragma once

#include <iosfwd>

#include "compiler/developer/arguments.h"
#include "compiler/developer/options.h"

namespace limbeck::developer {

/// Returns the exit code. Throws Failure.
int scaffold(const Options& options, const Given& given, std::ostream& out, std::ostream& error);

}  // namespace limbeck::developer
