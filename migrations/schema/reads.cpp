#include "migrations/schema/reads.h"

#include <algorithm>
#include <array>
#include <set>

#include "migrations/schema/system_columns.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::schema {
namespace {

using Kind = sql_text::Token::Kind;

constexpr std::size_t none = static_cast<std::size_t>(-1);

template <std::size_t N>
bool is_any_word(const sql_text::Token& token, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return is_word(token, word); });
}

constexpr std::array<std::string_view, 3> query_words{"select", "with", "values"};
// What ends a FROM clause.
constexpr std::array<std::string_view, 12> later_clauses{
    "where", "group",  "order",     "having", "limit", "window",
    "union", "except", "intersect", "offset", "fetch", "returning"};
// What can follow a table in a FROM clause and is no alias.
constexpr std::array<std::string_view, 12> after_tables{"join",  "left",        "right",   "inner",
                                                        "full",  "cross",       "natural", "on",
                                                        "using", "tablesample", "for",     "as"};

// After which an expression goes on; after any other word a name in quotes is one that is given.
constexpr std::array<std::string_view, 27> before_operands{
    "select", "distinct", "all",    "and",  "or",   "not",    "is",      "in",    "like",
    "ilike",  "glob",     "regexp", "case", "when", "then",   "else",    "where", "having",
    "by",     "on",       "set",    "from", "to",   "escape", "between", "limit", "any"};

// A table in a FROM clause. Without a name it is a subquery, a function or a name of a WITH clause.
struct Source {
  Name name;
  std::string alias;
  std::size_t token = none;
};

struct Query {
  std::size_t around = none;  ///< the query that this one stands in
  std::vector<Source> sources = {};
  std::set<std::string> with = {};  ///< names of its WITH clause
};

struct Reference {
  std::size_t query = 0;
  std::vector<std::size_t> tokens;  ///< `s.t.c` has three
  bool star = false;                ///< `*`, or `t.*`, whose `*` is in no token
  bool is_column = false;           ///< in double quotes where no name is given: nothing else
};

