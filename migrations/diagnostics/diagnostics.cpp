#include "migrations/diagnostics/diagnostics.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string_view>

#include "migrations/diagnostics/sources.h"
#include "migrations/findings/rule.h"
#include "migrations/findings/rule_id.h"
#include "migrations/text/shown.h"
#include "migrations/text/shown_stream.h"

namespace limbeck::diagnostics {
namespace {

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view magenta = "\x1b[1;35m";
constexpr std::string_view cyan = "\x1b[1;36m";
constexpr std::string_view green = "\x1b[1;32m";
constexpr std::string_view plain = "\x1b[0m";

struct Heading {
  std::string_view word, colour;
};

Heading heading_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return {"error: ", red};
    case Severity::warning:
      return {"warning: ", magenta};
    case Severity::note:
      break;
  }
  return {"note: ", cyan};
}

Verbatim style(bool colour, std::string_view code) { return {colour ? code : ""}; }

// What makes a finding the same as another.
std::string key_of(const Finding& finding) {
  const Location& at = finding.location;
  std::string key =
      std::string(findings::id_of(finding.rule)) + '\0' + finding.message + '\0' + at.file;
  for (const int number : {at.line, at.column, at.length}) key += ':' + std::to_string(number);
  return key;
}

// The source line and, under the place, `^~~~`. Tabs stay tabs so that the caret stands right
// whatever their width; bytes that continue a UTF-8 character take no column of their own.
void print_excerpt(std::ostream& out, const Location& location, bool colour, Sources& sources) {
  const std::string line = sources.line_of(location);
  if (line.empty() || location.column < 1) return;
  const std::string number = std::to_string(location.line);
  const std::string margin(number.size() < 5 ? 5 - number.size() : 0, ' ');
  const auto start = std::min(static_cast<std::size_t>(location.column - 1), line.size());
  const std::size_t length = static_cast<std::size_t>(std::max(location.length, 1));
  const std::string before = shown(std::string_view(line).substr(0, start));
  const std::string marked = shown(std::string_view(line).substr(start, length));
  const std::string after =
      start + length < line.size() ? shown(std::string_view(line).substr(start + length)) : "";
  out << margin << number << " | " << before << marked << after << '\n';
  out << std::string(std::max<std::size_t>(number.size(), 5), ' ') << " | ";
  for (const char c : before) {
    if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) continue;
    out << (c == '\t' ? '\t' : ' ');
  }
  std::string mark = "^";
  for (std::size_t i = 1; i < marked.size(); ++i) {
    if ((static_cast<unsigned char>(marked[i]) & 0xC0U) != 0x80U) mark += '~';
  }
  out << style(colour, green) << mark << style(colour, plain) << '\n';
}

void print_place(std::ostream& out, const Location& location, bool colour) {
  if (location.file.empty()) return;
  out << style(colour, bold) << location.file << ':';
  if (location.line > 0) out << location.line << ':';
  if (location.line > 0 && location.column > 0) out << location.column << ':';
  out << style(colour, plain) << ' ';
}

void print(std::ostream& out, const Finding& finding, bool colour, Sources& sources) {
  print_place(out, finding.location, colour);
  const Heading heading = heading_of(finding.severity);
  out << style(colour, heading.colour) << heading.word << style(colour, plain)
      << style(colour, bold) << one_line(finding.message) << style(colour, plain);
  if (finding.rule != RuleId::none) out << " [" << findings::id_of(finding.rule) << ']';
  out << '\n';
  print_excerpt(out, finding.location, colour, sources);
  for (const Note& note : finding.notes) {
    print_place(out, note.location, colour);
    out << style(colour, cyan) << "note: " << style(colour, plain) << one_line(note.message)
        << '\n';
    print_excerpt(out, note.location, colour, sources);
  }
}

}  // namespace

void Diagnostics::report(Finding finding) {
  if (!known_.insert(key_of(finding)).second) return;
  if (finding.severity == Severity::error) ++errors_;
  findings_.push_back(std::move(finding));
}

void Diagnostics::error(RuleId rule, std::string message, Location location,
                        std::vector<Note> notes) {
  report({rule, std::move(message), std::move(location), std::move(notes)});
}

void print(std::ostream& out, const Finding& finding, bool colour) {
  Sources sources;
  print(out, finding, colour, sources);
}

void print(std::ostream& out, const Diagnostics& diagnostics, bool colour) {
  Sources sources;
  for (const Finding& finding : diagnostics.all()) print(out, finding, colour, sources);
}

bool wants_colour(int file_descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(file_descriptor) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

}  // namespace limbeck::diagnostics
