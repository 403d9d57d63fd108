// The databases that SQL can be given for, one text each: in `type(sqlite = "…")` of a model, in
// `native({.sqlite = "…"})` and `execute({.sqlite = "…"})` of a revision.
#pragma once

#include <array>
#include <string_view>

namespace limbeck::schema {

/// In the order in which they are written. What one of the places takes, each of them takes: a
/// model's text for a database has to come back from the revision that is made of it.
inline constexpr std::array<std::string_view, 4> dialect_keys{"postgresql", "sqlite", "mysql",
                                                              "mariadb"};

/// Whose text names a type that a schema makes: the others have none to make.
inline constexpr std::string_view key_of_named_types = dialect_keys[0];

}  // namespace limbeck::schema
