// Data about each dialect that is available without linking its code.
#pragma once

#include <string_view>

namespace limbeck::sql {

struct KnownDialect {
  std::string_view name;   ///< `postgresql`
  std::string_view title;  ///< `PostgreSQL`
  bool needs_server;       ///< if not, a database is a file or in memory
};

inline constexpr KnownDialect known_dialects[] = {
#define LIMBECK_DIALECT(name, title, needs_server) {#name, title, needs_server},
#include "migrations/include/limbeck/dialects.def"
};

/// The dialect with that name, or null.
constexpr const KnownDialect* find_known_dialect(std::string_view name) {
  for (const KnownDialect& dialect : known_dialects) {
    if (dialect.name == name) return &dialect;
  }
  return nullptr;
}

/// The usual spelling of the name of a database, or `name` if it is no dialect.
constexpr std::string_view title_of(std::string_view name) {
  const KnownDialect* dialect = find_known_dialect(name);
  return dialect == nullptr ? name : dialect->title;
}

/// The first dialect whose databases need no server.
constexpr const KnownDialect& serverless_dialect() {
  const KnownDialect* dialect = known_dialects;
  while (dialect->needs_server) ++dialect;
  return *dialect;
}
static_assert(!serverless_dialect().needs_server, "dialects.def has none without a server");

}  // namespace limbeck::sql
