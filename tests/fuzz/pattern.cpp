// The patterns of a project: which tables belong to others, and how names are made. The input is
// texts, the first of them a letter: `g`lob and a text, `x` a pattern for names and a name, `n`
// entries of a naming convention.
#include <algorithm>

#include "migrations/schema/filter.h"
#include "migrations/schema/naming_pattern.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;

namespace {

/// For patterns of `*`, `?` and ASCII: tries every way.
bool matches_some_way(std::string_view pattern, std::string_view text) {
  std::vector<bool> ends(text.size() + 1);  // of prefixes that the pattern so far stands for
  ends[0] = true;
  for (const char c : pattern) {
    std::vector<bool> next(text.size() + 1);
    if (c == '*') next[0] = ends[0];
    for (std::size_t i = 0; i < text.size(); ++i)
      next[i + 1] = c == '*' ? ends[i + 1] || next[i] : ends[i] && (c == '?' || c == text[i]);
    ends = next;
  }
  return ends.back();
}

bool is_plain(std::string_view text) {
  return text.find('[') == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

void try_glob(std::string_view pattern, std::string_view text) {
  const bool found = schema::matches(pattern, text);
  if (is_plain(pattern) && is_plain(text) && text.size() < 200 && pattern.size() < 200)
    fuzz::require(found == matches_some_way(pattern, text), "a pattern is tried every way",
                  std::string(pattern) + "\n" + std::string(text));
  // `[!a]` leaves out more where the case does not count.
  fuzz::require(
      !found || !is_plain(pattern) || schema::matches(pattern, text, schema::LetterCase::ignored),
      "what fits by its letters fits in any case", pattern);
  fuzz::require(schema::matches("*", text), "a star is anything", text);
}

void try_exclude(std::string_view pattern, const schema::Name& name) {
  const schema::Filter filter{.exclude = {std::string(pattern)}, .schemas = {}};
  const auto problem = filter.problem("EXCLUDE_TABLES", "INCLUDE_SCHEMAS");
  fuzz::require(!problem || !problem->empty(), "a pattern that is refused is told why", pattern);
  for (const auto letters : {schema::LetterCase::counts, schema::LetterCase::ignored}) {
    (void)filter.excluding(name, "public", letters);
    for (const auto part : {schema::Part::column, schema::Part::constraint, schema::Part::index,
                            schema::Part::trigger})
      (void)filter.excluding(part, name, name.name, "public", letters);
    (void)filter.includes_schema(name.schema, letters);
  }
}

void try_naming(const std::vector<std::string>& entries, std::string_view name) {
  const auto naming = schema::naming_of_models(entries);
  if (const auto* problem = std::get_if<std::string>(&naming))
    return fuzz::require(!problem->empty(), "a convention that is refused is told why");
  const schema::NameParts parts{.table = name,
                                .columns = {std::string(name), "b"},
                                .referred_table = name,
                                .referred_columns = {"id"}};
  for (const char* kind : {"ix", "uq", "ck", "fk", "pk", "ex"}) {
    const std::string made = std::get<schema::NamingConvention>(naming).name(kind, parts);
    fuzz::require(made.size() <= 63, "a name is no longer than PostgreSQL keeps them", made);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string_view> texts = fuzz::texts_of(fuzz::text_of(data, size));
  texts.resize(std::max<std::size_t>(texts.size(), 4));
  if (texts[0] == "g") try_glob(texts[1], texts[2]);
  if (texts[0] == "x") try_exclude(texts[1], {std::string(texts[2]), std::string(texts[3])});
  if (texts[0] == "n") try_naming({texts.begin() + 2, texts.end()}, texts[1]);
  return 0;
}
