// Inputs as files, for what reads files.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <iostream>
#include <sstream>

#include "tests/fuzz/fuzz.h"

namespace limbeck::fuzz {

/// A file without a place on a disk.
class File {
 public:
  explicit File(std::string_view text) : descriptor_(::memfd_create("input", 0)) {
    require(::write(descriptor_, text.data(), text.size()) == static_cast<ssize_t>(text.size()),
            "the input is written");
  }
  ~File() { ::close(descriptor_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

/// What the process says on a standard stream, as long as it lives.
class Heard {
 public:
  explicit Heard(std::ostream& stream) : stream_(stream), before_(stream.rdbuf(text_.rdbuf())) {}
  ~Heard() { stream_.rdbuf(before_); }
  Heard(const Heard&) = delete;
  Heard& operator=(const Heard&) = delete;
  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::ostream& stream_;
  std::streambuf* before_;
};

/// Whether the text has a control character that is neither a tab nor the end of a line, which may
/// be
/// `\r\n`.
inline bool controls_terminal(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (text[i] == '\r' && text.substr(i + 1).starts_with('\n')) continue;
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f) return true;
  }
  return false;
}

}  // namespace limbeck::fuzz
