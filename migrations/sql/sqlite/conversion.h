// How SQLite makes a value of one type one of another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::sql::sqlite {

/// The new value in terms of `column`, which is quoted; empty where the old one can be copied as it
/// is; nothing where the author has to say how. A value that the new type does not have is an error
/// of the statement that names it, as it is in PostgreSQL: left to itself, SQLite would keep it in
/// a column of another type. Sizes limit nothing here, neither then nor later.
std::optional<std::string> conversion(const schema::Type& from, const schema::Type& to,
                                      const std::string& column);

/// What authors mostly mean where `conversion` has nothing; empty where nothing is usual.
std::string usual_conversion(const schema::Type& from, const schema::Type& to,
                             const std::string& column, const schema::Schema& schema);

/// `operations`, in which every column that changes its type has the expression that converts its
/// rows: the author's as `using_expression`, or limbeck's in `using_by_dialect`.
std::vector<operations::Operation> with_conversions(std::vector<operations::Operation> operations,
                                                    const schema::Schema& before);

}  // namespace limbeck::sql::sqlite
