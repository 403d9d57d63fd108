// `limbeck-inspect`: what a binary carries, and what it would do to a database, from its bytes
// alone.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace limbeck::inspect {

struct Options {
  std::vector<std::string> binaries;  ///< one; CLI11 wants a list
  std::string url;
  std::string version_table, version_table_schema, history_table;  ///< empty: as the program says
  bool json = false;
};

/// 0: done, and nothing would be applied; 1: it would not start, or there is nothing to read; 3: it
/// would apply revisions. Throws limbeck::Error where the database cannot be asked, and
/// std::filesystem::filesystem_error where the file cannot be read.
int inspect(const Options& options, std::ostream& out, std::ostream& error);

/// The command line, as runtime/commands/developer.cpp defines it.
int inspect_main(int argc, const char* const* argv, std::ostream& out, std::ostream& error);

}  // namespace limbeck::inspect
