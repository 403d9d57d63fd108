// The schema as PostgreSQL keeps it. Expressions stay as they are: how the server writes them only
// the server knows (design §7), so comparing goes through it.
#include <algorithm>

#include "migrations/sql/postgresql/counter.h"
#include "migrations/sql/postgresql/dialect.h"
#include "migrations/sql/postgresql/settings.h"
#include "migrations/sql/postgresql/type.h"

namespace limbeck::sql::postgresql {
namespace {

void lower_column(schema::Column& column) {
  column.type = lowered(column.type);
  if (column.collation == "default") column.collation.clear();
  if (column.identity) {
    column.nullable = false;
    lower_counter(*column.identity, column.type);
  }
}

void lower_index(schema::Index& index) {
  if (index.method == "btree") index.method.clear();
  for (schema::IndexElement& element : index.elements) {
    const auto standard =
        element.order == schema::Order::descending ? schema::Nulls::first : schema::Nulls::last;
    if (element.nulls == standard) element.nulls = schema::Nulls::standard;
    if (element.collation == "default") element.collation.clear();
  }
  if (index.tablespace == "pg_default") index.tablespace.clear();
}

void lower_table(schema::Table& table) {
  for (schema::Column& column : table.columns) lower_column(column);
  if (table.primary_key) {
    for (const std::string& name : table.primary_key->columns) {
      if (schema::Column* column = schema::find_column(table, name)) column->nullable = false;
    }
  }
  for (schema::Index& index : table.indexes) lower_index(index);
  std::erase_if(table.settings, [](const auto& item) {
    const auto name = own_setting(item.first);
    if (!name || item.second.empty()) return true;
    return (*name == "unlogged" && item.second != "true") ||
           (*name == "tablespace" && item.second == "pg_default");
  });
}

void lower_domain(schema::Domain& domain) {
  domain.type = lowered(domain.type);
  if (domain.collation == "default") domain.collation.clear();
}

}  // namespace

schema::Schema lower(const schema::Schema& schema) {
  schema::Schema lowered = schema;
  for (schema::Table& table : lowered.tables) lower_table(table);
  for (schema::Sequence& sequence : lowered.sequences) {
    sequence.type = postgresql::lowered(sequence.type);
    lower_counter(sequence);
  }
  for (schema::Domain& domain : lowered.domains) lower_domain(domain);
  for (schema::View& view : lowered.views) {
    for (schema::Index& index : view.indexes) lower_index(index);
  }
  schema::sort(lowered);
  return lowered;
}

}  // namespace limbeck::sql::postgresql
