#include "migrations/schema/enum_values.h"

#include <algorithm>
#include <array>
#include <optional>

#include "migrations/schema/array_literal.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/object_text.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::schema {
namespace {

using Kind = sql_text::Token::Kind;

enum class Is : unsigned char { other, perhaps, value };

/// What an operand is: whether a value of the enum, or an array of those.
struct Operand {
  Is is = Is::perhaps;
  bool array = false;
};

constexpr Operand unknown{};
constexpr Operand other{Is::other};

template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
  return std::ranges::any_of(
      words, [&](std::string_view one) { return sql_text::equal_ignoring_case(word, one); });
}

bool compares(std::string_view symbol) {
  constexpr std::array<std::string_view, 10> operators{"=",  "==", "<>", "!=", "<",
                                                       "<=", ">=", "@>", "<@", "&&"};
  return symbol == ">" || is_one_of(symbol, operators);
}

bool takes_text(std::string_view word) {
  constexpr std::array<std::string_view, 11> operators{
      "like", "ilike", "to", "glob", "->", "->>", "#>", "#>>", "~", "!~", "collate"};
  return is_one_of(word, operators);
}

/// Functions whose value has the type of their arguments, or of their elements.
bool keeps_type(std::string_view function) {
  constexpr std::array<std::string_view, 4> functions{"coalesce", "nullif", "greatest", "least"};
  return is_one_of(function, functions);
}
bool takes_element(std::string_view function) {
  constexpr std::array<std::string_view, 6> functions{"array_append",    "array_position",
                                                      "array_positions", "array_prepend",
                                                      "array_remove",    "array_replace"};
  return is_one_of(function, functions);
}
bool gives_text(std::string_view function) {
  constexpr std::array<std::string_view, 14> functions{
      "btrim", "concat", "format",  "left",   "length",    "lower",   "ltrim",
      "md5",   "right",  "replace", "substr", "substring", "to_char", "upper"};
  return is_one_of(function, functions);
}

bool is_keyword(std::string_view word) {
  constexpr std::array<std::string_view, 22> words{
      "all",    "and", "any", "array", "as", "between", "case",   "cast", "else", "end",  "from",
      "having", "in",  "is",  "not",   "on", "or",      "select", "some", "then", "when", "where"};
  return is_one_of(word, words);
}

bool has_literal(std::string_view sql) { return sql.find_first_of("'$") != std::string_view::npos; }

/// Whether it is worth reading the text for the value: spelled without escapes, it is in it.
bool may_say(std::string_view sql, std::string_view value) {
  return has_literal(sql) && (value.find_first_of("'\"\\") != std::string_view::npos ||
                              sql.find(value) != std::string_view::npos);
}

/// How the columns of a partition key are called where its partitions' bounds are read.
constexpr std::string_view bound_name = "bound ";

}  // namespace

