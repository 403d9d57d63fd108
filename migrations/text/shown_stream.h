// An output stream that escapes texts of other origin, so that they cannot control a terminal.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace limbeck {

/// A text that a ShownStream writes without escapes: limbeck's own colours, and SQL for a program.
/// Other streams write it as usual.
struct Verbatim {
  std::string_view text;
};
std::ostream& operator<<(std::ostream& out, Verbatim text);

/// Writes everything but Verbatim texts to another stream after `shown`. JSON stays valid JSON. Not
/// thread-safe; `to` must outlive it.
class ShownStream : public std::ostream {
 public:
  explicit ShownStream(std::ostream& to);
  ~ShownStream() override;
  ShownStream(const ShownStream&) = delete;
  ShownStream& operator=(const ShownStream&) = delete;

 private:
  friend std::ostream& operator<<(std::ostream& out, Verbatim text);

  class Buffer : public std::streambuf {
   public:
    explicit Buffer(std::ostream& to) : to_(to) {}
    /// Writes an incomplete character at the end.
    void finish();
    void send(std::string_view text);

   protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

   private:
    std::ostream& to_;
    std::string begun_;  ///< the first bytes of an incomplete character
  };

  Buffer buffer_;
};

}  // namespace limbeck
