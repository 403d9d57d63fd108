#include "migrations/schema/naming_pattern.h"

#include "migrations/schema/schema.h"
#include "migrations/text/concat.h"

namespace limbeck::schema {
namespace {

constexpr std::string_view after_key = "after=";

const std::vector<std::string>& common_tokens() {
  static const std::vector<std::string> tokens{
      "table_name",      "referred_table_name",    "constraint_name",         "column_0_name",
      "column_0_N_name", "referred_column_0_name", "referred_column_0_N_name"};
  return tokens;
}

std::optional<std::string> problem_of_pattern(std::string_view pattern) {
  if (pattern.empty()) return std::nullopt;  // the database chooses
  bool varies = false;
  std::optional<std::string> unknown;
  while (!pattern.empty()) {
    const PatternPiece piece = take_piece(pattern);
    if (piece.kind == PatternPiece::Kind::wrong)
      return concat({"'", piece.text, "' starts with a % that is neither %(…)s nor %%"});
    if (piece.kind == PatternPiece::Kind::text) continue;
    varies = true;
    if (unknown || expand(piece.text, {})) continue;
    const std::string near = nearest(piece.text, common_tokens());
    unknown = concat({"there is no token %(", piece.text, ")s",
                      near.empty() ? "" : concat({"; did you mean %(", near, ")s?"})});
  }
  if (unknown) return unknown;
  if (!varies) return "gives everything the same name";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> problem_of_naming(std::string_view entry) {
  const std::size_t equals = entry.find('=');
  const std::string_view kind = entry.substr(0, equals);
  if (equals == std::string_view::npos || NamingConvention().pattern(kind) == nullptr) {
    return concat(
        {"'", entry, "' is not of the form 'ix=pattern', for one of ix, uq, ck, fk, pk and ex"});
  }
  const auto problem = problem_of_pattern(entry.substr(equals + 1));
  if (!problem) return std::nullopt;
  const bool sentence = problem->starts_with("gives");
  return concat({"the pattern of '", kind, sentence ? "' " : "': ", *problem});
}

std::variant<std::vector<NamingSection>, std::string> read_naming(
    const std::vector<std::string>& entries) {
  std::vector<NamingSection> sections(1);
  for (const std::string& entry : entries) {
    if (entry.starts_with(after_key)) {
      std::string after = entry.substr(after_key.size());
      if (after.empty()) return "'after=' takes a revision, as in after=4a4f2761ed4e";
      sections.push_back({std::move(after), {}});
      continue;
    }
    if (auto problem = problem_of_naming(entry)) return std::move(*problem);
    sections.back().patterns.push_back(entry);
  }
  return sections;
}

std::variant<NamingConvention, std::string> naming_of_models(
    const std::vector<std::string>& entries) {
  auto sections = read_naming(entries);
  if (auto* problem = std::get_if<std::string>(&sections)) return std::move(*problem);
  NamingConvention naming;
  for (const NamingSection& section : std::get<std::vector<NamingSection>>(sections)) {
    for (const std::string& pattern : section.patterns) naming.take(pattern);
  }
  if (naming.pattern("ix")->empty()) {
    return "'ix=' leaves names to the database, and an index of a model always has one: give it a "
           "pattern behind an after=<revision>, for the revisions after that one";
  }
  return naming;
}

}  // namespace limbeck::schema
