#include "migrations/schema/filter.h"

#include <algorithm>
#include <array>
#include <utility>

#include "migrations/schema/schema.h"
#include "migrations/text/concat.h"

namespace limbeck::schema {
namespace {

// Returns the character at `at` and moves `at` behind it. A byte that is not UTF-8 is a character.
char32_t take_character(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
  char32_t character = first;
  if (more == 0) return character;
  character = first & (0x3fU >> more);
  std::size_t end = at;
  for (int i = 0; i < more; ++i, ++end) {
    if (end == text.size() || (static_cast<unsigned char>(text[end]) & 0xc0) != 0x80) return first;
    character = (character << 6) | (static_cast<unsigned char>(text[end]) & 0x3f);
  }
  at = end;
  return character;
}

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) characters += take_character(text, at);
  return characters;
}

char32_t folded(char32_t character) {
  return character >= U'A' && character <= U'Z' ? character + (U'a' - U'A') : character;
}

/// The position of the bracket that closes the one at `open`, or npos.
template <class Text>
std::size_t end_of_bracket(const Text& pattern, std::size_t open) {
  std::size_t at = open + 1;
  if (at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^')) ++at;
  // The first one stands for itself.
  return at < pattern.size() ? pattern.find(']', at + 1) : Text::npos;
}

bool bracket_has(const std::u32string& pattern, std::size_t open, std::size_t end,
                 char32_t character, LetterCase letters) {
  std::size_t at = open + 1;
  const bool others = pattern[at] == U'!' || pattern[at] == U'^';
  if (others) ++at;
  const auto is_in = [&](char32_t wanted) {
    for (std::size_t i = at; i < end; ++i) {
      const bool range = i + 2 < end && pattern[i + 1] == U'-';
      if (range ? pattern[i] <= wanted && wanted <= pattern[i + 2] : pattern[i] == wanted)
        return true;
      if (range) i += 2;
    }
    return false;
  };
  bool found = is_in(character);
  if (!found && letters == LetterCase::ignored) {
    const char32_t small = folded(character);
    const bool is_letter = small >= U'a' && small <= U'z';
    found = is_letter && (is_in(small) || is_in(small - (U'a' - U'A')));
  }
  return found != others;
}

/// The position of the dot between schema and name, or npos.
std::size_t dot_of(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '.') return at;
    if (pattern[at] != '[') continue;
    const std::size_t end = end_of_bracket(pattern, at);
    if (end != std::string_view::npos) at = end;
  }
  return std::string_view::npos;
}

std::optional<std::string> problem_of_part(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '[') continue;
    const std::size_t end = end_of_bracket(pattern, at);
    if (end == std::string_view::npos)
      return "has a '[' without its ']'; [[] stands for the character itself";
    const std::u32string inside = characters_of(pattern.substr(at + 1, end - at - 1));
    for (std::size_t i = 0; i + 2 < inside.size(); ++i) {
      if (inside[i + 1] != U'-') continue;
      if (inside[i] > inside[i + 2]) {
        return "has a range that ends before it starts: " +
               std::string(pattern.substr(at, end - at + 1));
      }
      i += 2;
    }
    at = end;
  }
  return std::nullopt;
}

constexpr std::array<std::pair<Part, std::string_view>, 4> part_names{
    {{Part::column, "column"},
     {Part::constraint, "constraint"},
     {Part::index, "index"},
     {Part::trigger, "trigger"}}};

/// The word in front of the first colon, if it has letters only: the kind of a pattern. A colon in
/// brackets is a part of the name.
std::string_view kind_of_pattern(std::string_view pattern) {
  const std::size_t colon = pattern.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view word = pattern.substr(0, colon);
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return std::all_of(word.begin(), word.end(), is_letter) ? pattern.substr(0, colon + 1)
                                                          : std::string_view();
}

bool is_for(std::string_view kind, Part part) {
  return !kind.empty() && kind.substr(0, kind.size() - 1) == to_string(part);
}

/// Splits `users.old_*` at the last dot into the pattern for the table and the one for its part.
struct PartPattern {
  std::optional<std::string_view> table;
  std::string_view name;
};
PartPattern split_part(std::string_view pattern) {
  std::size_t last = std::string_view::npos;
  for (std::size_t from = 0;;) {
    const std::size_t dot = dot_of(pattern.substr(from));
    if (dot == std::string_view::npos) break;
    last = from + dot;
    from = last + 1;
  }
  if (last == std::string_view::npos) return {std::nullopt, pattern};
  return {pattern.substr(0, last), pattern.substr(last + 1)};
}

std::optional<std::string> problem_of_names(std::string_view pattern) {
  if (pattern.empty()) return "is empty";
  if (auto problem = problem_of_part(pattern)) return problem;
  const std::size_t dot = dot_of(pattern);
  if (dot == std::string_view::npos) return std::nullopt;
  if (dot == 0) return "has no schema before its dot; *. stands for any";
  if (dot + 1 == pattern.size()) return "has no name behind its dot; .* stands for all";
  if (dot_of(pattern.substr(dot + 1)) != std::string_view::npos)
    return "has more than one dot; [.] stands for one in a name";
  return std::nullopt;
}

