// Commands of limbeck, a function each.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "compiler/developer/arguments.h"
#include "compiler/developer/options.h"
#include "compiler/developer/record.h"

namespace limbeck::developer {

/// Makes the directory for revisions (default `migrations`) in `project` if it is not there, with a
/// README in it so that git keeps it, and prints the lines to add to CMakeLists.txt. Changes
/// nothing that exists. Returns the exit code. Throws Failure.
int init(const std::filesystem::path& project, const std::vector<std::string>& arguments,
         std::ostream& out);

/// The kinds of history there are for `init --template`.
int list_templates(const std::vector<std::string>& arguments, std::ostream& out);

// The command scaffold.

/// Returns the exit code. Throws Failure.
int scaffold(const Options& options, const Given& given, std::ostream& out, std::ostream& error);

/// `--update`: the headers of the target become what `live` says, a file with the JSON of a schema.
int update_scaffold(const Record& record, const std::string& live, const Given& given,
                    std::ostream& out, std::ostream& error);

// Completions for shells and manual pages.

/// `completion SHELL` and `man`: they need no build tree. Return the exit code; throw Failure.
int print_completion(const Given& given, std::ostream& out);
int print_manual(const Given& given, std::ostream& out);

/// Replaces the process by $VISUAL or $EDITOR with the files. Throws Failure, with their names, if
/// neither is set.
[[noreturn]] void edit_files(const std::vector<std::string>& files);

}  // namespace limbeck::developer
