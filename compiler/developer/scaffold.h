// The command scaffold.
#pragma once

#include <iosfwd>
#include <string>

#include "compiler/developer/arguments.h"
#include "compiler/developer/options.h"
#include "compiler/developer/record.h"

namespace limbeck::developer {

/// Returns the exit code. Throws Failure.
int scaffold(const Options& options, const Given& given, std::ostream& out, std::ostream& error);

/// `--update`: the headers of the target become what `live` says, a file with the JSON of a schema.
int update_scaffold(const Record& record, const std::string& live, const Given& given,
                    std::ostream& out, std::ostream& error);

}  // namespace limbeck::developer