// Takes an expression to pieces: its queries, and the names that can be columns.
class Parser {
 public:
  Parser(const std::vector<sql_text::Token>& tokens, const Name& row) : tokens_(tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].kind != Kind::space) solid_.push_back(i);
    }
    queries_.push_back({.sources = {{row, row.name, none}}});
    frames_.push_back({});
  }

  void parse() {
    while (at_ < solid_.size()) take();
  }

  const std::vector<Query>& queries() const { return queries_; }
  const std::vector<Reference>& references() const { return references_; }
  /// Names that the expression itself gives, in lower case.
  const std::set<std::string>& given() const { return given_; }

 private:
  // A pair of brackets: around a query, around tables in a FROM clause, or any other.
  struct Frame {
    std::size_t query = 0;
    bool has_clauses = false;  ///< it is a query's, or stands around tables
    bool in_from = false;
    bool expects_table = false;
    bool in_with = false;
    bool selects = false;  ///< its SELECT was read
  };

  const sql_text::Token& token(std::ptrdiff_t offset = 0) const {
    static const sql_text::Token nothing{Kind::space, {}};
    const auto index = static_cast<std::ptrdiff_t>(at_) + offset;
    return index < 0 || index >= static_cast<std::ptrdiff_t>(solid_.size())
               ? nothing
               : tokens_[solid_[static_cast<std::size_t>(index)]];
  }
  bool is_symbol(std::ptrdiff_t offset, std::string_view text) const {
    return token(offset).kind == Kind::symbol && token(offset).text == text;
  }
  Frame& frame() { return frames_.back(); }

  std::size_t new_query(std::size_t around) {
    queries_.push_back({.around = around});
    return queries_.size() - 1;
  }

  void take() {
    if (is_symbol(0, "(")) return open();
    if (is_symbol(0, ")")) return close();
    if (is_symbol(0, ",") && frame().in_from) frame().expects_table = true;
    if (is_symbol(0, "*") && stands_for_columns()) {
      references_.push_back({frame().query, {}, true});
    }
    if (!is_name(token())) {
      ++at_;
    } else if (token().kind == Kind::word && take_keyword()) {
      ++at_;
    } else if (frame().expects_table) {
      take_source();
    } else if (frame().in_with && is_with_name()) {
      queries_[frame().query].with.insert(sql_text::lower_case(name_of(token())));
      ++at_;
    } else {
      take_reference();
    }
  }

  // The `*` of SELECT *, which is no multiplication.
  bool stands_for_columns() const {
    return is_word(token(-1), "select") || is_word(token(-1), "distinct") ||
           is_word(token(-1), "all") || is_symbol(-1, ",");
  }

  void open() {
    const bool is_query = is_any_word(token(1), query_words);
    Frame inner{.query = frame().query};
    if (is_query) {
      inner.query = new_query(frame().query);
      inner.has_clauses = true;
    } else if (frame().expects_table) {
      inner.has_clauses = inner.in_from = inner.expects_table = true;
    }
    frame().expects_table = false;
    frames_.push_back(inner);
    ++at_;
  }

  void close() {
    if (frames_.size() > 1) frames_.pop_back();
    ++at_;
    // What a subquery in a FROM clause is called.
    if (!frame().in_from) return;
    if (is_word(token(), "as")) ++at_;
    if (is_name(token()) && can_be_alias(token())) {
      queries_[frame().query].sources.push_back({{}, name_of(token()), none});
      ++at_;
    }
  }

  static bool can_be_alias(const sql_text::Token& token) {
    return token.kind == Kind::quoted ||
           !(is_any_word(token, later_clauses) || is_any_word(token, after_tables) ||
             is_word(token, "and") || is_word(token, "or"));
  }

  bool take_keyword() {
    const sql_text::Token& word = token();
    if (is_word(word, "select") || is_word(word, "values")) return start_query();
    if (is_word(word, "with") && !frame().has_clauses && at_ == 0) {
      frame() = {.query = new_query(0), .has_clauses = true, .in_with = true};
      return true;
    }
    if (is_word(word, "as")) return take_as();
    if (!frame().has_clauses) return false;
    if (is_word(word, "with") && !frame().selects) return frame().in_with = true;
    if (is_word(word, "from")) {
      // IS DISTINCT FROM is a comparison.
      const bool compares =
          is_word(token(-1), "distinct") && (is_word(token(-2), "is") || is_word(token(-2), "not"));
      if (!compares) frame().in_from = frame().expects_table = true;
      return true;
    }
    if (is_word(word, "join") && frame().in_from) return frame().expects_table = true;
    if (frame().expects_table && (is_word(word, "lateral") || is_word(word, "only"))) return true;
    if (is_any_word(word, later_clauses) && !is_symbol(1, ".")) {
      frame().in_from = frame().expects_table = false;
      return true;
    }
    return frame().in_from && (is_word(word, "on") || is_word(word, "using"));
  }

  bool start_query() {
    // Without brackets: the expression as a whole is a query.
    if (!frame().has_clauses && frames_.size() == 1) {
      frame() = {.query = new_query(0), .has_clauses = true};
    } else if (frame().selects) {
      // After UNION: the tables are others.
      Query next{.around = queries_[frame().query].around, .with = queries_[frame().query].with};
      queries_.push_back(std::move(next));
      frame().query = queries_.size() - 1;
    }
    frame().selects = true;
    frame().in_with = frame().in_from = frame().expects_table = false;
    return true;
  }

  // What follows AS is a name that is given, or a type.
  bool take_as() {
    if (is_name(token(1))) {
      given_.insert(sql_text::lower_case(name_of(token(1))));
      ++at_;
    }
    return true;
  }

  // Whether the name in quotes is an operand; after another it is what that is called.
  bool is_operand() const {
    const sql_text::Token& before = token(-1);
    if (token().kind != Kind::quoted || is_symbol(1, "(")) return false;
    if (before.kind == Kind::word)
      return !is_symbol(-2, ".") && is_any_word(before, before_operands);
    return before.kind == Kind::symbol ? before.text != ")" && before.text != "]"
                                       : before.kind == Kind::space;
  }

  bool is_with_name() const {
    return is_word(token(-1), "with") || is_word(token(-1), "recursive") || is_symbol(-1, ",");
  }

  void take_source() {
    frame().expects_table = false;
    Source source{{"", name_of(token())}, {}, solid_[at_]};
    ++at_;
    if (is_symbol(0, ".") && is_name(token(1))) {
      source.name = {source.name.name, name_of(token(1))};
      source.token = solid_[at_ + 1];
      at_ += 2;
    }
    source.alias = source.name.name;
    if (is_symbol(0, "(")) source = {};  // a function
    if (is_symbol(0, "*")) ++at_;
    for (std::size_t q = frame().query; q != none; q = queries_[q].around) {
      if (source.name.schema.empty() &&
          queries_[q].with.contains(sql_text::lower_case(source.name.name)))
        source.name = {};
    }
    if (is_word(token(), "as")) ++at_;
    if (is_name(token()) && can_be_alias(token())) {
      source.alias = name_of(token());
      ++at_;
    }
    queries_[frame().query].sources.push_back(std::move(source));
  }

  void take_reference() {
    const bool is_of_type = is_symbol(-1, "::") || is_word(token(-1), "collate") ||
                            (token().kind == Kind::word && token(1).kind == Kind::string);
    Reference reference{frame().query, {solid_[at_]}, false, is_operand()};
    if (token().kind == Kind::quoted && !reference.is_column)
      given_.insert(sql_text::lower_case(name_of(token())));
    ++at_;
    while (is_symbol(0, ".") && (is_name(token(1)) || is_symbol(1, "*"))) {
      reference.star = is_symbol(1, "*");
      if (!reference.star) reference.tokens.push_back(solid_[at_ + 1]);
      at_ += 2;
    }
    if (!is_of_type && !is_symbol(0, "(")) references_.push_back(std::move(reference));
  }

  const std::vector<sql_text::Token>& tokens_;
  std::vector<std::size_t> solid_;
  std::size_t at_ = 0;
  std::vector<Frame> frames_;
  std::vector<Query> queries_;
  std::vector<Reference> references_;
  std::set<std::string> given_;
};

