#include <algorithm>
#include <optional>

#include "migrations/schema/dialect_keys.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/known_dialects.h"
#include "migrations/sql_text/names.h"

namespace limbeck::sql {

// A text for a database, in a model or a revision, is given by its key.
static_assert(std::ranges::all_of(known_dialects,
                                  [](const KnownDialect& dialect) {
                                    return std::ranges::find(schema::dialect_keys, dialect.name) !=
                                           schema::dialect_keys.end();
                                  }),
              "a dialect of dialects.def has no key in migrations/schema/dialect_keys.h");

// Each at home in its dialect's folder.
#define LIMBECK_DIALECT(name, title, needs_server) const FullDialect& name##_full_dialect();
#include "limbeck/dialects.def"

Conversion FullDialect::conversion(const schema::Type& from, const schema::Type& to,
                                   std::string_view column, const schema::Schema& schema) const {
  using Outcome = Conversion::Outcome;
  const std::string name = sql_text::is_plain_name(column) ? std::string(column) : quote(column);
  const auto sql = own_conversion(from, to, name, schema);
  if (!sql) return {Outcome::ask, usual_conversion(from, to, name, schema)};
  return {sql->empty() ? Outcome::by_itself : Outcome::expression, *sql};
}

const FullDialect* find_dialect(std::string_view wanted) {
#define LIMBECK_DIALECT(name, title, needs_server) \
  if (wanted == #name) return &name##_full_dialect();
#include "limbeck/dialects.def"
  return nullptr;
}

std::vector<const FullDialect*> find_dialects(const std::vector<std::string>& names) {
  std::vector<const FullDialect*> found;
  for (const std::string& name : names) {
    if (const FullDialect* dialect = find_dialect(name)) found.push_back(dialect);
  }
  return found;
}

std::vector<std::string> dialect_names() {
  std::vector<std::string> names;
  for (const KnownDialect& dialect : known_dialects) names.emplace_back(dialect.name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace limbeck::sql
