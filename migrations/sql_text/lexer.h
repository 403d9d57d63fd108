// The tokens of SQL text. Every reader of SQL reads these.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace limbeck::sql_text {

/// Where the databases' lexers differ.
struct LexicalRules {
  enum class Comments : unsigned char {
    end_at_first,    ///< the first `*/` ends a comment
    nest,            ///< `/* /* */ */` is one comment
    nest_if_closed,  ///< it is, if the last one is closed; else the first `*/` ends the first
  };
  /// What `[` means.
  enum class Brackets : unsigned char {
    subscripts,               ///< `a[1]`
    names,                    ///< `[a]` is a name
    subscripts_after_values,  ///< a subscript after a value, a name elsewhere
  };
  Comments comments = Comments::end_at_first;
  Brackets brackets = Brackets::subscripts;
  std::string_view line_ends = "\n";  ///< what ends a `--` comment
  std::string_view text_prefixes;     ///< `x` for X'…', in lower case
  bool dollar_quotes = false;         ///< $$…$$ and $tag$…$tag$
  bool unicode_escapes = false;       ///< U&'…' and U&"…"
  bool backslashes = false;           ///< `\` escapes in every text, not only in E'…'
  bool backtick_names = false;        ///< `a`
  bool double_quoted_texts = false;   ///< "a" is a text
  bool dashes_need_space = false;     ///< `--` begins a comment only before white space
  bool hash_comments = false;         ///< `# …` is a comment
  bool executable_comments = false;   ///< what stands in `/*! … */` is SQL
};

/// https://www.postgresql.org/docs/current/sql-syntax-lexical.html
inline constexpr LexicalRules postgresql{.comments = LexicalRules::Comments::nest,
                                         .line_ends = "\r\n",
                                         .text_prefixes = "benx",
                                         .dollar_quotes = true,
                                         .unicode_escapes = true};
/// https://www.sqlite.org/lang_expr.html, https://www.sqlite.org/lang_keywords.html
inline constexpr LexicalRules sqlite{
    .brackets = LexicalRules::Brackets::names, .text_prefixes = "x", .backtick_names = true};
/// https://dev.mysql.com/doc/refman/8.4/en/language-structure.html, in its default SQL mode
inline constexpr LexicalRules mysql{.text_prefixes = "bnx",
                                    .backslashes = true,
                                    .backtick_names = true,
                                    .double_quoted_texts = true,
                                    .dashes_need_space = true,
                                    .hash_comments = true,
                                    .executable_comments = true};
/// For text that may be PostgreSQL's or SQLite's: what a model or a history says.
inline constexpr LexicalRules any_database{
    .comments = LexicalRules::Comments::nest_if_closed,
    .brackets = LexicalRules::Brackets::subscripts_after_values,
    .line_ends = "\r\n",
    .text_prefixes = "benx",
    .dollar_quotes = true,
    .unicode_escapes = true,
    .backtick_names = true};

struct Token {
  enum class Kind : unsigned char {
    space,   ///< white space and comments
    word,    ///< a bare name or keyword
    quoted,  ///< a quoted name: "a", `a`, [a]
    string,  ///< 'a', with its prefix (X'', E''), or $$a$$
    number,
    symbol,
  };
  Kind kind = Kind::symbol;
  std::string_view text;  ///< part of the text that was read
  bool closed = true;     ///< false for a string, a quoted name or a comment without its end
};

/// Every byte of `sql` is in exactly one token, whatever it is. A string, a quoted name or a
/// comment that is not closed goes to the end; such a comment is a token of its own.
std::vector<Token> lex(std::string_view sql, const LexicalRules& rules = any_database);

/// The same without white space and comments.
std::vector<Token> solid_tokens(std::string_view sql, const LexicalRules& rules = any_database);

/// Whether databases read the character as white space.
bool is_space(char c);

/// The end of the white space and comments that begin at `at`.
std::size_t after_space(std::string_view sql, std::size_t at, const LexicalRules& rules);

/// Whether `token` is the keyword or bare name `word`, in any case.
bool is_word(const Token& token, std::string_view word);
bool is_symbol(const Token& token, std::string_view symbol);
/// A bare or quoted name, or a keyword.
bool is_name(const Token& token);

}  // namespace limbeck::sql_text
