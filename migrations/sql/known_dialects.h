// What is known of each dialect without linking any of its code.
#pragma once

#include <string_view>

namespace limbeck::sql {

struct KnownDialect {
  std::string_view name;   ///< `postgresql`
  std::string_view title;  ///< `PostgreSQL`
  bool needs_server;  ///< otherwise anybody can make a database of it: a file, or one in memory
};

inline constexpr KnownDialect known_dialects[] = {
#define LIMBECK_DIALECT(name, title, needs_server) {#name, title, needs_server},
#include "migrations/include/limbeck/dialects.def"
};

/// Null for a name that is none of a dialect.
constexpr const KnownDialect* find_known_dialect(std::string_view name) {
  for (const KnownDialect& dialect : known_dialects) {
    if (dialect.name == name) return &dialect;
  }
  return nullptr;
}

/// As people write the name of a database; the name itself where it is none of a dialect.
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