/// One text, for one enum. Places are those of its tokens without space.
class EnumText {
 public:
  EnumText(const EnumValues& values, std::string_view sql, const std::vector<Column>& columns,
           const Type* type)
      : values_(values), tokens_(sql_text::lex(sql)), columns_(columns), type_(type) {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::space) solid_.push_back(i);
    }
  }

  std::vector<SaidValue> said() const {
    std::vector<SaidValue> all;
    each_literal([&](std::size_t, const std::string& text, Operand operand) {
      const bool certain = operand.is == Is::value;
      const auto elements = operand.array || !certain ? array_elements(text) : std::nullopt;
      if (!elements) {
        if (!(certain && operand.array)) all.push_back({text, certain});
        return;
      }
      for (const ArrayElement& element : *elements) {
        if (!element.null) all.push_back({element.value, certain});
      }
    });
    return all;
  }

  std::string renamed(std::string_view value, std::string_view new_value) {
    std::vector<std::pair<std::size_t, std::string>> changes;
    each_literal([&](std::size_t at, const std::string& text, Operand operand) {
      if (operand.is != Is::value) return;
      const std::string changed =
          operand.array ? renamed_element(text, value, new_value)
                        : std::string(text == value ? new_value : std::string_view(text));
      if (changed != text) changes.emplace_back(solid_[at], sql_text::in_quotes(changed, '\''));
    });
    std::string result;
    auto change = changes.begin();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const bool changes_here = change != changes.end() && change->first == i;
      result += changes_here ? (change++)->second : std::string(tokens_[i].text);
    }
    return result;
  }

 private:
  using At = std::ptrdiff_t;  ///< a place, or one outside

  static std::string renamed_element(const std::string& text, std::string_view value,
                                     std::string_view new_value) {
    std::string result;
    std::size_t at = 0;
    for (const ArrayElement& element : array_elements(text).value_or(std::vector<ArrayElement>())) {
      if (element.null || element.value != value) continue;
      result += concat({text.substr(at, element.begin - at), array_element(new_value)});
      at = element.end;
    }
    return result + text.substr(at);
  }

  template <class Visit>
  void each_literal(const Visit& visit) const {
    for (std::size_t i = 0; i < solid_.size(); ++i) {
      const sql_text::Token& token = tokens_[solid_[i]];
      if (token.kind != Kind::string) continue;
      const auto text = sql_text::text_of(token);
      if (!text) continue;
      const Operand operand = literal_at(static_cast<At>(i));
      if (operand.is != Is::other) visit(i, *text, operand);
    }
  }

  const sql_text::Token& token(At at) const {
    static const sql_text::Token none{Kind::space, {}};
    return at < 0 || at >= static_cast<At>(solid_.size())
               ? none
               : tokens_[solid_[static_cast<std::size_t>(at)]];
  }
  bool is_symbol(At at, std::string_view symbol) const {
    return token(at).kind == Kind::symbol && token(at).text == symbol;
  }
  bool has_word(At at, std::string_view word) const { return is_word(token(at), word); }
  bool is_name(At at) const {
    return token(at).kind == Kind::quoted ||
           (token(at).kind == Kind::word && !is_keyword(token(at).text));
  }
  // As PostgreSQL folds it.
  std::string name_at(At at) const { return folded_name(token(at)); }

  /// The bracket that belongs to the one at `at`; a place outside where there is none.
  At partner(At at) const {
    const bool opens = is_symbol(at, "(") || is_symbol(at, "[");
    int depth = 0;
    for (At i = at; i >= 0 && i < static_cast<At>(solid_.size()); i += opens ? 1 : -1) {
      if (is_symbol(i, "(") || is_symbol(i, "[")) ++depth;
      if (is_symbol(i, ")") || is_symbol(i, "]")) --depth;
      if (depth == 0) return i;
    }
    return -1;
  }
  /// The bracket that is open at `at`; a place outside where none is.
  At opened_before(At at) const {
    int depth = 0;
    for (At i = at - 1; i >= 0; --i) {
      if (is_symbol(i, ")") || is_symbol(i, "]")) ++depth;
      if ((is_symbol(i, "(") || is_symbol(i, "[")) && depth-- == 0) return i;
    }
    return -1;
  }

  Operand of(const Type& type) const {
    return values_.is_type(type) ? Operand{Is::value, values_.is_array(type)} : other;
  }

  /// The type that stands at `at`, and the place after it.
  std::pair<Operand, At> type_at(At at) const {
    if (!is_name(at)) return {unknown, at};
    Name name{{}, name_at(at++)};
    if (is_symbol(at, ".") && is_name(at + 1)) {
      name = {std::move(name.name), name_at(at + 1)};
      at += 2;
    }
    bool array = values_.arrays_.contains(name);
    while (is_symbol(at, "[")) {
      array = true;
      at = partner(at);
      if (at < 0) return {unknown, at};
      ++at;
    }
    if (has_word(at, "array")) array = true;
    return {values_.spellings_.contains(name) ? Operand{Is::value, array} : other, at};
  }

  /// What a cast behind the operand that ends at `at` makes of it.
  std::optional<Operand> cast_after(At at) const {
    if (!is_symbol(at + 1, "::")) return std::nullopt;
    const auto [first, end] = type_at(at + 2);
    // 'one'::text::kind is a text in between, which no rename of a value follows.
    if (first.is == Is::other && is_symbol(end, "::") && type_at(end + 1).first.is == Is::value)
      return unknown;
    return first;
  }

  Operand literal_at(At at) const {
    if (is_name(at - 1)) {
      const Name name{is_symbol(at - 2, ".") ? name_at(at - 3) : std::string(), name_at(at - 1)};
      if (values_.spellings_.contains(name)) return {Is::value, values_.arrays_.contains(name)};
    }
    return in_context(at, at);
  }

  /// What stands from `first` to `last` must be for its surroundings to make sense.
  Operand in_context(At first, At last) const {
    while (true) {
      if (const auto cast = cast_after(last)) return *cast;
      if (has_word(first - 2, "cast") && is_symbol(first - 1, "(") && has_word(last + 1, "as"))
        return type_at(last + 2).first;
      const bool alone = is_symbol(first - 1, "(") && is_symbol(last + 1, ")");
      const bool called = is_name(first - 2) || has_word(first - 2, "in") ||
                          is_quantifier(first - 2) || has_word(first - 2, "cast");
      if (!alone || called) break;
      --first;
      ++last;
    }
    if (type_ != nullptr && first == 0 && last + 1 == static_cast<At>(solid_.size()))
      return of(*type_);
    return beside(first, last);
  }

  bool is_quantifier(At at) const {
    return has_word(at, "any") || has_word(at, "all") || has_word(at, "some");
  }

  Operand beside(At first, At last) const {
    const sql_text::Token& before = token(first - 1);
    const sql_text::Token& after = token(last + 1);
    if (takes_text(before.text) || takes_text(after.text)) return other;
    if (before.kind == Kind::symbol && compares(before.text)) return ending_at(first - 2);
    if (after.kind == Kind::symbol && compares(after.text)) return starting_at(last + 2);
    if (is_word(before, "from") && has_word(first - 2, "distinct"))
      return ending_at(before_not(before_word(first - 3, "is", "not")));
    if (is_word(after, "is") && has_word(last + 2, "distinct")) return starting_at(last + 4);
    if (is_word(after, "is") && has_word(last + 3, "distinct")) return starting_at(last + 5);
    if (is_word(before, "symmetric")) return ending_at(before_not(first - 3));
    if (is_word(before, "between")) return ending_at(before_not(first - 2));
    if (is_word(before, "and") && has_word(first - 3, "between"))
      return ending_at(before_not(first - 4));
    if (is_word(before, "when") && is_word(after, "then")) return case_operand(first - 1);
    return listed(first, last);
  }

  At before_not(At at) const { return has_word(at, "not") ? at - 1 : at; }
  // Over `a` and `b` in front of it: IS NOT DISTINCT FROM.
  At before_word(At at, std::string_view a, std::string_view b) const {
    while (has_word(at, a) || has_word(at, b)) --at;
    return at;
  }

  /// What a CASE with this WHEN compares, where it compares.
  Operand case_operand(At when) const {
    int depth = 0;
    for (At at = when - 1; at >= 0; --at) {
      if (has_word(at, "end")) ++depth;
      if (!has_word(at, "case") || depth-- > 0) continue;
      if (has_word(at + 1, "when")) return other;
      At end = at + 1;
      while (end < when && !has_word(end, "when")) ++end;
      return ending_at(end - 1);
    }
    return unknown;
  }

  /// An element of an array, of a list after IN, of a function's arguments.
  Operand listed(At first, At last) const {
    const auto ends = [&](At at, std::string_view bracket, std::string_view square) {
      return is_symbol(at, bracket) || is_symbol(at, square) || is_symbol(at, ",");
    };
    if (!ends(first - 1, "(", "[") || !ends(last + 1, ")", "]")) return unknown;
    const At open = opened_before(first);
    const At close = open < 0 ? -1 : partner(open);
    if (close < 0) return unknown;
    if (is_symbol(open, "[")) {
      if (has_word(open - 1, "array")) return element(in_context(open - 1, close));
      // ARRAY[['one'], ['two']]
      return is_symbol(open - 1, "[") || is_symbol(open - 1, ",") ? element(listed(open, close))
                                                                  : unknown;
    }
    if (has_word(open - 1, "in")) return ending_at(before_not(open - 2));
    if (has_word(open - 1, "from") || has_word(open - 1, "to")) return bound(open, first);
    if (is_quantifier(open - 1)) {
      const Operand compared = ending_at(open - 3);
      return {compared.is, true};
    }
    return is_name(open - 1) ? argument(token(open - 1).text, open, close, first) : unknown;
  }

  // FROM ('one', 1) TO ('two', 5), of a partition.
  Operand bound(At open, At at) const {
    const auto commas = std::count_if(solid_.begin() + open, solid_.begin() + at,
                                      [&](std::size_t i) { return tokens_[i].text == ","; });
    return column(concat({bound_name, std::to_string(commas)}));
  }

  static Operand element(Operand array) { return {array.is, false}; }

  /// What the other arguments say about the one at `self`.
  Operand argument(std::string_view function, At open, At close, At self) const {
    const bool keeps = keeps_type(function) || sql_text::equal_ignoring_case(function, "array_cat");
    if (!keeps && !takes_element(function)) return gives_text(function) ? other : unknown;
    for (At start = open + 1; start < close;) {
      At end = start;
      while (end < close && !is_symbol(end, ",")) {
        const bool opens = is_symbol(end, "(") || is_symbol(end, "[");
        const At over = opens ? partner(end) : end;
        if (over < 0) return unknown;
        end = over + 1;
      }
      if (start != self && token(start).kind != Kind::string) {
        const Operand found = starting_at(start);
        if (found.is != Is::perhaps) return keeps ? found : element(found);
      }
      start = end + 1;
    }
    return unknown;
  }

  Operand column(const std::string& name) const {
    // SQLite's names are the same in any case.
    const auto folded = [&](const Column& one) {
      return sql_text::equal_ignoring_case(one.name, name);
    };
    const bool exact =
        std::ranges::any_of(columns_, [&](const Column& one) { return one.name == name; });
    std::optional<Operand> found;
    for (const Column& one : columns_) {
      if (exact ? one.name != name : !folded(one)) continue;
      const Operand meant = of(one.type);
      // Of several tables, and of another type in each.
      if (found && (found->is != meant.is || found->array != meant.array)) return unknown;
      found = meant;
    }
    return found.value_or(unknown);
  }

  Operand call(At open) const {
    const std::string_view function = token(open - 1).text;
    if (gives_text(function)) return other;
    const At close = partner(open);
    return keeps_type(function) && close >= 0 ? argument(function, open, close, -1) : unknown;
  }

  Operand ending_at(At at) const {
    if (token(at).kind == Kind::number) return other;
    if (is_symbol(at, "]")) {
      const At open = partner(at);
      if (open < 0) return unknown;
      At name = open - 1;  // of a type, behind `::`
      if (open + 1 == at && is_name(name)) {
        if (is_symbol(name - 1, ".")) name -= 2;
        return is_symbol(name - 1, "::") ? type_at(name).first : unknown;
      }
      return is_name(open - 1) ? element(ending_at(open - 1)) : unknown;
    }
    if (is_symbol(at, ")")) {
      const At open = partner(at);
      if (open < 0) return unknown;
      if (has_word(open - 1, "cast")) {
        At as = at;
        while (as > open && !has_word(as, "as")) --as;
        return type_at(as + 1).first;
      }
      return is_name(open - 1) ? call(open) : within(open, at);
    }
    if (!is_name(at)) return unknown;
    At start = at;
    while (is_symbol(start - 1, ".") && is_name(start - 2)) start -= 2;
    return is_symbol(start - 1, "::") ? type_at(start).first : column(name_at(at));
  }

  Operand starting_at(At at) const {
    if (token(at).kind == Kind::number) return other;
    if (is_quantifier(at) && is_symbol(at + 1, "(")) return element(starting_at(at + 2));
    if (has_word(at, "array") && is_symbol(at + 1, "[")) {
      const At close = partner(at + 1);
      return close < 0 ? unknown : cast_after(close).value_or(unknown);
    }
    if (has_word(at, "cast") && is_symbol(at + 1, "(")) {
      const At close = partner(at + 1);
      return close < 0 ? unknown : ending_at(close);
    }
    if (is_symbol(at, "(")) {
      const At close = partner(at);
      return close < 0 ? unknown : cast_after(close).value_or(within(at, close));
    }
    if (!is_name(at))
      return token(at).kind == Kind::string ? cast_after(at).value_or(unknown) : unknown;
    while (is_symbol(at + 1, ".") && is_name(at + 2)) at += 2;
    if (is_symbol(at + 1, "(")) {
      const At close = partner(at + 1);
      return close < 0 ? unknown : cast_after(close).value_or(call(at + 1));
    }
    if (is_symbol(at + 1, "[")) {
      const At close = partner(at + 1);
      return close < 0 ? unknown : cast_after(close).value_or(element(column(name_at(at))));
    }
    return cast_after(at).value_or(column(name_at(at)));
  }

  /// One operand in brackets, and nothing else.
  Operand within(At open, At close) const {
    for (At at = open + 1; at < close; ++at) {
      const bool part = is_name(at) || is_symbol(at, ".") || is_symbol(at, "::") ||
                        is_symbol(at, "[") || is_symbol(at, "]") || is_symbol(at, "(") ||
                        is_symbol(at, ")");
      if (!part) return unknown;
    }
    return starting_at(open + 1);
  }

  const EnumValues& values_;
  std::vector<sql_text::Token> tokens_;
  std::vector<std::size_t> solid_;
  const std::vector<Column>& columns_;
  const Type* type_;
};

