// The part of the dialect that only builds and tools need.
#include "migrations/schema/inheritance.h"
#include "migrations/sql/postgresql/conversion.h"
#include "migrations/sql/postgresql/dialect.h"
#include "migrations/sql/postgresql/expressions.h"
#include "migrations/sql/refuse.h"

namespace limbeck::sql {
namespace {

class FullPostgresql final : public FullDialect {
 public:
  FullPostgresql() : FullDialect(postgresql_dialect()) {}

  schema::LetterCase letters() const override { return schema::LetterCase::counts; }
  bool folds_names() const override { return true; }
  std::vector<Finding> refuse(const schema::Schema& schema) const override {
    return postgresql::refuse(schema);
  }
  std::vector<std::string> refuse(const operations::Operation& operation,
                                  const schema::Schema& after) const override {
    std::vector<std::string> problems =
        refuse_operation(operation, after, postgresql::expression_rules());
    const auto* settings = std::get_if<operations::AlterTableSettings>(&operation.value);
    if (settings == nullptr) return problems;
    for (const auto& [name, value] : settings->settings) {
      if (schema::is_inherited(name) && !value.empty())
        problems.push_back(
            "PostgreSQL makes no column of a table that is there an inherited one: '" + name +
            "' is for new tables");
    }
    return problems;
  }
  schema::Schema lower(const schema::Schema& schema) const override {
    return postgresql::lower(schema);
  }

 private:
  std::optional<std::string> own_conversion(const schema::Type& from, const schema::Type& to,
                                            const std::string& column,
                                            const schema::Schema& schema) const override {
    return postgresql::conversion(from, to, column, schema);
  }
  std::string usual_conversion(const schema::Type& from, const schema::Type& to,
                               const std::string& column,
                               const schema::Schema& schema) const override {
    return postgresql::usual_conversion(from, to, column, schema);
  }
};

}  // namespace

const FullDialect& postgresql_full_dialect() {
  static const FullPostgresql dialect;
  return dialect;
}

}  // namespace limbeck::sql
