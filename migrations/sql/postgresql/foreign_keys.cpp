#include "migrations/sql/postgresql/foreign_keys.h"

#include <algorithm>

#include "migrations/sql/postgresql/type.h"

namespace limbeck::sql::postgresql {
namespace {

using schema::Type;
using schema::TypeKind;

/// There is an operator between any two types of a family (PostgreSQL 15, pg_opfamily).
enum class Family : unsigned char { itself, integers, floats, texts, times };

Family family_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
      return Family::integers;
    case TypeKind::real:
    case TypeKind::double_precision:
      return Family::floats;
    case TypeKind::text:
    case TypeKind::varchar:
    case TypeKind::character:
      return Family::texts;
    case TypeKind::date:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return Family::times;
    default:
      return Family::itself;
  }
}

/// Whether PostgreSQL has an implicit cast from `from` to `to` (pg_cast, castcontext 'i').
bool becomes(TypeKind from, TypeKind to) {
  const Family family = family_of(from);
  if (to == TypeKind::numeric) return family == Family::integers;
  if (family_of(to) == Family::floats) {
    return family == Family::integers || from == TypeKind::numeric;
  }
  return from == TypeKind::time && to == TypeKind::interval;
}

struct Types {
  const schema::Schema& schema;
  const NewType* change;

  /// Null for a column that is not there.
  const Type* of(const schema::Table& table, const std::string& column) const {
    const schema::Table& source = schema::column_source(schema, table);
    if (change != nullptr && change->column == ChangedColumn{source.name, column}) {
      return &change->type;
    }
    const schema::Column* found = schema::find_column(source, column);
    return found == nullptr ? nullptr : &found->type;
  }
};

}  // namespace

bool is_comparable(const Type& own, const Type& referred) {
  const Type from = lowered(own);
  const Type to = lowered(referred);
  if (from.kind == TypeKind::native || to.kind == TypeKind::native) return true;
  if ((from.dimensions > 0) != (to.dimensions > 0)) return false;
  if (from.kind == TypeKind::enumeration || to.kind == TypeKind::enumeration) {
    return from.kind == to.kind && from.name == to.name;
  }
  if (from.kind == to.kind) return true;
  // Arrays are compared by their elements, which must be of one type.
  if (from.dimensions > 0) return false;
  const Family family = family_of(from.kind);
  return (family != Family::itself && family == family_of(to.kind)) || becomes(from.kind, to.kind);
}

bool is_comparable(const schema::Schema& schema, const schema::Table& table,
                   const schema::ForeignKey& key, const NewType* change) {
  const schema::Table* other =
      key.ref_table == table.name ? &table : schema::find_table(schema, key.ref_table);
  if (other == nullptr) return true;
  const Types types{schema, change};
  const std::vector<std::string>& referred =
      key.ref_columns.empty() && other->primary_key ? other->primary_key->columns : key.ref_columns;
  for (std::size_t i = 0; i < std::min(key.columns.size(), referred.size()); ++i) {
    const Type* from = types.of(table, key.columns[i]);
    const Type* to = types.of(*other, referred[i]);
    if (from != nullptr && to != nullptr && !is_comparable(*from, *to)) return false;
  }
  return true;
}

}  // namespace limbeck::sql::postgresql
