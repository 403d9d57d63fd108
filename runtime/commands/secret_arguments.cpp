#include "runtime/commands/text.h"

#include <algorithm>

namespace limbeck::commands {
namespace {

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// A range of revisions has ':' and '@' as well, but no slash; keywords are `host=db password=x`.
bool may_be_url(std::string_view text) {
  const bool is_pairs = has(text, "=") && (text.find_first_of(" \t;") != std::string_view::npos ||
                                           has(text, "pass") || has(text, "PASS"));
  return has(text, "://") || (has(text, "@") && has(text, "/")) || is_pairs;
}

void hide(std::string& text, std::string_view secret) {
  if (secret.empty()) return;
  for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos; at += 3)
    text.replace(at, secret.size(), "***");
}

// Hides the whole URL, and the pieces of it that a parser of options or revisions may print: its
// beginning up to any sign, if that is more than a scheme, and what stands around its last '@'.
void hide_pieces(std::string& text, std::string_view url) {
  constexpr std::string_view signs = "@:/?&=+,; \t\n";
  hide(text, url);
  const std::size_t scheme = std::min(url.find_first_of(":="), url.size());
  for (std::size_t end = url.size();
       end != 0 && (end = url.find_last_of(signs, end - 1)) != std::string_view::npos;) {
    if (end > scheme + 3) hide(text, url.substr(0, end));
  }
  const std::size_t last = url.rfind('@');
  if (last == std::string_view::npos) return;
  for (std::size_t begin = 0; (begin = url.find_first_of(signs, begin)) < last; ++begin)
    hide(text, url.substr(begin + 1));
}

}  // namespace

std::string without_urls(std::string text, const std::vector<std::string_view>& arguments) {
  bool is_meant = false;  // where a URL belongs nothing repeats it
  for (std::string_view argument : arguments) {
    const bool is_value = is_meant;
    is_meant = argument == "--url" || argument == "--scratch" || argument == "--against";
    if (is_value || argument.starts_with("--url=") || argument.starts_with("--scratch=")) continue;
    if (argument.starts_with('-')) {
      argument.remove_prefix(std::min(argument.find_first_of("=:"), argument.size()));
      if (!argument.empty()) argument.remove_prefix(1);
    }
    if (may_be_url(argument)) hide_pieces(text, argument);
  }
  return text;
}

}  // namespace limbeck::commands
