// Files that limbeck reads and writes: written whole or not at all, and only when their bytes change.
//
// A directory that others may write to is safe to write in: temporary files have names that cannot be
// guessed and are created anew (O_CREAT | O_EXCL), so that no link that somebody has put there is
// followed, and the target is replaced by a rename. All functions are safe to call from several
// threads and processes at once.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace limbeck::output {

/// Writes a temporary file beside `path` and renames it there. A file that already has these bytes
/// is left alone, so that nothing downstream is rebuilt. A symbolic link at `path` is replaced, not
/// followed; a device or a pipe (/dev/stdout) is written to. True if the file was written. Throws
/// std::filesystem::filesystem_error that names the file and the system's reason.
bool write_if_changed(const std::filesystem::path& path, std::string_view bytes);

/// As write_if_changed, but a file that is already there is an error (EEXIST): for what is never
/// overwritten. Works on file systems without hard links too.
void write_new(const std::filesystem::path& path, std::string_view bytes);

/// The largest file that `read` takes unless it is told otherwise, in bytes: far above any source
/// file, model or history.
inline constexpr std::size_t default_limit = std::size_t{256} << 20;

/// The whole file. Pipes are read to their end (`<(command)` in a shell); devices, directories and
/// sockets are refused, and so is whatever is larger than `limit` bytes. Throws
/// std::filesystem::filesystem_error that names the file and the reason.
std::string read(const std::filesystem::path& path, std::size_t limit = default_limit);

/// As `read`, for files that come from elsewhere: a pipe is refused too, as nobody may write to it.
std::string read_regular(const std::filesystem::path& path, std::size_t limit = default_limit);

}  // namespace limbeck::output
