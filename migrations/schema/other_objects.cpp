#include "migrations/schema/other_objects.h"

#include <algorithm>
#include <array>
#include <utility>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::schema {
namespace {

constexpr std::array other_kinds{
#define LIMBECK_OTHER_OBJECT(words, dialect, is_named, is_part, is_of_database) \
  OtherObjectKind{words, dialect, is_named, is_part, is_of_database},
#include "migrations/schema/other_object_kinds.def"
#undef LIMBECK_OTHER_OBJECT
};

}  // namespace

const OtherObjectKind* kind_of_other(std::string_view name) {
  const OtherObjectKind* longest = nullptr;
  for (const OtherObjectKind& kind : other_kinds) {
    const bool begins = name.starts_with(kind.words()) &&
                        (name.size() == kind.words().size() || name[kind.words().size()] == ' ');
    if (begins && (longest == nullptr || kind.words().size() > longest->words().size()))
      longest = &kind;
  }
  return longest;
}

std::optional<Name> named_in_sql(const OtherObject& object) {
  const OtherObjectKind* kind = kind_of_other(object.name.name);
  if (kind == nullptr || !kind->is_named || object.name.name.size() <= kind->words().size())
    return std::nullopt;
  std::string name = object.name.name.substr(kind->words().size() + 1);
  // `median(numeric)`, `int4_ops USING btree`.
  for (const std::string_view end : {"(", " USING "})
    name.resize(std::min(name.find(end), name.size()));
  return Name{object.name.schema, name};
}

namespace {

/// What of the name of a part is the name of its table: from, and how many bytes.
std::optional<std::pair<std::size_t, std::size_t>> place_of_table(std::string_view name) {
  const OtherObjectKind* kind = kind_of_other(name);
  if (kind == nullptr || !kind->is_part || name.size() <= kind->words().size()) return std::nullopt;
  const std::size_t start = kind->words().size() + 1;
  const auto until = [&](std::initializer_list<std::string_view> ends) {
    std::size_t end = name.size();
    for (const std::string_view text : ends) end = std::min(end, name.find(text, start));
    return std::pair(start, end - start);
  };
  const std::string_view words = kind->words();
  if (words == "comment on schema" || words == "publication" || words == "default privileges" ||
      words == "statistics")
    return std::nullopt;
  if (words.starts_with("index ") || words == "comment on index") {
    const std::size_t of = name.rfind(" OF ");
    if (of == std::string_view::npos) return std::nullopt;
    return std::pair(of + 4, name.size() - of - 4);
  }
  if (words == "inheritance") return until({" FROM "});
  if (words == "grant") return until({" TO ", " FROM ", "."});
  if (words.starts_with("column ") || words == "comment on column" || words == "view default" ||
      words == "sequence name" || words.starts_with("partition default") ||
      words.starts_with("partition not null")) {
    return until({"."});
  }
  const std::size_t on = name.rfind(" ON ");
  if (on == std::string_view::npos) return until({});
  if (name.substr(on + 4).starts_with("DOMAIN ")) return std::nullopt;
  return std::pair(on + 4, name.size() - on - 4);
}

std::string with_words_renamed(const std::string& sql, const std::string& from,
                               const std::string& to) {
  std::string renamed;
  for (const sql_text::Token& token : sql_text::lex(sql)) {
    const bool is_it = (token.kind == sql_text::Token::Kind::word ||
                        token.kind == sql_text::Token::Kind::quoted) &&
                       folded_name(token) == from;
    renamed += is_it ? sql_text::spelled_like(token, to) : std::string(token.text);
  }
  return renamed;
}

}  // namespace

std::optional<Name> table_of(const OtherObject& object) {
  const auto place = place_of_table(object.name.name);
  if (!place) return std::nullopt;
  return Name{object.name.schema, object.name.name.substr(place->first, place->second)};
}

OtherObject with_table_renamed(OtherObject object, const Name& table, const std::string& new_name) {
  if (table_of(object) != table) return object;
  const auto place = place_of_table(object.name.name);
  object.name.name.replace(place->first, place->second, new_name);
  object.create = with_words_renamed(object.create, table.name, new_name);
  object.drop = with_words_renamed(object.drop, table.name, new_name);
  return object;
}

}  // namespace limbeck::schema
