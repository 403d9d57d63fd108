// Writes the files of a scaffold, and never anybody else's.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/scaffold/scaffold.h"

namespace limbeck::adopt {

/// The first line says who wrote a file, with a checksum of the rest, so that a file that was
/// edited since is known. `comment` is what a comment begins with: `//`, `--`, `#`.
std::string with_marker(std::string_view text, std::string_view comment);

enum class Origin : unsigned char { absent, scaffolded, edited, foreign };
/// Who wrote the text of a file.
Origin origin_of(std::string_view text);

struct WriteOptions {
  std::filesystem::path folder;
  bool force = false;    ///< replaces files that were edited since they were scaffolded
  bool dry_run = false;  ///< writes nothing
};

/// Writes all files or none. Prints what was done with each. Throws Refused if a file is there that
/// scaffold did not write, or one that was edited since.
class Refused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
void write_files(const std::vector<compiler::ScaffoldFile>& files, const WriteOptions& options,
                 std::ostream& out);

}  // namespace limbeck::adopt