// Says what the names mean.
class Resolver {
 public:
  Resolver(const std::vector<sql_text::Token>& tokens, const Parser& parser,
           const KnownTables& known)
      : tokens_(tokens), parser_(parser), known_(known) {}

  std::vector<Read> run() {
    for (const Query& query : parser_.queries()) {
      for (const Source& source : query.sources) {
        if (source.token == none || source.name.name.empty()) continue;
        if (const auto table = known_.table(source.name)) add({*table, {}, source.token});
      }
    }
    for (const Reference& reference : parser_.references()) resolve(reference);
    return std::move(reads_);
  }

 private:
  void add(Read read) {
    if (std::ranges::find(reads_, read) == reads_.end()) reads_.push_back(std::move(read));
  }

  std::string name_at(std::size_t token) const { return name_of(tokens_[token]); }

  std::optional<Name> table_of(const Source& source) const {
    if (source.name.name.empty()) return std::nullopt;
    return source.token == none ? source.name : known_.table(source.name);
  }

  void resolve(const Reference& reference) {
    if (reference.tokens.empty()) {
      for (const Source& source : parser_.queries()[reference.query].sources) {
        if (const auto table = table_of(source)) add({*table, "*", source.token});
      }
    } else if (reference.tokens.size() == 1 && !reference.star) {
      resolve_bare(reference);
    } else {
      resolve_qualified(reference);
    }
  }

  void resolve_bare(const Reference& reference) {
    const std::size_t token = reference.tokens.front();
    const std::string name = name_at(token);
    bool is_certain = true;
    for (std::size_t at = reference.query; at != none; at = parser_.queries()[at].around) {
      bool found = false;
      const std::vector<Source>& sources = parser_.queries()[at].sources;
      for (const Source& source : sources) {
        const auto table = table_of(source);
        if (!table) continue;
        if (const auto column = known_.column(*table, name)) {
          add({*table, *column, token, true, is_certain});
          found = true;
        } else if (sql_text::equal_ignoring_case(source.alias, name)) {
          add({*table, "*", token, true, is_certain});  // the row as a whole
          found = true;
        }
      }
      if (found) return;
      is_certain = is_certain && std::ranges::all_of(sources, [&](const Source& source) {
                     const auto table = table_of(source);
                     return table && known_.knows_columns(*table);
                   });
    }
    // A word may be anything; in double quotes it is a column, or SQLite takes it for a text.
    const Source& row = parser_.queries().front().sources.front();
    const bool is_given = parser_.given().contains(sql_text::lower_case(name));
    if (reference.is_column && is_certain && !is_given && !row.name.name.empty())
      add({row.name, name, token, false});
  }

  // The table that is called so: `t` of `t.c`, `s.t` of `s.t.c`.
  const Source* find_source(std::size_t query, const Name& name) const {
    for (std::size_t at = query; at != none; at = parser_.queries()[at].around) {
      for (const Source& source : parser_.queries()[at].sources) {
        const bool same = name.schema.empty()
                              ? sql_text::equal_ignoring_case(source.alias, name.name) ||
                                    (is_under_own_name(source) &&
                                     known_.table(name) == table_of(source) && table_of(source))
                              : is_under_own_name(source) && known_.table(name) == table_of(source);
        if (same) return &source;
      }
    }
    return nullptr;
  }
  static bool is_under_own_name(const Source& source) { return source.alias == source.name.name; }

  void resolve_qualified(const Reference& reference) {
    const std::size_t parts = reference.tokens.size() + (reference.star ? 1 : 0);
    if (parts > 3) return;
    const std::size_t table_token = reference.tokens[parts - 2];
    const Name name{parts == 3 ? name_at(reference.tokens[0]) : std::string(),
                    name_at(table_token)};
    const Source* source = find_source(reference.query, name);
    const auto table = source == nullptr ? std::nullopt : table_of(*source);
    if (!table) return;
    if (is_under_own_name(*source)) add({*table, {}, table_token});
    if (reference.star) return add({*table, "*", table_token});
    const std::size_t token = reference.tokens.back();
    const auto column = known_.column(*table, name_at(token));
    add({*table, column.value_or(name_at(token)), token, column.has_value()});
  }

  const std::vector<sql_text::Token>& tokens_;
  const Parser& parser_;
  const KnownTables& known_;
  std::vector<Read> reads_;
};

}  // namespace

std::vector<Read> reads_of(std::string_view expression, const Name& row, const KnownTables& known) {
  const std::vector<sql_text::Token> tokens = sql_text::lex(expression);
  Parser parser(tokens, row);
  parser.parse();
  return Resolver(tokens, parser, known).run();
}

bool is_system_column(std::string_view name) {
  const auto is = [&](std::string_view each) { return sql_text::equal_ignoring_case(each, name); };
  return std::ranges::any_of(postgresql_system_columns, is) ||
         std::ranges::any_of(sqlite_system_columns, is);
}

}  // namespace limbeck::schema
