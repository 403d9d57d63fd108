#include "compiler/sql_objects/source_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "migrations/findings/rule_id.h"
#include "migrations/sql_text/splitter.h"

namespace limbeck::compiler {
namespace {

// A checkout's line ends, and the mark that some editors put first, are no part of a text.
std::string plain(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') lines += text[i];
  }
  return lines;
}

}  // namespace

SourceText::SourceText(std::string file, std::string_view text)
    : file_(std::move(file)), text_(plain(text)), lines_{0} {
  for (std::size_t at = 0; (at = text_.find('\n', at)) != std::string::npos;) {
    lines_.push_back(++at);
  }
  take_declared();
}

void SourceText::take_declared() {
  constexpr std::string_view mark = "-- limbeck: ";
  std::optional<std::size_t> open;  // its number in declared_
  bool drops = false;
  std::size_t part = 0, start = 0;
  const auto trimmed = [](std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\n;");
    if (first == std::string_view::npos) return std::string();
    return std::string(text.substr(first, text.find_last_not_of(" \t\n;") + 1 - first));
  };
  const auto problem = [&](std::string_view at, std::string message) {
    declared_.push_back({{}, at, std::move(message)});
  };
  const std::string_view text = text_;
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    const std::size_t begin = lines_[line];
    const std::size_t end = line + 1 < lines_.size() ? lines_[line + 1] : text.size();
    std::string_view content = text.substr(begin, end - begin);
    while (content.ends_with('\n') || content.ends_with(' ')) content.remove_suffix(1);
    if (!content.starts_with(mark)) continue;
    const std::string_view word = content.substr(mark.size());
    if (word.starts_with("object ")) {
      if (open) problem(content, "the object before has no '-- limbeck: end'");
      std::string_view name = word.substr(7);
      schema::Name full;
      if (name.starts_with("in ")) {
        name.remove_prefix(3);
        const std::size_t space = std::min(name.find(' '), name.size());
        full.schema = name.substr(0, space);
        name.remove_prefix(std::min(space + 1, name.size()));
      }
      full.name = name;
      declared_.push_back({{.name = full}, name, {}});
      open = declared_.size() - 1;
      drops = false;
      start = begin;
      part = end;
    } else if (word == "drop" && open && !drops) {
      declared_[*open].object.create = trimmed(text.substr(part, begin - part));
      drops = true;
      part = end;
    } else if (word == "end" && open && drops) {
      Declared& done = declared_[*open];
      done.object.drop = trimmed(text.substr(part, begin - part));
      if (done.object.create.empty() || done.object.drop.empty())
        done.problem = "this object has no SQL that makes it, or none that drops it";
      std::ranges::replace_if(
          text_.begin() + static_cast<std::ptrdiff_t>(start),
          text_.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c != '\n'; }, ' ');
      open.reset();
    } else {
      problem(content,
              "expected '-- limbeck: object NAME', '-- limbeck: drop' and '-- limbeck: end'"
              ", in this order");
    }
  }
  if (open) declared_[*open].problem = "this object has no '-- limbeck: end'";
}

schema::Location SourceText::locate(std::string_view part) const {
  const auto offset = static_cast<std::size_t>(part.data() - text_.data());
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const std::size_t end_of_line = std::min(part.find('\n'), part.size());
  return {file_, static_cast<int>(next - lines_.begin()),
          static_cast<int>(offset - *std::prev(next)) + 1, static_cast<int>(end_of_line)};
}

std::vector<StatementTokens> statements_of(const SourceText& source,
                                           diagnostics::Diagnostics& diagnostics) {
  sql_text::Split split = sql_text::split(source.text());
  for (sql_text::SplitProblem& problem : split.problems)
    diagnostics.error(RuleId::sql_object, std::move(problem.message), source.locate(problem.at));
  return std::move(split.statements);
}

}  // namespace limbeck::compiler
