#include "migrations/schema/location.h"
#include "migrations/sql/postgresql/refuse_table.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using schema::TypeKind;

/// PostgreSQL's limits of what stands in a type's parentheses; none is no limit of that kind.
struct Limits {
  int least;
  int most;
};

std::optional<Limits> limits_of_length(TypeKind kind) {
  if (kind == TypeKind::varchar || kind == TypeKind::character) return Limits{1, 10485760};
  return std::nullopt;
}

std::optional<Limits> limits_of_precision(TypeKind kind) {
  switch (kind) {
    case TypeKind::numeric:
      return Limits{1, 1000};
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
      return Limits{0, 6};
    default:
      return std::nullopt;
  }
}

void check_limits(Refusals& out, const std::string& path, const schema::Type& type,
                  std::string_view what, std::optional<int> value, std::optional<Limits> limits) {
  if (!value || !limits || (*value >= limits->least && *value <= limits->most)) return;
  out.add(path, concat({"the ", what, " of ", to_string(type), " must be from ",
                        std::to_string(limits->least), " to ", std::to_string(limits->most),
                        " in PostgreSQL"}));
}

}  // namespace

void refuse_type(Refusals& out, const std::string& path, const schema::Type& type) {
  if (type.kind == TypeKind::native && !schema::native_sql(type, "postgresql")) {
    out.add(path,
            "the type names other databases only; say what it is here, as in "
            "type(postgresql = \"…\")");
  }
  check_limits(out, path, type, "length", type.length, limits_of_length(type.kind));
  check_limits(out, path, type, "precision", type.precision, limits_of_precision(type.kind));
  if (type.kind == TypeKind::numeric) {
    check_limits(out, path, type, "scale", type.scale, Limits{-1000, 1000});
  }
  if (type.kind == TypeKind::enumeration) out.check_name(path, "enum", type.name);
}

void refuse_column(Refusals& out, const schema::Name& table, const schema::Column& column) {
  const std::string path = schema::path_of_column(table, column.name);
  out.check_name(path, "column", column.name);
  refuse_type(out, path, column.type);
  out.check_text(path, "comment", column.comment);
  if (column.default_sql) out.check_text(path, "default", *column.default_sql);
  if (column.generated) {
    out.check_text(path, "expression", column.generated->expression);
    if (!column.generated->stored) {
      out.add(path,
              "PostgreSQL has no virtual generated columns; make it stored, as in "
              "generated(\"…\", stored)");
    }
    if (column.default_sql) out.add(path, "a generated column has no default");
    if (column.identity) out.add(path, "a generated column is no identity");
  }
  if (column.identity) {
    if (!is_integer(lowered(column.type))) {
      out.add(path, "an identity must be a smallint, integer or bigint in PostgreSQL, not " +
                        to_string(column.type));
    }
    if (column.default_sql) out.add(path, "an identity has no default: the database numbers it");
    refuse_counter(out, path, "an identity", counter_of(*column.identity, column.type),
                   column.type);
  }
  if (column.collation.empty()) return;
  out.check_name(path, "collation", column.collation);
  if (!is_collatable(lowered(column.type))) {
    out.add(path, "PostgreSQL collates texts only, and the column is " + to_string(column.type));
  }
}

}  // namespace limbeck::sql::postgresql
