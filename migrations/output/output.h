// Reads and writes files. A file is replaced completely or not at all, and only if its bytes
// change.
//
// A directory that others may write to is safe to write in: temporary files have names that cannot
// be guessed and must not exist (O_CREAT | O_EXCL), so that no link of another user is followed,
// and the target is replaced by a rename. All functions are safe to call from several threads and
// processes at once.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace limbeck::output {

/// Writes a temporary file beside `path` and renames it to `path`. A file that has these bytes
/// already is not changed, so that a build does not rebuild what depends on it. A symbolic link at
/// `path` is replaced, not followed; a device or a pipe (/dev/stdout) is written to. True if the
/// file was written. Throws std::filesystem::filesystem_error that names the file and the system's
/// reason.
bool write_if_changed(const std::filesystem::path& path, std::string_view bytes);

/// Writes a file that must not exist (EEXIST). Otherwise as write_if_changed. Works on file systems
/// without hard links too.
void write_new(const std::filesystem::path& path, std::string_view bytes);

/// The default limit of `read` in bytes, which is far above the size of any source file, model or
/// history.
inline constexpr std::size_t default_limit = std::size_t{256} << 20;

/// The contents of the file. Pipes are read to their end (`<(command)` in a shell). Devices,
/// directories, sockets and files of more than `limit` bytes are errors. Throws
/// std::filesystem::filesystem_error that names the file and the reason.
std::string read(const std::filesystem::path& path, std::size_t limit = default_limit);

/// As `read` for files of other origin. A pipe is an error as well, because it may have no writer.
std::string read_regular(const std::filesystem::path& path, std::size_t limit = default_limit);

}  // namespace limbeck::output
