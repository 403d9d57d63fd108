// SQL expressions: which columns they name, and what is the same but for its layout.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/sql_text/lexer.h"

namespace limbeck::sql_text {

/// Which of `tokens` name a column, in order: not keywords, functions, types, collations, or the
/// `t` of `t.a`.
std::vector<std::size_t> column_references(const std::vector<Token>& tokens);

/// Whether `expression` uses the column. `columns` are the names of its table's columns, asked for
/// only to distinguish columns that differ in nothing but case: "A" is A where there is an A, else
/// a.
bool mentions_column(std::string_view expression, std::string_view column,
                     const std::vector<std::string>& columns = {});

/// The expression after `old_name` was renamed in its table, as the databases rewrite it: every
/// reference is renamed (and quoted where it was, or where the new name needs it), and nothing else
/// changes.
std::string rename_column_in(std::string_view expression, std::string_view old_name,
                             std::string_view new_name,
                             const std::vector<std::string>& columns = {});

/// The same when the table itself is renamed: the `t` of `t.a`.
std::string rename_table_in(std::string_view expression, std::string_view old_name,
                            std::string_view new_name);

/// The expression with every quoted column that can stand bare written so: two expressions that
/// differ only in such quotes are the same.
std::string without_needless_quotes(std::string_view expression);

/// The form in which two expressions that differ only in layout, comments, needless quotes, the
/// case of bare words or brackets around the whole are the same. For comparing, not for running.
std::string canonical_sql(std::string_view expression);

}  // namespace limbeck::sql_text
