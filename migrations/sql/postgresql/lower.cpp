// Lowers a schema to what PostgreSQL stores. Expressions do not change: only the server knows how
// it prints them, so comparisons with a database use the server.
#include <algorithm>
#include <array>

#include "migrations/sql/postgresql/counter.h"
#include "migrations/sql/postgresql/dialect.h"
#include "migrations/sql/postgresql/operator_classes.h"
#include "migrations/sql/postgresql/settings.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql_text/expression.h"

namespace limbeck::sql::postgresql {
namespace {

/// A column without a default has NULL; of a domain it is kept, because that may refuse it.
bool is_no_default(const schema::Column& column) {
  return column.type.kind != schema::TypeKind::native && !column.type.length &&
         sql_text::canonical_sql(*column.default_sql) == "null";
}

void lower_column(schema::Column& column) {
  column.type = lowered(column.type);
  if (column.collation == "default") column.collation.clear();
  if (column.identity) {
    column.nullable = false;
    lower_counter(*column.identity, column.type);
  }
  if (column.default_sql && is_no_default(column)) column.default_sql.reset();
}

/// Removes settings of an index that equal the defaults (PostgreSQL 15, CREATE INDEX).
bool is_standard(const std::string& method, const std::string& name, const std::string& value) {
  struct Standard {
    std::string_view method, name, value;
  };
  constexpr std::array<Standard, 8> all{{{"", "fillfactor", "90"},
                                         {"hash", "fillfactor", "75"},
                                         {"gist", "fillfactor", "90"},
                                         {"spgist", "fillfactor", "80"},
                                         {"", "deduplicate_items", "on"},
                                         {"gist", "buffering", "auto"},
                                         {"gin", "fastupdate", "on"},
                                         {"brin", "pages_per_range", "128"}}};
  const std::string said = value == "true" ? "on" : value;
  return std::ranges::any_of(all, [&](const Standard& one) {
    return one.method == method && one.name == name && one.value == said;
  });
}

void lower_element(schema::IndexElement& element, const std::string& method,
                   const schema::Column* column, const schema::Schema& in) {
  const auto standard =
      element.order == schema::Order::descending ? schema::Nulls::first : schema::Nulls::last;
  if (element.nulls == standard) element.nulls = schema::Nulls::standard;
  const std::string own = column == nullptr ? std::string() : column->collation;
  // That of the column, or that of every text.
  if (element.collation == (own.empty() ? "default" : own)) element.collation.clear();
  if (element.opclass.starts_with("pg_catalog.")) element.opclass.erase(0, 11);
  const std::string type = column == nullptr ? std::string() : indexed_type(in, column->type);
  // The type of an expression is not known here; a class can be used for one type, and is the
  // default of that.
  const bool is_default =
      !element.opclass.empty() && (type.empty() ? is_default_anywhere(method, element.opclass)
                                                : default_class(method, type) == element.opclass);
  if (is_default) element.opclass.clear();
}

void lower_index(schema::Index& index, const schema::Table* table, const schema::Schema& in) {
  if (index.method == "btree") index.method.clear();
  for (schema::IndexElement& element : index.elements) {
    const schema::Column* column =
        table == nullptr ? nullptr : schema::find_column(*table, element.column);
    lower_element(element, index.method, column, in);
  }
  if (index.tablespace == "pg_default") index.tablespace.clear();
  std::erase_if(index.storage, [&](const auto& item) {
    return is_standard(index.method, item.first, item.second);
  });
}

void lower_table(schema::Table& table, const schema::Schema& in) {
  for (schema::Column& column : table.columns) lower_column(column);
  if (table.primary_key) {
    for (const std::string& name : table.primary_key->columns) {
      if (schema::Column* column = schema::find_column(table, name)) column->nullable = false;
    }
  }
  const schema::Table& source = schema::column_source(in, table);
  for (schema::Index& index : table.indexes) lower_index(index, &source, in);
  std::erase_if(table.settings, [](const auto& item) {
    const auto name = own_setting(item.first);
    if (!name || item.second.empty()) return true;
    return (*name == "unlogged" && item.second != "true") ||
           (*name == "tablespace" && item.second == "pg_default") ||
           (*name == "fillfactor" && item.second == "100");
  });
}

void lower_domain(schema::Domain& domain) {
  domain.type = lowered(domain.type);
  if (domain.collation == "default") domain.collation.clear();
}

}  // namespace

schema::Schema lower(const schema::Schema& schema) {
  schema::Schema lowered = schema;
  for (schema::Table& table : lowered.tables) lower_table(table, schema);
  for (schema::Sequence& sequence : lowered.sequences) {
    sequence.type = postgresql::lowered(sequence.type);
    lower_counter(sequence);
  }
  for (schema::Domain& domain : lowered.domains) lower_domain(domain);
  for (schema::View& view : lowered.views) {
    for (schema::Index& index : view.indexes) lower_index(index, nullptr, schema);
  }
  schema::sort(lowered);
  return lowered;
}

}  // namespace limbeck::sql::postgresql
