#include <algorithm>
#include <array>

#include "migrations/sql/dialect.h"
#include "migrations/sql/postgresql/postgresql.h"
#include "migrations/sql/sqlite/sqlite_dialect.h"

namespace limbeck::sql {
namespace {

const std::array<const Dialect*, 2>& dialects() {
  static const std::array<const Dialect*, 2> all{&postgresql_dialect(), &sqlite_dialect()};
  return all;
}

}  // namespace

const Dialect* find_dialect(std::string_view name) {
  const auto found = std::find_if(dialects().begin(), dialects().end(),
                                  [&](const Dialect* dialect) { return dialect->name() == name; });
  return found == dialects().end() ? nullptr : *found;
}

std::vector<std::string> dialect_names() {
  std::vector<std::string> names;
  for (const Dialect* dialect : dialects()) names.emplace_back(dialect->name());
  return names;
}

}  // namespace limbeck::sql
