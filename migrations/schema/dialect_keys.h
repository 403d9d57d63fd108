// The databases for which SQL can be given: in `type(sqlite = "…")` of a model, in
// `native({.sqlite = "…"})` and `execute({.sqlite = "…"})` of a revision.
#pragma once

#include <array>
#include <string_view>

namespace limbeck::schema {

/// In the order in which they are written. All places accept the same databases, because the text
/// of a model becomes that of a revision.
inline constexpr std::array<std::string_view, 4> dialect_keys{"postgresql", "sqlite", "mysql",
                                                              "mariadb"};

/// The database whose text can name a type of the schema: the others have no types of their own.
inline constexpr std::string_view key_of_named_types = dialect_keys[0];

}  // namespace limbeck::schema
