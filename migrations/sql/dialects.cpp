#include <algorithm>
#include <array>

#include "migrations/sql/dialect.h"
#include "migrations/sql/postgresql/dialect.h"
#include "migrations/sql/refuse_operation.h"
#include "migrations/sql/sqlite/lower.h"
#include "migrations/sql/sqlite/refuse.h"
#include "migrations/sql/sqlite/sqlite_dialect.h"

namespace limbeck::sql {
namespace {

// Put together here and not in the dialects themselves: naming one of them, as an application does,
// links nothing of what schemas are checked with.
class Full final : public FullDialect {
 public:
  using Refuse = std::vector<Refusal> (*)(const schema::Schema&);
  using Lower = schema::Schema (*)(const schema::Schema&);
  using Rules = const ExpressionRules& (*)();
  Full(const Dialect& sql, Refuse refuse, Lower lower, Rules rules)
      : sql_(sql), refuse_(refuse), lower_(lower), rules_(rules) {}

  std::string_view name() const override { return sql_.name(); }
  std::string quote(std::string_view identifier) const override { return sql_.quote(identifier); }
  std::string quote_literal(std::string_view text) const override {
    return sql_.quote_literal(text);
  }
  Script render(const std::vector<operations::Operation>& operations,
                const schema::Schema& before) const override {
    return sql_.render(operations, before);
  }
  Script render_and_apply(const std::vector<operations::Operation>& operations,
                          operations::Applier& applier) const override {
    return sql_.render_and_apply(operations, applier);
  }
  std::vector<Refusal> refuse(const schema::Schema& schema) const override {
    return refuse_(schema);
  }
  std::vector<std::string> refuse(const operations::Operation& operation,
                                  const schema::Schema& after) const override {
    return refuse_operation(operation, after, rules_());
  }
  schema::Schema lower(const schema::Schema& schema) const override { return lower_(schema); }

 private:
  const Dialect& sql_;
  Refuse refuse_;
  Lower lower_;
  Rules rules_;
};

const std::array<Full, 2>& dialects() {
  static const std::array<Full, 2> all{
      Full(postgresql_dialect(), postgresql::refuse, postgresql::lower,
           postgresql_expression_rules),
      Full(sqlite_dialect(), sqlite::refuse, sqlite::lower, sqlite_expression_rules)};
  return all;
}

}  // namespace

const FullDialect* find_dialect(std::string_view name) {
  const auto found = std::ranges::find_if(
      dialects(), [&](const Dialect& dialect) { return dialect.name() == name; });
  return found == dialects().end() ? nullptr : &*found;
}

std::vector<std::string> dialect_names() {
  std::vector<std::string> names;
  for (const Dialect& dialect : dialects()) names.emplace_back(dialect.name());
  return names;
}

}  // namespace limbeck::sql