std::vector<Column> columns_of_bounds(const Table& partitioned, const Table& source) {
  std::vector<Column> columns;
  int depth = 0;
  std::vector<sql_text::Token> part;
  const auto finish = [&] {
    const Column* column = part.size() == 1 ? find_column(source, name_of(part[0])) : nullptr;
    if (column == nullptr && part.size() == 1)
      column = find_column(source, sql_text::lower_case(part[0].text));
    if (column != nullptr) {
      Column named = *column;
      named.name = concat({bound_name, std::to_string(columns.size())});
      columns.push_back(std::move(named));
    } else {
      columns.push_back({.name = "an expression"});
    }
    part.clear();
  };
  for (const sql_text::Token& token : sql_text::lex(partitioned.partition_by)) {
    if (token.kind == Kind::space) continue;
    if (token.text == ")" && --depth == 0) break;
    if (depth == 1 && token.text == ",") {
      finish();
    } else if (depth > 0) {
      part.push_back(token);
    }
    if (token.text == "(") ++depth;
  }
  finish();
  // FOR VALUES IN ('one')
  columns.push_back(columns.front());
  columns.back().name = "values";
  return columns;
}

EnumValues::EnumValues(const Schema& schema, const Name& type) : types_{type} {
  // A domain may be over another.
  for (std::size_t before = 0; before != types_.size();) {
    before = types_.size();
    for_each_kind([&](const auto& kind) {
      using Thing = ThingOf<decltype(kind)>;
      if constexpr (schema::is_type<Thing> && requires(const Thing& thing) { thing.type; }) {
        for (const Thing& thing : schema.*kind.member) {
          if (!is_type(thing.type)) continue;
          types_.insert(thing.name);
          if (is_array(thing.type)) arrays_.insert(thing.name);
        }
      }
    });
  }
  const auto is_there = [&](const Name& name) {
    return type_called(schema, name) != nullptr || find_table(schema, name) != nullptr;
  };
  for (const Name& name : types_) {
    spellings_.insert(name);
    if (name.schema.empty()) {
      spellings_.insert({"public", name.name});
    } else if (!is_there({"", name.name})) {
      spellings_.insert({"", name.name});
    }
  }
}

