// The tokens of SQL text, for what the schema keeps as text: checks, defaults, generated
// expressions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::schema {

struct SqlToken {
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
};

/// `[a]` is a name in SQLite; in PostgreSQL a bracket after a value is a subscript. Says with it
/// which of the two the text is for: comments are SQLite's with `always_names`.
enum class Brackets : unsigned char { subscripts_after_values, always_names };

/// The end of the white space and comments that begin at `at`, as PostgreSQL reads them.
std::size_t after_space(std::string_view sql, std::size_t at);

/// Every byte of `sql` is in exactly one token, whatever it is: an unterminated string or comment
/// goes to the end.
std::vector<SqlToken> sql_tokens(std::string_view sql,
                                 Brackets brackets = Brackets::subscripts_after_values);

/// The name that a word or a quoted name spells, without its quotes.
std::string name_of(const SqlToken& token);

/// ASCII only, as databases compare names.
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string lower_case(std::string_view text);

/// Whether `token` is the keyword or bare name `word`, in any case.
bool is_word(const SqlToken& token, std::string_view word);

}  // namespace limbeck::schema
