#include "migrations/sql/sqlite/conversion.h"

#include <algorithm>

#include "migrations/operations/apply.h"
#include "migrations/operations/walk.h"
#include "migrations/schema/conversion.h"
#include "migrations/sql/quoting.h"
#include "migrations/sql/sqlite/ddl.h"
#include "migrations/sql/sqlite/read_value.h"
#include "migrations/sql/sqlite/types.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

using schema::Conversion;
using schema::Type;
using schema::TypeKind;

// The digits after the decimal point of a type; nullopt if they are not limited.
std::optional<int> digits_after_point(const Type& type) {
  if (schema::is_integer(type.kind)) return 0;
  if (type.kind != TypeKind::numeric || !type.precision) return std::nullopt;
  return type.scale.value_or(0);
}

// A number with all its digits in PostgreSQL's format.
std::string write_number(const Type& from, const std::string& column) {
  if (schema::is_integer(from.kind)) return concat({"CAST(", column, " AS TEXT)"});
  const std::optional<int> digits = digits_after_point(from);
  if (digits && *digits > 0) {
    return concat({"CASE typeof(", column, ") WHEN 'integer' THEN ", column, " || '.",
                   std::string(static_cast<std::size_t>(*digits), '0'),
                   "' WHEN 'real' THEN printf('%.", std::to_string(*digits), "f', ", column,
                   ") ELSE ", column, " END"});
  }
  const std::string as_text = concat({"CAST(", column, " AS TEXT)"});
  const std::string whole = concat({"CAST(", column, " AS INTEGER)"});
  return concat({"CASE WHEN typeof(",
                 column,
                 ") <> 'real' THEN ",
                 as_text,
                 " WHEN ",
                 column,
                 " = 9e999 THEN 'Infinity' WHEN ",
                 column,
                 " = -9e999 THEN '-Infinity' WHEN abs(",
                 column,
                 ") < 1e15 AND ",
                 column,
                 " = ",
                 whole,
                 " THEN CAST(",
                 whole,
                 " AS TEXT) WHEN CAST(",
                 as_text,
                 " AS REAL) = ",
                 column,
                 " THEN replace(",
                 as_text,
                 ", '.0e', 'e') ELSE replace(printf('%!.17g', ",
                 column,
                 "), '.0e', 'e') END"});
}

// Rounds to the nearest integer: halves of decimal numbers away from zero, halves of floating point
// numbers to the even integer.
std::string round_to_integer(const std::string& column, TypeKind from) {
  const std::string whole = concat({"CAST(", column, " AS INTEGER)"});
  const std::string rest = concat({column, " - ", whole});
  const bool to_even = schema::is_float(from);
  std::string sql =
      concat({"CASE WHEN ", column, " IS NULL OR typeof(", column, ") = 'integer' THEN ", column,
              " WHEN NOT (", column, " >= -9223372036854775808.0 AND ", column,
              " < 9223372036854775808.0) THEN ", wrong_value(column, "integer")});
  const char* above = to_even ? " > 0.5" : " >= 0.5";
  const char* below = to_even ? " < -0.5" : " <= -0.5";
  sql += concat(
      {" WHEN ", rest, above, " THEN ", whole, " + 1 WHEN ", rest, below, " THEN ", whole, " - 1"});
  if (to_even) sql += concat({" WHEN abs(", rest, ") = 0.5 THEN ", whole, " + ", whole, " % 2"});
  return concat({sql, " ELSE ", whole, " END"});
}

std::string change_number(const Type& from, const Type& to, const std::string& column) {
  if (schema::is_integer(to.kind))
    return schema::is_integer(from.kind) ? std::string() : round_to_integer(column, from.kind);
  const std::optional<int> before = digits_after_point(from), after = digits_after_point(to);
  if (!after || (before && *before <= *after)) return {};
  return round_to(column, *after);
}

std::string write_truth(const std::string& column) {
  return concat({"CASE WHEN ", column, " THEN 'true' WHEN NOT ", column, " THEN 'false' END"});
}

std::string write_uuid(const std::string& column) {
  const auto part = [&](const char* from_and_size) {
    return concat({"substr(hex(", column, "), ", from_and_size, ")"});
  };
  return concat({"CASE WHEN ", column, " IS NULL THEN NULL WHEN typeof(", column,
                 ") = 'blob' AND length(", column, ") = 16 THEN lower(",
                 join({part("1, 8"), part("9, 4"), part("13, 4"), part("17, 4"), part("21, 12")},
                      " || '-' || "),
                 ") ELSE ", wrong_value(column, "uuid"), " END"});
}

std::string only_16_bytes(const std::string& column) {
  return concat({"CASE WHEN ", column, " IS NULL OR length(", column, ") = 16 THEN ", column,
                 " ELSE ", wrong_value(column, "uuid"), " END"});
}

