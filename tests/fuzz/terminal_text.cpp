// Texts for a terminal: nothing of a text controls it, lines fit, and no word is lost.
#include <algorithm>
#include <chrono>
#include <cstring>

#include "migrations/text/shown.h"
#include "runtime/commands/text.h"
#include "runtime/deployer/duration.h"
#include "runtime/offline/text.h"
#include "tests/fuzz/file.h"

using namespace limbeck;

namespace {

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

std::string without_space(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n') out += c;
  }
  return out;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t width = data[0];
  const std::size_t indent = data[1] % 32;
  const std::string_view text = fuzz::text_of(data + 2, size - 2);

  const std::string line = one_line(text);
  fuzz::require(!has_control(line), "one line has no control characters", line);
  const std::string seen = shown(text);
  fuzz::require(!fuzz::controls_terminal(seen),
                "what is shown has no control characters but line ends and tabs", seen);
  fuzz::require(shown(seen) == seen, "what is shown once stays as it is", seen);
  // In two pieces, as a stream gets it.
  const std::size_t middle = std::min<std::size_t>(indent, text.size());
  std::string streamed;
  const std::size_t taken = append_shown(streamed, text.substr(0, middle), LineEnds::stay, true);
  fuzz::require(taken <= middle, "no more is shown than there is");
  append_shown(streamed, text.substr(taken), LineEnds::stay, false);
  fuzz::require(streamed == seen, "a text in two pieces is shown as it is in one", streamed);
  const std::string_view start = beginning(text, width);
  fuzz::require(start.size() <= width && text.starts_with(start), "a beginning is one", start);
  const std::string comment = offline::comment(text);
  fuzz::require(comment.starts_with("-- ") &&
                    !has_control(std::string_view(comment).substr(0, comment.size() - 1)),
                "a comment stays on its line", text);

  const std::string cut = commands::cut(text, width);
  fuzz::require(width == 0 || commands::width_of(cut) <= width, "a text that is cut fits", cut);

  const std::string wrapped = commands::wrapped(text, width, indent, indent);
  fuzz::require(without_space(wrapped) == without_space(text),
                "a text that is wrapped loses no word", wrapped);
  for (std::size_t start = 0; width > 0 && start <= wrapped.size();) {
    const std::size_t end = std::min(wrapped.find('\n', start), wrapped.size());
    std::string_view line = std::string_view(wrapped).substr(start, end - start);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    // One word alone may be wider.
    fuzz::require(
        line.find(' ') == std::string_view::npos || indent + commands::width_of(line) <= width,
        "a line that is wrapped fits", wrapped);
    start = end + 1;
  }

  std::int64_t nanoseconds = 0;
  std::memcpy(&nanoseconds, data, std::min(size, sizeof nanoseconds));
  const std::string readable = deployer::readable(std::chrono::nanoseconds(nanoseconds));
  fuzz::require(!readable.empty() && readable.size() < 40, "a duration is short", readable);
  return 0;
}
