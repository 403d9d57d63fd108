#include "compiler/scaffold/cpp_types.h"

#include "migrations/schema/kinds.h"
#include "migrations/schema/objects.h"
#include "migrations/sql/dialect.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

using schema::Type;
using schema::TypeKind;

// A C++ type, and the column type that a scan maps it to.
struct Natural {
  std::string_view cpp;
  std::string_view header;
  Type type;
};

Natural natural_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return {"bool", "", {.kind = kind}};
    case TypeKind::smallint:
      return {"std::int16_t", "cstdint", {.kind = kind}};
    case TypeKind::integer:
      return {"std::int32_t", "cstdint", {.kind = kind}};
    case TypeKind::bigint:
      return {"std::int64_t", "cstdint", {.kind = kind}};
    case TypeKind::real:
      return {"float", "", {.kind = kind}};
    case TypeKind::double_precision:
      return {"double", "", {.kind = kind}};
    case TypeKind::bytes:
      return {"std::vector<std::byte>", "cstddef", {.kind = kind}};
    case TypeKind::uuid:
      return {"std::array<std::byte, 16>", "cstddef", {.kind = kind}};
    case TypeKind::date:
      return {"std::chrono::year_month_day", "chrono", {.kind = kind}};
    case TypeKind::time:
      return {"std::chrono::hh_mm_ss<std::chrono::microseconds>", "chrono", {.kind = kind}};
    case TypeKind::timestamp:
      return {"std::chrono::local_time<std::chrono::microseconds>", "chrono", {.kind = kind}};
    case TypeKind::timestamptz:
      return {"std::chrono::sys_time<std::chrono::microseconds>", "chrono", {.kind = kind}};
    case TypeKind::interval:
      return {"std::chrono::microseconds", "chrono", {.kind = kind}};
    case TypeKind::numeric:
    case TypeKind::text:
    case TypeKind::varchar:
    case TypeKind::character:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::enumeration:
    case TypeKind::native:
      break;
  }
  return {"std::string", "string", {.kind = TypeKind::text}};
}

// The kind whose C++ type holds the values: of a domain that of its type, and of a native type that
// which its databases mean by it.
TypeKind kind_of_values(const Type& type, const schema::Schema& schema) {
  if (type.kind == TypeKind::native) {
    for (const auto& [name, sql] : type.per_dialect) {
      const sql::FullDialect* dialect = sql::find_dialect(name);
      if (dialect == nullptr) continue;
      if (const Type meant = dialect->meant(type); meant.kind != TypeKind::native)
        return meant.kind;
    }
  }
  Type at = type;
  for (std::size_t depth = 0; depth < 8 && at.kind == TypeKind::native; ++depth) {
    const auto name = schema::named_type(at);
    const schema::Domain* domain = name ? schema::find<schema::Domain>(schema, *name) : nullptr;
    if (domain == nullptr || domain->type.dimensions > 0) break;
    at = domain->type;
  }
  return at.kind == TypeKind::enumeration ? TypeKind::text : at.kind;
}

void add_header(CppType& type, std::string_view cpp, std::string_view header) {
  if (!header.empty()) type.headers.insert(header);
  if (cpp.starts_with("std::vector")) type.headers.insert("vector");
  if (cpp.starts_with("std::array")) type.headers.insert("array");
}

Cpp text_argument(std::string_view name, const std::string& text) {
  return Cpp::filled_call(concat({"limbeck::", name}), {cpp_line_string(text)});
}

// `length` or `precision`, if it is all that the type needs beside its C++ type.
bool refine(const Type& type, const Type& natural, CppType& into) {
  Type rest = type;
  if (rest.kind == TypeKind::varchar && rest.length) rest.kind = TypeKind::text;
  rest.length.reset();
  rest.precision.reset();
  if (rest != natural || (type.length && *type.length < 1)) return false;
  if (type.length)
    into.attributes.push_back(Cpp::filled_call("limbeck::length", {std::to_string(*type.length)}));
  if (type.precision)
    into.attributes.push_back(
        Cpp::filled_call("limbeck::precision", {std::to_string(*type.precision)}));
  return true;
}

std::vector<Cpp> arguments_of(const Type& type) {
  std::vector<Cpp> arguments;
  if (!type.name.name.empty()) arguments.emplace_back(cpp_line_string(type.name.name));
  for (const auto& [dialect, sql] : type.per_dialect)
    arguments.emplace_back(concat({dialect, " = ", cpp_line_string(sql)}));
  return arguments;
}

}  // namespace

CppType cpp_type(const Type& type, const schema::Schema& schema, const ModelNames& names,
                 const std::string& from, const std::string& member) {
  const auto& [kind, length, precision, scale, dimensions, name, per_dialect] = type;
  CppType result;
  Type natural;
  if (kind == TypeKind::enumeration && names.has_enum(name)) {
    result.text = names.enum_from(from, name);
    natural = {.kind = kind, .name = name};
  } else {
    const Natural found = natural_of(kind_of_values(type, schema));
    result.text = found.cpp;
    natural = found.type;
    add_header(result, found.cpp, found.header);
  }
  Type element = type;
  element.dimensions = 0;
  const std::string plain = result.text;
  for (int i = 0; i < dimensions; ++i) result.text = concat({"std::vector<", result.text, ">"});
  if (dimensions > 0) result.headers.insert("vector");
  if (element == natural || (dimensions == 0 && refine(type, natural, result))) return result;
  const std::string text = to_string(type);
  if (per_dialect.empty() && schema::parse_type(text) == type) {
    result.attributes.push_back(text_argument("type", text));
    return result;
  }
  if (dimensions == 0) {
    result.attributes.push_back(Cpp::filled_call("limbeck::type", arguments_of(type)));
    return result;
  }
  // An array of a type that only its SQL names: the elements have an alias with that SQL.
  const std::string alias = member + "_element";
  result.alias = concat({"using ", alias, " [[",
                         Cpp::filled_call("limbeck::type", arguments_of(element)).layout(0, 0),
                         "]] = ", plain, ";"});
  result.text = alias;
  for (int i = 0; i < dimensions; ++i) result.text = concat({"std::vector<", result.text, ">"});
  return result;
}

}  // namespace limbeck::compiler
