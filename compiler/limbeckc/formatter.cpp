#include "compiler/limbeckc/hooks.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

#include "compiler/process/process.h"
#include "migrations/output/descriptor.h"

namespace limbeck::compiler {
namespace {

namespace fs = std::filesystem;

bool has_style(fs::path directory) {
  std::error_code ignored;
  for (;; directory = directory.parent_path()) {
    if (fs::exists(directory / ".clang-format", ignored) ||
        fs::exists(directory / "_clang-format", ignored))
      return true;
    if (!directory.has_relative_path()) return false;
  }
}

// An open temporary file without a name, so that no other process can open or replace it.
output::Descriptor scratch_file() {
  std::string path = (fs::temp_directory_path() / "limbeck-XXXXXX").string();
  output::Descriptor file(::mkostemp(path.data(), O_CLOEXEC));
  if (file) ::unlink(path.c_str());
  return file;
}

std::string contents_of(const output::Descriptor& file) {
  std::string text;
  if (::lseek(file.get(), 0, SEEK_SET) != 0 || !process::read_all(file.get(), text)) return {};
  return text;
}

bool run_clang_format(const output::Descriptor& input, const output::Descriptor& output,
                      const std::string& path) {
  const output::Descriptor nowhere(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  return nowhere &&
         process::run({"clang-format", "--assume-filename=" + path},
                      {.input = input.get(), .output = output.get(), .error = nowhere.get()})
             .is_success();
}

}  // namespace

std::string formatted(const std::string& source, const fs::path& path) {
  try {
    const fs::path absolute = fs::absolute(path);
    if (!has_style(absolute.parent_path())) return source;
    const output::Descriptor input = scratch_file(), result_file = scratch_file();
    if (!input || !result_file || !output::write_all(input, source) ||
        ::lseek(input.get(), 0, SEEK_SET) != 0)
      return source;
    if (!run_clang_format(input, result_file, absolute.string())) return source;
    std::string result = contents_of(result_file);
    return result.empty() ? source : result;
  } catch (const fs::filesystem_error&) {
    return source;  // a nicety: never a reason not to have the revision
  }
}

}  // namespace limbeck::compiler