std::string only_json(const std::string& column) {
  return concat({"CASE WHEN ", column, " IS NULL OR json_valid(", column, ") THEN ", column,
                 " ELSE ", wrong_value(column, "json"), " END"});
}

// The type as SQLite stores it, but enums and uuids unchanged.
Type resolved(const Type& type) {
  return type.kind == TypeKind::native ? lower_type(type, /*strict=*/false) : type;
}

// A type that only SQLite has is represented by its affinity.
std::optional<std::string> convert_native(const Type& native, const std::string& column) {
  if (affinity_of(declared(native)) != Affinity::text) return std::nullopt;
  return concat({"CAST(", column, " AS TEXT)"});
}

std::optional<std::string> convert(const Type& from, const Type& to, const std::string& column) {
  // Blanks at the end of a char are none of its value.
  const bool padded = from.kind == TypeKind::character;
  const std::string text = padded ? concat({"rtrim(", column, ", ' ')"}) : column;
  switch (schema::conversion_between(from, to)) {
    case Conversion::none:
    case Conversion::array_to_text:
    case Conversion::time_to_interval:  // the unit of the count is not known
    case Conversion::interval_to_time:
      return std::nullopt;
    case Conversion::kept:
    case Conversion::text_to_enum:
      return padded && to.kind != TypeKind::character ? text : std::string();
    case Conversion::truth_to_number:
    case Conversion::uuid_to_bytes:
    case Conversion::json_to_text:
    case Conversion::enum_to_text:
    case Conversion::enum_to_enum:
      return std::string();
    case Conversion::number_to_truth:
      return concat({"(", column, " <> 0)"});
    case Conversion::truth_to_text:
      return write_truth(column);
    case Conversion::text_to_truth:
      return read_truth(column);
    case Conversion::number_to_number:
      return change_number(from, to, column);
    case Conversion::number_to_text:
      return write_number(from, column);
    case Conversion::text_to_number:
      return schema::is_integer(to.kind)
                 ? read_integer(column)
                 : read_number(column, to.kind == TypeKind::numeric && to.precision
                                           ? digits_after_point(to)
                                           : std::nullopt);
    case Conversion::text_to_bytes:
      return concat({"CAST(", text, " AS BLOB)"});
    case Conversion::bytes_to_text:
      return read_utf8(column);
    case Conversion::uuid_to_text:
      return write_uuid(column);
    case Conversion::text_to_uuid:
      return read_uuid(column);
    case Conversion::bytes_to_uuid:
      return only_16_bytes(column);
    case Conversion::time_to_time:
      return change_time(column, from.kind, to.kind);
    case Conversion::time_to_text:
      return write_time(column, from.kind);
    case Conversion::text_to_time:
      return read_time(column, to.kind);
    case Conversion::text_to_json:
      return only_json(column);
    case Conversion::native_to_text:
      return convert_native(from, column);
    case Conversion::text_to_native:
      return convert_native(to, text);
  }
  return std::nullopt;
}

// The author's expression is in `using_expression`. limbeck's own, which reads nothing but its row,
// is in `using_by_dialect`.
void decide(operations::AlterColumn& change, const schema::Schema& schema) {
  change.using_expression = operations::using_expression(change, "sqlite");
  change.using_by_dialect.clear();
  const schema::Table* table = schema::find_table(schema, change.table);
  const schema::Column* column =
      table == nullptr ? nullptr : schema::find_column(*table, change.column);
  if (!change.type || !change.using_expression.empty() || column == nullptr) return;
  const bool is_computed =
      change.generated ? change.generated->has_value() : column->generated.has_value();
  if (is_computed) return;
  std::string own =
      conversion(column->type, *change.type, quote(column->name)).value_or(std::string());
  if (!own.empty()) change.using_by_dialect["sqlite"] = std::move(own);
}

bool changes_type(const operations::Operation& operation) {
  const auto* change = std::get_if<operations::AlterColumn>(&operation.value);
  return change != nullptr && change->type;
}

}  // namespace

std::optional<std::string> conversion(const Type& from, const Type& to, const std::string& column) {
  const Type old_type = resolved(from), new_type = resolved(to);
  return old_type == new_type ? std::string() : convert(old_type, new_type, column);
}

std::vector<operations::Operation> with_conversions(std::vector<operations::Operation> operations,
                                                    const schema::Schema& before) {
  if (!operations::any_of_runs(operations, changes_type)) return operations;
  schema::Schema schema = before;
  operations::Applier applier(schema);
  operations::for_each_run(operations, [&](operations::Operation& operation, bool) {
    if (auto* change = std::get_if<operations::AlterColumn>(&operation.value))
      decide(*change, applier.schema());
    applier.apply(operation);
  });
  return operations;
}

}  // namespace limbeck::sql::sqlite
