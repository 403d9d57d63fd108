#include "compiler/sql_objects/source_text.h"

#include <algorithm>
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

SourceText::SourceText(std::string file, std::string text)
    : file_(std::move(file)), text_(plain(text)), lines_{0} {
  for (std::size_t at = 0; (at = text_.find('\n', at)) != std::string::npos;) {
    lines_.push_back(++at);
  }
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