std::optional<std::string> problem_of_part_pattern(std::string_view kind,
                                                   std::string_view pattern) {
  const std::string word(kind.substr(0, kind.size() - 1));
  const bool known = std::any_of(part_names.begin(), part_names.end(),
                                 [&](const auto& one) { return one.second == word; });
  if (!known) {
    std::vector<std::string> names;
    for (const auto& one : part_names) names.emplace_back(one.second);
    const std::string near = nearest(word, names);
    return concat({"starts with '", kind,
                   "', which is not column:, constraint:, index: or trigger:",
                   near.empty() ? "" : concat({"; did you mean '", near, ":'?"}),
                   "; [:] stands for a colon in a name"});
  }
  if (pattern.empty()) return concat({"has no name behind '", kind, "'; * stands for all"});
  if (auto problem = problem_of_part(pattern)) return problem;
  const auto [table, name] = split_part(pattern);
  if (name.empty()) return "has no name behind its last dot; .* stands for all";
  if (!table) return std::nullopt;
  if (table->empty()) return "has no table before its dot; *. stands for any";
  if (dot_of(*table) == std::string_view::npos) return std::nullopt;
  auto problem = problem_of_names(*table);
  if (problem && problem->starts_with("has more than one dot"))
    return "has more than two dots: schema, table and name; [.] stands for one in a name";
  return problem;
}

}  // namespace

std::string_view to_string(Part part) {
  for (const auto& [known, name] : part_names) {
    if (known == part) return name;
  }
  return {};
}

bool matches(std::string_view pattern_text, std::string_view text_text, LetterCase letters) {
  const std::u32string pattern = characters_of(pattern_text), text = characters_of(text_text);
  const auto same = [&](char32_t a, char32_t b) {
    return a == b || (letters == LetterCase::ignored && folded(a) == folded(b));
  };
  // If the rest after the last star does not match, try again one character later.
  std::size_t star = std::u32string::npos, star_text = 0;
  std::size_t at = 0, in_text = 0;
  for (;;) {
    if (at < pattern.size() && pattern[at] == U'*') {
      star = ++at;
      star_text = in_text;
      continue;
    }
    if (in_text == text.size()) {
      return at == pattern.size();
    }
    bool fits = false;
    std::size_t next = at + 1;
    if (at < pattern.size()) {
      const std::size_t end =
          pattern[at] == U'[' ? end_of_bracket(pattern, at) : std::u32string::npos;
      if (end != std::u32string::npos) {
        fits = bracket_has(pattern, at, end, text[in_text], letters);
        next = end + 1;
      } else {
        fits = pattern[at] == U'?' || same(pattern[at], text[in_text]);
      }
    }
    if (fits) {
      at = next;
      ++in_text;
    } else if (star != std::u32string::npos) {
      at = star;
      in_text = ++star_text;
    } else {
      return false;
    }
  }
}

bool matches(std::string_view pattern, const Name& name, std::string_view default_schema,
             LetterCase letters) {
  const std::size_t dot = dot_of(pattern);
  if (dot == std::string_view::npos) return matches(pattern, name.name, letters);
  const std::string_view schema = name.schema.empty() ? default_schema : name.schema;
  return matches(pattern.substr(0, dot), schema, letters) &&
         matches(pattern.substr(dot + 1), name.name, letters);
}

std::optional<std::string> problem_of_schema_pattern(std::string_view pattern) {
  if (pattern.empty()) return "is empty";
  if (dot_of(pattern) != std::string_view::npos)
    return "has a dot, and is for a schema alone; [.] stands for a dot in its name";
  return problem_of_part(pattern);
}

std::optional<std::string> problem_of_name_pattern(std::string_view pattern) {
  const std::string_view kind = kind_of_pattern(pattern);
  return kind.empty() ? problem_of_names(pattern)
                      : problem_of_part_pattern(kind, pattern.substr(kind.size()));
}

const std::string* Filter::excluding(const Name& name, std::string_view default_schema,
                                     LetterCase letters) const {
  const auto found = std::find_if(exclude.begin(), exclude.end(), [&](const std::string& pattern) {
    return kind_of_pattern(pattern).empty() && matches(pattern, name, default_schema, letters);
  });
  return found == exclude.end() ? nullptr : &*found;
}

const std::string* Filter::excluding(Part part, const Name& table, std::string_view name,
                                     std::string_view default_schema, LetterCase letters) const {
  for (const std::string& pattern : exclude) {
    const std::string_view kind = kind_of_pattern(pattern);
    if (!is_for(kind, part)) continue;
    const auto [of_table, of_name] = split_part(std::string_view(pattern).substr(kind.size()));
    if (of_table && !matches(*of_table, table, default_schema, letters)) continue;
    if (matches(of_name, name, letters)) return &pattern;
  }
  return nullptr;
}

std::optional<std::string> Filter::problem(std::string_view exclude_source,
                                           std::string_view schemas_source) const {
  using ProblemOf = std::optional<std::string> (*)(std::string_view);
  const auto problem_in = [](const std::vector<std::string>& patterns, std::string_view source,
                             ProblemOf problem_of) -> std::optional<std::string> {
    for (const std::string& pattern : patterns) {
      if (const auto found = problem_of(pattern))
        return std::string(source) + ": the pattern '" + pattern + "' " + *found;
    }
    return std::nullopt;
  };
  if (auto found = problem_in(exclude, exclude_source, problem_of_name_pattern)) return found;
  return problem_in(schemas, schemas_source, problem_of_schema_pattern);
}

bool Filter::includes_schema(std::string_view schema, LetterCase letters) const {
  return schemas.empty() ||
         std::any_of(schemas.begin(), schemas.end(),
                     [&](const std::string& pattern) { return matches(pattern, schema, letters); });
}

}  // namespace limbeck::schema
