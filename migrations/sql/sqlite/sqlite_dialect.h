#pragma once

#include "migrations/sql/dialect.h"

namespace limbeck::sql {

/// SQLite from 3.37 on (STRICT tables, DROP COLUMN). What it cannot ALTER is rebuilt: render.h.
class SqliteDialect final : public Dialect {
 public:
  std::string_view name() const override { return "sqlite"; }
  bool has_schemas() const override { return false; }
  std::string quote(std::string_view identifier) const override;
  std::string quote_literal(std::string_view text) const override;
  Script render(const std::vector<operations::Operation>& operations,
                const schema::Schema& before) const override;
};

const Dialect& sqlite_dialect();

}  // namespace limbeck::sql
