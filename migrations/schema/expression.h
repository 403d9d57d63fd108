// Columns named in the expressions that a schema keeps as text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/sql_tokens.h"
#include "migrations/schema/type.h"

namespace limbeck::schema {

/// The name as it can stand in the place of `like`: bare or quoted as that is, quoted where it must.
std::string spelled_like(const SqlToken& like, std::string_view name);

/// Which of `tokens` name a column, in order: not keywords, functions, types, collations, or the `t` of
/// `t.a`.
std::vector<std::size_t> column_references(const std::vector<SqlToken>& tokens);

/// Whether `expression` uses the column. `columns` are the names of its table's columns, asked for
/// only to tell columns apart that differ in nothing but case: "A" is A where there is an A, else
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

/// The form in which two expressions that differ only in layout, comments, needless quotes, the case
/// of bare words or brackets around the whole are the same. For comparing, not for running.
std::string canonical_sql(std::string_view expression);

/// The same for the default of a column of type `type`, where '5' and 5 are one number too, and 5
/// and 5.0 where the type keeps no digits.
std::string canonical_default(const Type& type, std::string_view expression);

/// Whether a name can stand bare in every database's expressions: lower case, no keyword.
bool is_plain_name(std::string_view name);

}  // namespace limbeck::schema