bool EnumValues::is_type(const Type& type) const {
  if (type.kind == TypeKind::enumeration) return types_.contains(type.name);
  const auto name = named_type(type);
  return name && types_.contains(*name);
}

bool EnumValues::is_array(const Type& type) const {
  const auto domain = named_type(type);
  return type.dimensions > 0 ||
         (domain && (arrays_.contains(*domain) || to_string(type).find('[') != std::string::npos));
}

bool EnumValues::is_named_in(std::string_view sql) const {
  const auto tokens = sql_text::lex(sql);
  return std::ranges::any_of(tokens, [&](const sql_text::Token& token) {
    if (token.kind != Kind::word && token.kind != Kind::quoted) return false;
    const std::string name = folded_name(token);
    return std::ranges::any_of(types_, [&](const Name& type) { return type.name == name; });
  });
}

std::vector<SaidValue> EnumValues::said_in(std::string_view sql,
                                           const std::vector<Column>& columns) const {
  if (!has_literal(sql)) return {};
  return EnumText(*this, sql, columns, nullptr).said();
}

std::vector<SaidValue> EnumValues::said_in_value(std::string_view sql, const Type& type) const {
  if (!has_literal(sql)) return {};
  return EnumText(*this, sql, {}, &type).said();
}

std::string EnumValues::renamed_in(std::string_view sql, const std::vector<Column>& columns,
                                   std::string_view value, std::string_view new_value) const {
  if (!may_say(sql, value)) return std::string(sql);
  return EnumText(*this, sql, columns, nullptr).renamed(value, new_value);
}

std::string EnumValues::renamed_in_value(std::string_view sql, const Type& type,
                                         std::string_view value, std::string_view new_value) const {
  if (!may_say(sql, value)) return std::string(sql);
  return EnumText(*this, sql, {}, &type).renamed(value, new_value);
}

}  // namespace limbeck::schema
