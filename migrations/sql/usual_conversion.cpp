#include "migrations/sql/usual_conversion.h"

#include "migrations/schema/conversion.h"
#include "migrations/sql/quoting.h"
#include "migrations/text/concat.h"

namespace limbeck::sql {
namespace {

using schema::Type;
using schema::TypeKind;

bool has_numbers(const Type& type) { return type.dimensions == 0 && schema::is_number(type.kind); }
bool is_enum(const Type& type) {
  return type.dimensions == 0 && type.kind == TypeKind::enumeration;
}

}  // namespace

std::string by_values(const Type& from, const Type& to, const std::string& column,
                      const schema::Schema& schema) {
  const bool reads_enum = is_enum(from) && has_numbers(to);
  if (!reads_enum && !(is_enum(to) && has_numbers(from))) return {};
  const schema::Enum* type = schema::find_enum(schema, reads_enum ? from.name : to.name);
  if (type == nullptr || type->values.empty()) return {};
  std::string sql = "CASE " + column;
  std::size_t number = 0;
  for (const std::string& value : type->values) {
    const std::string name = enclose(value, '\'', "a value"), place = std::to_string(number++);
    sql += concat({" WHEN ", reads_enum ? name : place, " THEN ", reads_enum ? place : name});
  }
  return sql + " END";
}

}  // namespace limbeck::sql
