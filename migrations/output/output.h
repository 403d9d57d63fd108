// Files that limbeck writes: whole or not at all, and only when their bytes change.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace limbeck::output {

/// Writes a temporary file beside `path` and renames it there. A file that already has these bytes
/// is left alone, so that nothing downstream is rebuilt. True if it was written. Throws
/// std::filesystem::filesystem_error that names the file and the system's reason.
bool write_if_changed(const std::filesystem::path& path, std::string_view bytes);

/// As write_if_changed, but a file that is already there is an error: for what is never
/// overwritten.
void write_new(const std::filesystem::path& path, std::string_view bytes);

/// The whole file. Throws std::filesystem::filesystem_error.
std::string read(const std::filesystem::path& path);

}  // namespace limbeck::output
