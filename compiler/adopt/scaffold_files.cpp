#include "compiler/adopt/scaffold_files.h"

#include <array>
#include <cstdint>
#include <ostream>

#include "migrations/output/output.h"
#include "migrations/text/concat.h"

namespace limbeck::adopt {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view marker = " Scaffolded from a database by limbeck (";

std::string checksum(std::string_view text) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a
  for (const char c : text) {
    // A file that Git has given other line ends is the same.
    if (c != '\r') hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  }
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[(hash >> shift) & 15U];
  return digits;
}

std::string_view comment_for(const std::string& path) {
  if (path.ends_with(".sql")) return "--";
  return path.ends_with(".h") ? "//" : "#";
}

struct Planned {
  fs::path path;
  std::string text;
  std::string_view what;  ///< `created`, `replaced`, or empty if nothing changes
};

}  // namespace

std::string with_marker(std::string_view text, std::string_view comment) {
  return concat({comment, marker, checksum(text), ")\n", text});
}

Origin origin_of(std::string_view text) {
  std::size_t end = text.find('\n');
  const std::size_t at = text.substr(0, end).find(marker);
  if (end == std::string_view::npos || at == std::string_view::npos || at > 2)
    return Origin::foreign;
  const std::string_view sum = text.substr(at + marker.size(), 16);
  return sum == checksum(text.substr(end + 1)) ? Origin::scaffolded : Origin::edited;
}

void write_files(const std::vector<compiler::ScaffoldFile>& files, const WriteOptions& options,
                 std::ostream& out) {
  std::vector<Planned> plan;
  std::string refused;
  for (const compiler::ScaffoldFile& file : files) {
    const fs::path path = options.folder / file.path;
    Planned one{path, with_marker(file.text, comment_for(file.path)), "created"};
    if (fs::symlink_status(path).type() != fs::file_type::not_found) {
      if (!fs::is_regular_file(path)) {
        refused += concat({"\n  ", path.string(), " is no file"});
        continue;
      }
      const std::string present = output::read_regular(path);
      const Origin origin = origin_of(present);
      one.what = present == one.text ? "" : "replaced";
      if (!one.what.empty() && origin == Origin::foreign) {
        refused += concat({"\n  ", path.string(), " was not written by scaffold"});
      } else if (!one.what.empty() && origin == Origin::edited && !options.force) {
        refused += concat({"\n  ", path.string(), " was edited since"});
      }
    }
    plan.push_back(std::move(one));
  }
  if (!refused.empty()) {
    throw Refused("nothing was written, as these files would be lost:" + refused +
                  "\nchoose another folder with --output, move them away, or give --force, which "
                  "replaces files that scaffold wrote and somebody edited");
  }
  std::size_t same = 0;
  for (const Planned& one : plan) {
    if (one.what.empty()) {
      ++same;
      continue;
    }
    if (!options.dry_run) {
      fs::create_directories(one.path.parent_path());
      output::write_if_changed(one.path, one.text);
    }
    out << (options.dry_run ? "would be " : "") << one.what << ": " << one.path.string() << "\n";
  }
  if (same > 0) out << same << (same == 1 ? " file is" : " files are") << " as before\n";
}

}  // namespace limbeck::adopt
