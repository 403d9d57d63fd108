// The part of the dialect that only builds and tools need.
#include "migrations/sql/refuse.h"
#include "migrations/sql/sqlite/conversion.h"
#include "migrations/sql/sqlite/lower.h"
#include "migrations/sql/sqlite/refuse.h"
#include "migrations/sql/sqlite/sqlite_dialect.h"
#include "migrations/sql/sqlite/types.h"

namespace limbeck::sql {
namespace {

class FullSqlite final : public FullDialect {
 public:
  FullSqlite() : FullDialect(sqlite_dialect()) {}

  schema::LetterCase letters() const override { return schema::LetterCase::ignored; }
  bool folds_names() const override { return false; }
  std::vector<Finding> refuse(const schema::Schema& schema) const override {
    return sqlite::refuse(schema);
  }
  std::vector<std::string> refuse(const operations::Operation& operation,
                                  const schema::Schema& after) const override {
    return refuse_operation(operation, after, sqlite::expression_rules());
  }
  schema::Schema lower(const schema::Schema& schema) const override {
    return sqlite::lower(schema);
  }
  schema::Type meant(const schema::Type& type) const override {
    return type.kind == schema::TypeKind::native ? sqlite::lower_type(type, /*strict=*/false)
                                                 : type;
  }

 private:
  std::optional<std::string> own_conversion(const schema::Type& from, const schema::Type& to,
                                            const std::string& column,
                                            const schema::Schema&) const override {
    return sqlite::conversion(from, to, column);
  }
  std::string usual_conversion(const schema::Type& from, const schema::Type& to,
                               const std::string& column,
                               const schema::Schema& schema) const override {
    return sqlite::usual_conversion(from, to, column, schema);
  }
};

}  // namespace

const FullDialect& sqlite_full_dialect() {
  static const FullSqlite dialect;
  return dialect;
}

}  // namespace limbeck::sql
