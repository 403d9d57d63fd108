#include <algorithm>
#include <array>

#include "migrations/schema/expression.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/postgresql/conversion.h"
#include "migrations/sql/postgresql/dialect.h"
#include "migrations/sql/refuse_operation.h"
#include "migrations/sql/sqlite/conversion.h"
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
  using Convert = std::optional<std::string> (*)(const schema::Type&, const schema::Type&,
                                                 const std::string&, const schema::Schema&);
  using Propose = std::string (*)(const schema::Type&, const schema::Type&, const std::string&,
                                  const schema::Schema&);
  Full(const Dialect& sql, Refuse refuse, Lower lower, Rules rules, Convert convert,
       Propose propose)
      : sql_(sql),
        refuse_(refuse),
        lower_(lower),
        rules_(rules),
        convert_(convert),
        propose_(propose) {}

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
  std::vector<Lacking> lacking(const std::vector<operations::Operation>& operations,
                               int server_version) const override {
    return sql_.lacking(operations, server_version);
  }
  std::vector<Refusal> refuse(const schema::Schema& schema) const override {
    return refuse_(schema);
  }
  std::vector<std::string> refuse(const operations::Operation& operation,
                                  const schema::Schema& after) const override {
    return refuse_operation(operation, after, rules_());
  }
  schema::Schema lower(const schema::Schema& schema) const override { return lower_(schema); }
  Conversion conversion(const schema::Type& from, const schema::Type& to, std::string_view column,
                        const schema::Schema& schema) const override {
    using Outcome = Conversion::Outcome;
    const std::string name =
        schema::is_plain_name(column) ? std::string(column) : sql_.quote(column);
    const auto sql = convert_(from, to, name, schema);
    if (!sql) return {Outcome::ask, propose_(from, to, name, schema)};
    return {sql->empty() ? Outcome::by_itself : Outcome::expression, *sql};
  }

 private:
  const Dialect& sql_;
  Refuse refuse_;
  Lower lower_;
  Rules rules_;
  Convert convert_;
  Propose propose_;
};

std::optional<std::string> convert_on_sqlite(const schema::Type& from, const schema::Type& to,
                                             const std::string& column, const schema::Schema&) {
  return sqlite::conversion(from, to, column);
}

const std::array<Full, 2>& dialects() {
  static const std::array<Full, 2> all{
      Full(postgresql_dialect(), postgresql::refuse, postgresql::lower, postgresql_expression_rules,
           postgresql::conversion, postgresql::usual_conversion),
      Full(sqlite_dialect(), sqlite::refuse, sqlite::lower, sqlite_expression_rules,
           convert_on_sqlite, sqlite::usual_conversion)};
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
