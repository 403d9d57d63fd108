#include "migrations/schema/other_objects.h"

#include <algorithm>
#include <array>
#include <utility>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/sql_text/rewrite.h"
#include "migrations/text/concat.h"

namespace limbeck::schema {
namespace {

constexpr std::array other_kinds{
#define LIMBECK_OTHER_OBJECT(words, dialect, is_named, table, is_of_database, is_administrators) \
  OtherObjectKind{words, dialect, is_named, TableInName::table, is_of_database, is_administrators},
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

/// The part of a name that is the name of its table: where it begins, and its length.
std::optional<std::pair<std::size_t, std::size_t>> place_of_table(std::string_view name) {
  const OtherObjectKind* kind = kind_of_other(name);
  if (kind == nullptr || name.size() <= kind->words().size()) return std::nullopt;
  const std::size_t start = kind->words().size() + 1;
  const auto until = [&](std::initializer_list<std::string_view> ends) {
    std::size_t end = name.size();
    for (const std::string_view text : ends) end = std::min(end, name.find(text, start));
    return std::optional(std::pair(start, end - start));
  };
  const auto after = [&](std::string_view word) {
    const std::size_t at = name.rfind(word);
    return at == std::string_view::npos
               ? std::nullopt
               : std::optional(std::pair(at + word.size(), name.size() - at - word.size()));
  };
  switch (kind->table) {
    case TableInName::not_a_part:
    case TableInName::nowhere:
      return std::nullopt;
    case TableInName::whole:
      return until({});
    case TableInName::before_point:
      return until({"."});
    case TableInName::before_from:
      return until({" FROM "});
    case TableInName::before_grantee:
      return until({" TO ", " FROM ", "."});
    case TableInName::after_on: {
      const auto place = after(" ON ");
      const bool is_domain = place && name.substr(place->first).starts_with("DOMAIN ");
      return is_domain ? std::nullopt : place;
    }
    case TableInName::after_of:
      return after(" OF ");
  }
  return std::nullopt;
}

std::string with_name_replaced(const std::string& sql, const std::string& from,
                               const std::string& to) {
  std::vector<sql_text::Replacement> names;
  const std::vector<sql_text::Token> tokens = sql_text::lex(sql);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_name = tokens[i].kind == sql_text::Token::Kind::word ||
                         tokens[i].kind == sql_text::Token::Kind::quoted;
    if (is_name && folded_name(tokens[i]) == from) names.push_back({i, to});
  }
  return sql_text::with_names(sql, std::move(names));
}

}  // namespace

bool is_part(const OtherObject& object) {
  const OtherObjectKind* kind = kind_of_other(object.name.name);
  return kind != nullptr && kind->table != TableInName::not_a_part;
}

bool is_of_database(const OtherObject& object) {
  const OtherObjectKind* kind = kind_of_other(object.name.name);
  return kind != nullptr && kind->is_of_database;
}

bool is_administrators(const OtherObject& object) {
  const OtherObjectKind* kind = kind_of_other(object.name.name);
  if (kind == nullptr) return false;
  return kind->is_administrators ||
         (kind->words() == "grant" && object.name.name.ends_with(" SCHEMA"));
}

std::string cast_types(std::string_view types) {
  const auto tokens = sql_text::solid_tokens(types);
  const auto as =
      std::ranges::find_if(tokens, [](const auto& token) { return is_word(token, "as"); });
  if (as == tokens.end()) return std::string(types);
  const auto before = static_cast<std::size_t>(as->text.data() - types.data());
  return concat({argument_types(types.substr(0, before)), " AS ",
                 argument_types(types.substr(before + as->text.size()))});
}

std::optional<Name> table_of(const OtherObject& object) {
  const auto place = place_of_table(object.name.name);
  if (!place) return std::nullopt;
  return Name{object.name.schema, object.name.name.substr(place->first, place->second)};
}

OtherObject with_table_renamed(OtherObject object, const Name& table, const std::string& new_name) {
  if (table_of(object) != table) return object;
  const auto place = place_of_table(object.name.name);
  object.name.name.replace(place->first, place->second, new_name);
  object.create = with_name_replaced(object.create, table.name, new_name);
  object.drop = with_name_replaced(object.drop, table.name, new_name);
  return object;
}

}  // namespace limbeck::schema
