// The outlet of a program's texts: nothing of others reaches a terminal as a command to it.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace limbeck {

/// What a stream that shows texts sends as it is: limbeck's own colours, and SQL that a program
/// reads. To other streams it is a text like any other.
struct Verbatim {
  std::string_view text;
};
std::ostream& operator<<(std::ostream& out, Verbatim text);

/// Sends to another stream what `shown` makes of everything that is written to it, but Verbatim.
/// What it writes stays JSON if it was. Not thread-safe; `to` must outlive it.
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
    /// The rest of a character that nobody has completed.
    void finish();
    void send(std::string_view text);

   protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

   private:
    std::ostream& to_;
    std::string begun_;  ///< of a character
  };

  Buffer buffer_;
};

}  // namespace limbeck
