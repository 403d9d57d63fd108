// Names in SQL text, and how they are compared and quoted.
#pragma once

#include <string>
#include <string_view>

#include "migrations/sql_text/lexer.h"

namespace limbeck::sql_text {

/// ASCII only, as databases compare names.
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string lower_case(std::string_view text);

/// The name that a word or a quoted name spells, without its quotes.
std::string name_of(const Token& token);
/// The same as PostgreSQL folds it: a bare name in lower case.
std::string folded_name(const Token& token);

/// `text` between two `quote`s, those within it doubled.
std::string in_quotes(std::string_view text, char quote);

/// Whether a name can stand bare in every database's expressions: lower case, no keyword.
bool is_plain_name(std::string_view name);
/// Whether an expression takes the word for a keyword and not for a column unless it is quoted.
bool is_expression_word(const Token& token);

/// The name as it can stand in the place of `like`: bare or quoted as that is, quoted where it
/// must.
std::string spelled_like(const Token& like, std::string_view name);
/// The name bare where that is possible, else in double quotes.
std::string spelled(std::string_view name);

}  // namespace limbeck::sql_text
