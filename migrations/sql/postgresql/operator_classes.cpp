#include "migrations/sql/postgresql/operator_classes.h"

#include <algorithm>
#include <array>

#include "migrations/schema/kinds.h"
#include "migrations/schema/objects.h"
#include "migrations/sql/postgresql/type.h"

namespace limbeck::sql::postgresql {
namespace {

struct OperatorClass {
  std::string_view method;
  std::string_view type;
  std::string_view name;
  bool is_default;
};

// PostgreSQL 15: pg_opclass of an empty database.
constexpr std::array<OperatorClass, 177> classes{{
    {"brin", "\"char\"", "char_bloom_ops", false},
    {"brin", "\"char\"", "char_minmax_ops", true},
    {"brin", "anyrange", "range_inclusion_ops", true},
    {"brin", "bigint", "int8_bloom_ops", false},
    {"brin", "bigint", "int8_minmax_multi_ops", false},
    {"brin", "bigint", "int8_minmax_ops", true},
    {"brin", "bit varying", "varbit_minmax_ops", true},
    {"brin", "bit", "bit_minmax_ops", true},
    {"brin", "box", "box_inclusion_ops", true},
    {"brin", "bytea", "bytea_bloom_ops", false},
    {"brin", "bytea", "bytea_minmax_ops", true},
    {"brin", "char", "bpchar_bloom_ops", false},
    {"brin", "char", "bpchar_minmax_ops", true},
    {"brin", "date", "date_bloom_ops", false},
    {"brin", "date", "date_minmax_multi_ops", false},
    {"brin", "date", "date_minmax_ops", true},
    {"brin", "double precision", "float8_bloom_ops", false},
    {"brin", "double precision", "float8_minmax_multi_ops", false},
    {"brin", "double precision", "float8_minmax_ops", true},
    {"brin", "inet", "inet_bloom_ops", false},
    {"brin", "inet", "inet_inclusion_ops", true},
    {"brin", "inet", "inet_minmax_multi_ops", false},
    {"brin", "inet", "inet_minmax_ops", false},
    {"brin", "integer", "int4_bloom_ops", false},
    {"brin", "integer", "int4_minmax_multi_ops", false},
    {"brin", "integer", "int4_minmax_ops", true},
    {"brin", "interval", "interval_bloom_ops", false},
    {"brin", "interval", "interval_minmax_multi_ops", false},
    {"brin", "interval", "interval_minmax_ops", true},
    {"brin", "macaddr", "macaddr_bloom_ops", false},
    {"brin", "macaddr", "macaddr_minmax_multi_ops", false},
    {"brin", "macaddr", "macaddr_minmax_ops", true},
    {"brin", "macaddr8", "macaddr8_bloom_ops", false},
    {"brin", "macaddr8", "macaddr8_minmax_multi_ops", false},
    {"brin", "macaddr8", "macaddr8_minmax_ops", true},
    {"brin", "name", "name_bloom_ops", false},
    {"brin", "name", "name_minmax_ops", true},
    {"brin", "numeric", "numeric_bloom_ops", false},
    {"brin", "numeric", "numeric_minmax_multi_ops", false},
    {"brin", "numeric", "numeric_minmax_ops", true},
    {"brin", "oid", "oid_bloom_ops", false},
    {"brin", "oid", "oid_minmax_multi_ops", false},
    {"brin", "oid", "oid_minmax_ops", true},
    {"brin", "pg_lsn", "pg_lsn_bloom_ops", false},
    {"brin", "pg_lsn", "pg_lsn_minmax_multi_ops", false},
    {"brin", "pg_lsn", "pg_lsn_minmax_ops", true},
    {"brin", "real", "float4_bloom_ops", false},
    {"brin", "real", "float4_minmax_multi_ops", false},
    {"brin", "real", "float4_minmax_ops", true},
    {"brin", "smallint", "int2_bloom_ops", false},
    {"brin", "smallint", "int2_minmax_multi_ops", false},
    {"brin", "smallint", "int2_minmax_ops", true},
    {"brin", "text", "text_bloom_ops", false},
    {"brin", "text", "text_minmax_ops", true},
    {"brin", "tid", "tid_bloom_ops", false},
    {"brin", "tid", "tid_minmax_multi_ops", false},
    {"brin", "tid", "tid_minmax_ops", true},
    {"brin", "time", "time_bloom_ops", false},
    {"brin", "time", "time_minmax_multi_ops", false},
    {"brin", "time", "time_minmax_ops", true},
    {"brin", "timestamp", "timestamp_bloom_ops", false},
    {"brin", "timestamp", "timestamp_minmax_multi_ops", false},
    {"brin", "timestamp", "timestamp_minmax_ops", true},
    {"brin", "timestamptz", "timestamptz_bloom_ops", false},
    {"brin", "timestamptz", "timestamptz_minmax_multi_ops", false},
    {"brin", "timestamptz", "timestamptz_minmax_ops", true},
    {"brin", "timetz", "timetz_bloom_ops", false},
    {"brin", "timetz", "timetz_minmax_multi_ops", false},
    {"brin", "timetz", "timetz_minmax_ops", true},
    {"brin", "uuid", "uuid_bloom_ops", false},
    {"brin", "uuid", "uuid_minmax_multi_ops", false},
    {"brin", "uuid", "uuid_minmax_ops", true},
    {"btree", "\"char\"", "char_ops", true},
    {"btree", "anyarray", "array_ops", true},
    {"btree", "anyenum", "enum_ops", true},
    {"btree", "anymultirange", "multirange_ops", true},
    {"btree", "anyrange", "range_ops", true},
    {"btree", "bigint", "int8_ops", true},
    {"btree", "bit varying", "varbit_ops", true},
    {"btree", "bit", "bit_ops", true},
    {"btree", "boolean", "bool_ops", true},
    {"btree", "bytea", "bytea_ops", true},
    {"btree", "char", "bpchar_ops", true},
    {"btree", "char", "bpchar_pattern_ops", false},
    {"btree", "date", "date_ops", true},
    {"btree", "double precision", "float8_ops", true},
    {"btree", "inet", "cidr_ops", false},
    {"btree", "inet", "inet_ops", true},
    {"btree", "integer", "int4_ops", true},
    {"btree", "interval", "interval_ops", true},
    {"btree", "jsonb", "jsonb_ops", true},
    {"btree", "macaddr", "macaddr_ops", true},
    {"btree", "macaddr8", "macaddr8_ops", true},
    {"btree", "money", "money_ops", true},
    {"btree", "name", "name_ops", true},
    {"btree", "numeric", "numeric_ops", true},
    {"btree", "oid", "oid_ops", true},
    {"btree", "oidvector", "oidvector_ops", true},
    {"btree", "pg_lsn", "pg_lsn_ops", true},
    {"btree", "real", "float4_ops", true},
    {"btree", "record", "record_image_ops", false},
    {"btree", "record", "record_ops", true},
    {"btree", "smallint", "int2_ops", true},
    {"btree", "text", "text_ops", true},
    {"btree", "text", "text_pattern_ops", false},
    {"btree", "text", "varchar_ops", false},
    {"btree", "text", "varchar_pattern_ops", false},
    {"btree", "tid", "tid_ops", true},
    {"btree", "time", "time_ops", true},
    {"btree", "timestamp", "timestamp_ops", true},
    {"btree", "timestamptz", "timestamptz_ops", true},
    {"btree", "timetz", "timetz_ops", true},
    {"btree", "tsquery", "tsquery_ops", true},
    {"btree", "tsvector", "tsvector_ops", true},
    {"btree", "uuid", "uuid_ops", true},
    {"btree", "xid8", "xid8_ops", true},
    {"gin", "anyarray", "array_ops", true},
    {"gin", "jsonb", "jsonb_ops", true},
    {"gin", "jsonb", "jsonb_path_ops", false},
    {"gin", "tsvector", "tsvector_ops", true},
    {"gist", "anymultirange", "multirange_ops", true},
    {"gist", "anyrange", "range_ops", true},
    {"gist", "box", "box_ops", true},
    {"gist", "circle", "circle_ops", true},
    {"gist", "inet", "inet_ops", false},
    {"gist", "point", "point_ops", true},
    {"gist", "polygon", "poly_ops", true},
    {"gist", "tsquery", "tsquery_ops", true},
    {"gist", "tsvector", "tsvector_ops", true},
    {"hash", "\"char\"", "char_ops", true},
    {"hash", "aclitem", "aclitem_ops", true},
    {"hash", "anyarray", "array_ops", true},
    {"hash", "anyenum", "enum_ops", true},
    {"hash", "anymultirange", "multirange_ops", true},
    {"hash", "anyrange", "range_ops", true},
    {"hash", "bigint", "int8_ops", true},
    {"hash", "boolean", "bool_ops", true},
    {"hash", "bytea", "bytea_ops", true},
    {"hash", "char", "bpchar_ops", true},
    {"hash", "char", "bpchar_pattern_ops", false},
    {"hash", "cid", "cid_ops", true},
    {"hash", "date", "date_ops", true},
    {"hash", "double precision", "float8_ops", true},
    {"hash", "inet", "cidr_ops", false},
    {"hash", "inet", "inet_ops", true},
    {"hash", "integer", "int4_ops", true},
    {"hash", "interval", "interval_ops", true},
    {"hash", "jsonb", "jsonb_ops", true},
    {"hash", "macaddr", "macaddr_ops", true},
    {"hash", "macaddr8", "macaddr8_ops", true},
    {"hash", "name", "name_ops", true},
    {"hash", "numeric", "numeric_ops", true},
    {"hash", "oid", "oid_ops", true},
    {"hash", "oidvector", "oidvector_ops", true},
    {"hash", "pg_lsn", "pg_lsn_ops", true},
    {"hash", "real", "float4_ops", true},
    {"hash", "record", "record_ops", true},
    {"hash", "smallint", "int2_ops", true},
    {"hash", "text", "text_ops", true},
    {"hash", "text", "text_pattern_ops", false},
    {"hash", "text", "varchar_ops", false},
    {"hash", "text", "varchar_pattern_ops", false},
    {"hash", "tid", "tid_ops", true},
    {"hash", "time", "time_ops", true},
    {"hash", "timestamp", "timestamp_ops", true},
    {"hash", "timestamptz", "timestamptz_ops", true},
    {"hash", "timetz", "timetz_ops", true},
    {"hash", "uuid", "uuid_ops", true},
    {"hash", "xid", "xid_ops", true},
    {"hash", "xid8", "xid8_ops", true},
    {"spgist", "anyrange", "range_ops", true},
    {"spgist", "box", "box_ops", true},
    {"spgist", "inet", "inet_ops", true},
    {"spgist", "point", "kd_point_ops", false},
    {"spgist", "point", "quad_point_ops", true},
    {"spgist", "polygon", "poly_ops", true},
    {"spgist", "text", "text_ops", true},
}};

// Types for which PostgreSQL uses the operator class of another type.
struct Alias {
  std::string_view name;
  std::string_view indexed;
};
constexpr std::array<Alias, 26> aliases{{
    {"bpchar", "char"},
    {"cidr", "inet"},
    {"datemultirange", "anymultirange"},
    {"daterange", "anyrange"},
    {"int4multirange", "anymultirange"},
    {"int4range", "anyrange"},
    {"int8multirange", "anymultirange"},
    {"int8range", "anyrange"},
    {"nummultirange", "anymultirange"},
    {"numrange", "anyrange"},
    {"regclass", "oid"},
    {"regcollation", "oid"},
    {"regconfig", "oid"},
    {"regdictionary", "oid"},
    {"regnamespace", "oid"},
    {"regoper", "oid"},
    {"regoperator", "oid"},
    {"regproc", "oid"},
    {"regprocedure", "oid"},
    {"regrole", "oid"},
    {"regtype", "oid"},
    {"time with time zone", "timetz"},
    {"tsmultirange", "anymultirange"},
    {"tsrange", "anyrange"},
    {"tstzmultirange", "anymultirange"},
    {"tstzrange", "anyrange"},
}};
// The types for which PostgreSQL has no operator class at all.
constexpr std::array<std::string_view, 8> unindexed{"json", "jsonpath",    "line",          "lseg",
                                                    "path", "pg_snapshot", "txid_snapshot", "xml"};

std::string_view method_of(std::string_view method) { return method.empty() ? "btree" : method; }

// The text of a native type without its parentheses.
std::string bare(std::string_view sql) {
  std::string text(sql);
  const std::size_t open = text.find('(');
  const std::size_t close = text.find(')', open == std::string::npos ? 0 : open);
  if (open != std::string::npos && close != std::string::npos) text.erase(open, close + 1 - open);
  return text.starts_with("interval ") ? "interval" : text;
}

std::string indexed_native(const schema::Type& type) {
  std::string name = bare(type.name.name);
  const auto alias = std::ranges::find(aliases, name, &Alias::name);
  if (alias != aliases.end()) return std::string(alias->indexed);
  const bool known = std::ranges::find(unindexed, name) != unindexed.end() ||
                     std::ranges::find(classes, name, &OperatorClass::type) != classes.end();
  if (known && !name.starts_with("any")) return name;
  return {};
}

// The type below a domain or a domain over a domain. Declarations can have a cycle of domains,
// databases cannot.
schema::Type beneath_domains(const schema::Schema& schema, schema::Type type) {
  for (std::size_t i = 0; i < schema.domains.size(); ++i) {
    const auto named = schema::named_type(type);
    const schema::Domain* domain = named ? schema::find<schema::Domain>(schema, *named) : nullptr;
    if (domain == nullptr) break;
    const int dimensions = type.dimensions;
    type = lowered(domain->type);
    type.dimensions += dimensions;
  }
  return type;
}

}  // namespace

std::string indexed_type(const schema::Schema& schema, const schema::Type& of) {
  const schema::Type type = beneath_domains(schema, lowered(of));
  if (type.dimensions > 0) return "anyarray";
  switch (type.kind) {
    case schema::TypeKind::varchar:
      return "text";
    case schema::TypeKind::bytes:
      return "bytea";
    case schema::TypeKind::enumeration:
      return "anyenum";
    case schema::TypeKind::native:
      return indexed_native(type);
    default:
      return std::string(schema::to_string(type.kind));
  }
}

bool collates(const schema::Type& of) {
  schema::Type type = lowered(of);
  type.dimensions = 0;
  if (type.kind != schema::TypeKind::native) return is_collatable(type);
  const std::string indexed = indexed_native(type);
  return indexed.empty() || indexed == "name" || indexed == "char";
}

std::string_view default_class(std::string_view method, std::string_view indexed_type) {
  for (const OperatorClass& one : classes) {
    if (one.is_default && one.method == method_of(method) && one.type == indexed_type)
      return one.name;
  }
  return {};
}

bool is_built_in_class(std::string_view name) {
  return std::ranges::find(classes, name, &OperatorClass::name) != classes.end();
}

bool takes(std::string_view method, std::string_view name, std::string_view indexed_type) {
  return std::ranges::any_of(classes, [&](const OperatorClass& one) {
    return one.method == method_of(method) && one.name == name && one.type == indexed_type;
  });
}

bool takes(std::string_view method, std::string_view name) {
  return std::ranges::any_of(classes, [&](const OperatorClass& one) {
    return one.method == method_of(method) && one.name == name;
  });
}

bool is_default_anywhere(std::string_view method, std::string_view name) {
  return std::ranges::any_of(classes, [&](const OperatorClass& one) {
    return one.method == method_of(method) && one.name == name && one.is_default;
  });
}

bool is_built_in_method(std::string_view method) {
  constexpr std::array<std::string_view, 6> methods{"btree",  "hash", "gist",
                                                    "spgist", "gin",  "brin"};
  return std::ranges::find(methods, method_of(method)) != methods.end();
}

}  // namespace limbeck::sql::postgresql
