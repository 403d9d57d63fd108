#include "tests/conversions/values.h"

namespace limbeck::test {
namespace {

using schema::Type;
using schema::TypeKind;

HardValue same(const std::string& sql) { return {sql, sql}; }

std::vector<HardValue> all_same(const std::vector<std::string>& texts) {
  std::vector<HardValue> values;
  for (const std::string& text : texts) values.push_back(same(text));
  return values;
}

HardValue bytes(const std::string& hex) {
  return {"decode('" + hex + "', 'hex')", "x'" + hex + "'"};
}

// Texts are also tried as whatever else they could be.
std::vector<std::string> texts() {
  return {"''",
          "' '",
          "'it''s'",
          "'tab\\101 and \\\\ end'",
          "'odd \\'",
          "'\"quoted\"'",
          "'größe 日本 😀'",
          "'\\x414243'",
          "'true'",
          "'false'",
          "'yes'",
          "'No'",
          "' TRUE '",
          "'t'",
          "'on'",
          "'2'",
          "'0'",
          "'1'",
          "'-0'",
          "' 42'",
          "'42 '",
          "'+7'",
          "'007'",
          "'1e3'",
          "'1.5'",
          "'2.5'",
          "'-2.5'",
          "'.5'",
          "'5.'",
          "'0x10'",
          "'1_000'",
          "'--1'",
          "'9223372036854775807'",
          "'9223372036854775808'",
          "'99999'",
          "'2147483648'",
          "'0.30000000000000004'",
          "'1e400'",
          "'NaN'",
          "'Infinity'",
          "'-Infinity'",
          "'2020-02-29'",
          "'2020-02-30'",
          "'0044-03-15'",
          "'9999-12-31'",
          "'12345-01-01'",
          "'01/02/2020'",
          "'today'",
          "'infinity'",
          "'2020-01-01 10:00'",
          "'2020-01-01T10:00:00.250Z'",
          "'2020-01-01 00:30:00+02'",
          "'2020-01-01 23:30:00-0530'",
          "'2020-01-01 10:00:00.123456'",
          "'10:00'",
          "'23:59:59.999999'",
          "'24:00'",
          "'10:00 PM'",
          "'1 day'",
          "'{}'",
          "'[1, \"a\\u00e9\"]'",
          "'{\"a\": 1'",
          "'null'",
          "'{a,b}'",
          "'happy'",
          "'so-so'",
          "'Happy'",
          "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
          "'{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}'",
          "'a0eebc999c0b4ef8bb6d6bb9bd380a1'",
          "'127.0.0.1'"};
}

std::vector<HardValue> short_texts() {
  return all_same({"'a'", "''", "'1'", "'true'", "'no'", "' 7'", "'\\'", "'ö'", "'so-so'",
                   "'happy'", "'1e3'", "'[1]'", "'10:00'"});
}

std::vector<HardValue> all_bytes() {
  std::vector<HardValue> values;
  for (const char* hex :
       {"", "414243", "00", "610062", "ff", "c3a9", "c3", "80", "f09f9880", "f09f98", "eda080",
        "c080", "efbfbd", "6e756c6c", "31", "74727565", "a0eebc999c0b4ef8bb6d6bb9bd380a11",
        "00000000000000000000000000000000", "3031323334353637383961626364656667"}) {
    values.push_back(bytes(hex));
  }
  return values;
}

std::vector<HardValue> arrays_of(const std::vector<std::string>& literals) {
  std::vector<HardValue> values;
  for (const std::string& literal : literals) values.push_back({literal, {}});
  return values;
}

}  // namespace

const std::vector<std::string>& all_types() {
  static const std::vector<std::string> types{
      "boolean",          "smallint",      "integer",  "bigint",    "real",
      "double precision", "numeric(10,2)", "numeric",  "text",      "varchar(40)",
      "char(5)",          "bytes",         "uuid",     "date",      "time",
      "timestamp",        "timestamptz",   "interval", "json",      "jsonb",
      "enum mood",        "enum level",    "text[]",   "integer[]", "boolean[]",
      "bytes[]",          "timestamptz[]", "inet"};
  return types;
}

std::vector<HardValue> hard_values(const Type& type) {
  if (type.dimensions > 0) {
    switch (type.kind) {
      case TypeKind::text:
        return arrays_of(
            {"'{}'", "'{a,NULL,\"b,c\"}'", "'{1,-2}'", "'{true,false}'", "'{\"\\\\\\\\x41\"}'"});
      case TypeKind::boolean:
        return arrays_of({"'{}'", "'{t,NULL,f}'"});
      case TypeKind::bytes:
        return arrays_of({"ARRAY[decode('ff', 'hex'), NULL]"});
      case TypeKind::timestamptz:
        return arrays_of({"ARRAY['2020-01-01 10:00+02'::timestamptz, NULL]"});
      default:
        return arrays_of({"'{}'", "'{1,NULL,-7}'", "'{{0,1},{2,3}}'"});
    }
  }
  switch (type.kind) {
    case TypeKind::boolean:
      return all_same({"true", "false"});
    case TypeKind::smallint:
      return all_same({"0", "1", "-1", "32767", "-32768"});
    case TypeKind::integer:
      return all_same({"0", "1", "5", "-2147483648", "2147483647", "16777217"});
    case TypeKind::bigint:
      return all_same({"0", "1", "-7", "9223372036854775807", "-9223372036854775808",
                       "9007199254740993", "1700000000"});
    case TypeKind::real:
      return {same("0"), same("0.5"), same("-2.5"), {"'Infinity'", "9e999"}, {"'NaN'", ""}};
    case TypeKind::double_precision:
      return {same("0"),
              same("-0.0"),
              same("0.1"),
              same("0.30000000000000004"),
              same("2.5"),
              same("-2.5"),
              same("3.5"),
              same("0.49999999999999994"),
              same("1e300"),
              same("1e22"),
              same("1e15"),
              same("123456789012345680"),
              same("5e-324"),
              same("9007199254740992"),
              {"'-Infinity'", "-9e999"},
              {"'NaN'", ""}};
    case TypeKind::numeric:
      if (type.precision)
        return all_same({"0", "1.50", "-2.5", "0.5", "99999999.99", "-0.01", "12345"});
      return {same("0"),
              same("1.005"),
              same("2.5"),
              same("-2.5"),
              same("9223372036854775807"),
              same("1e30"),
              same("0.1"),
              {"'NaN'", ""},
              {"'Infinity'", "9e999"}};
    case TypeKind::text:
      return all_same(texts());
    case TypeKind::varchar:
    case TypeKind::character:
      return short_texts();
    case TypeKind::bytes:
      return all_bytes();
    case TypeKind::uuid:
      return {{"'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "x'a0eebc999c0b4ef8bb6d6bb9bd380a11'"},
              {"'00000000-0000-0000-0000-000000000000'", "x'00000000000000000000000000000000'"},
              {"'ffffffff-ffff-ffff-ffff-ffffffffffff'", "x'ffffffffffffffffffffffffffffffff'"}};
    case TypeKind::date:
      return {same("'2020-02-29'"), same("'0001-01-01'"),    same("'9999-12-31'"),
              {"'infinity'", ""},   {"'0044-03-15 BC'", ""}, {"'12345-01-01'", ""}};
    case TypeKind::time:
      return all_same({"'00:00:00'", "'23:59:59.999999'", "'10:00:00.5'"});
    case TypeKind::timestamp:
      return {same("'2020-02-29 23:59:59.25'"),
              same("'0001-01-01 00:00:00'"),
              same("'9999-12-31 00:00:00'"),
              {"'-infinity'", ""},
              {"'0044-03-15 10:00 BC'", ""}};
    case TypeKind::timestamptz:
      return {{"'2020-01-01 00:30:00+02'", "'2020-01-01T00:30+02:00'"},
              {"'2020-06-30 23:59:59.25+00'", "'2020-06-30 23:59:59.25'"},
              {"'2020-06-30 23:30:00-05:30'", "'2020-06-30 23:30:00-05:30'"},
              {"'infinity'", ""},
              {"'0044-03-15 10:00+00 BC'", ""}};
    case TypeKind::interval:
      return {{"'1 day 02:03:04.5'", "93784"}, {"'-1 mon'", "0"}};
    case TypeKind::json:
    case TypeKind::jsonb:
      return all_same({"'{\"a\": [1, null, \"\\u00e9\\\\\"]}'", "'null'", "'\"text\"'", "'1e3'",
                       "' [] '", "'true'"});
    case TypeKind::enumeration:
      if (type.name.name == "level") return all_same({"'happy'", "'low'"});
      return all_same({"'happy'", "'so-so'", "'it''s'"});
    default:
      return {{"'127.0.0.1'", ""}, {"'10.0.0.0/8'", ""}};
  }
}

schema::Schema with_enums() {
  schema::Schema schema;
  schema.enums = {{.name = {{}, "level"}, .values = {"low", "happy"}},
                  {.name = {{}, "mood"}, .values = {"happy", "so-so", "it's"}}};
  return schema;
}

}  // namespace limbeck::test
