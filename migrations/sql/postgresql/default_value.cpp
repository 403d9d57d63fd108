// Checks defaults that are a literal or a function of known type against the column's type.
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "migrations/sql/postgresql/expressions.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using schema::Type;
using schema::TypeKind;
using sql_text::Token;
using TokenKind = Token::Kind;

// What is known about a default from its text.
enum class Value : unsigned char {
  unknown,
  null,
  text,
  bits,
  whole,
  fraction,
  boolean,
  date,
  time,
  instant,
  local_instant,
  uuid,
  number,
};

struct Default {
  Value value = Value::unknown;
  std::string text;  ///< of a literal
};

struct Function {
  std::string_view name;
  Value value;
};
constexpr std::array<Function, 12> known_functions{{{"clock_timestamp", Value::instant},
                                                    {"current_date", Value::date},
                                                    {"current_time", Value::time},
                                                    {"current_timestamp", Value::instant},
                                                    {"gen_random_uuid", Value::uuid},
                                                    {"localtime", Value::time},
                                                    {"localtimestamp", Value::local_instant},
                                                    {"nextval", Value::whole},
                                                    {"now", Value::instant},
                                                    {"random", Value::number},
                                                    {"statement_timestamp", Value::instant},
                                                    {"transaction_timestamp", Value::instant}}};

Default read(std::string_view sql, const schema::Schema& schema) {
  std::vector<Token> tokens = sql_text::solid_tokens(sql);
  std::string sign;
  while (tokens.size() > 2 && tokens.front().text == "(" && tokens.back().text == ")") {
    tokens.erase(tokens.begin());
    tokens.pop_back();
  }
  if (tokens.size() == 2 && (tokens[0].text == "-" || tokens[0].text == "+")) {
    sign = tokens[0].text == "-" ? "-" : "";
    tokens.erase(tokens.begin());
  }
  if (tokens.empty()) return {};
  const Token& first = tokens[0];
  if (tokens.size() == 1 && first.kind == TokenKind::number) {
    const bool whole = first.text.find_first_not_of("0123456789") == std::string_view::npos;
    return {whole ? Value::whole : Value::fraction, concat({sign, first.text})};
  }
  if (tokens.size() == 1 && first.kind == TokenKind::string && sign.empty()) {
    if (first.text.starts_with('\'')) return {Value::text, sql_text::text_of(first).value_or("")};
    const char prefix = first.text[0];
    const bool bits = prefix == 'x' || prefix == 'X' || prefix == 'b' || prefix == 'B';
    return {bits ? Value::bits : Value::unknown, {}};
  }
  if (tokens.size() == 1 && sql_text::is_word(first, "null")) return {Value::null, {}};
  if (tokens.size() == 1 && (sql_text::is_word(first, "true") || sql_text::is_word(first, "false")))
    return {Value::boolean, {}};
  const bool call = tokens.size() >= 3 && tokens[1].text == "(" && tokens.back().text == ")" &&
                    std::ranges::count(tokens, std::string_view(")"), &Token::text) == 1;
  if (tokens.size() != 1 && !call) return {};
  const bool declared = std::ranges::any_of(schema.functions, [&](const schema::Function& one) {
    return sql_text::equal_ignoring_case(one.name.name, first.text);
  });
  for (const Function& one : known_functions) {
    if (sql_text::is_word(first, one.name) && !declared) return {one.value, {}};
  }
  return {};
}

bool is_number_type(const Type& type) {
  switch (type.kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::real:
    case TypeKind::double_precision:
    case TypeKind::numeric:
      return true;
    default:
      return false;
  }
}
bool is_text_type(const Type& type) {
  return type.kind == TypeKind::text || type.kind == TypeKind::varchar ||
         type.kind == TypeKind::character;
}

std::string without_blanks(std::string text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && is_space(text.back())) text.pop_back();
  while (!text.empty() && is_space(text.front())) text.erase(0, 1);
  return text;
}

bool is_whole(const std::string& text) {
  const std::size_t digits = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  return text.size() > digits && text.find_first_not_of("0123456789", digits) == std::string::npos;
}

bool is_number(const std::string& text) {
  const std::string lower = sql_text::lower_case(text);
  for (const char* word : {"nan", "infinity", "-infinity", "+infinity", "inf", "-inf", "+inf"}) {
    if (lower == word) return true;
  }
  double value = 0;
  const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  const auto read = std::from_chars(begin, text.data() + text.size(), value);
  return read.ec != std::errc::invalid_argument && read.ptr == text.data() + text.size();
}

template <class Integer>
bool fits(const std::string& text) {
  Integer value{};
  const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  const auto read = std::from_chars(begin, text.data() + text.size(), value);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool fits(const std::string& number, const Type& type) {
  switch (type.kind) {
    case TypeKind::smallint:
      return fits<std::int16_t>(number);
    case TypeKind::integer:
      return fits<std::int32_t>(number);
    case TypeKind::bigint:
      return fits<std::int64_t>(number);
    default:
      return true;
  }
}

bool is_boolean(std::string text) {
  text = sql_text::lower_case(text);
  if (text == "1" || text == "0" || text == "on" || text == "of" || text == "off") return true;
  for (const std::string_view word : {"true", "false", "yes", "no"}) {
    if (!text.empty() && word.starts_with(text)) return true;
  }
  return false;
}

bool is_uuid(const std::string& text) {
  int digits = 0;
  for (const char c : text) {
    if (std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos) {
      ++digits;
    } else if (c != '-' && c != '{' && c != '}') {
      return false;
    }
  }
  return digits == 32;
}

bool has_digit(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}
bool is_special_time(const std::string& text) {
  const std::string lower = sql_text::lower_case(text);
  for (const char* word :
       {"now", "today", "tomorrow", "yesterday", "epoch", "infinity", "-infinity", "allballs"}) {
    if (lower == word) return true;
  }
  return false;
}
// Only texts that are certainly no date: PostgreSQL accepts more forms of dates than are known
// here.
bool can_be_date(const std::string& text) {
  if (is_special_time(text)) return true;
  const std::size_t digits = static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }));
  const bool brackets = text.find_first_of("{}[]\"") != std::string::npos;
  const bool separated = text.find_first_of("-/. ,") != std::string::npos || digits >= 6;
  int month = 0, day = 0;
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {
    month = std::atoi(text.substr(5, 2).c_str());
    day = std::atoi(text.substr(8, 2).c_str());
    const bool short_month = month == 4 || month == 6 || month == 9 || month == 11;
    const int most = month == 2 ? 29 : short_month ? 30 : 31;
    if (month < 1 || month > 12 || day < 1 || day > most) return false;
  }
  return digits >= 3 && separated && !brackets;
}
bool can_be_time(const std::string& text) {
  if (is_special_time(text)) return true;
  const bool brackets = text.find_first_of("{}[]\"") != std::string::npos;
  return !brackets && (text.find(':') != std::string::npos || (text.size() >= 4 && is_whole(text)));
}

// An array's literal begins with a bracket and ends with it.
bool can_be_array(const std::string& text) {
  if (!text.starts_with('{') && !(text.starts_with('[') && text.find("={") != std::string::npos))
    return false;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
      const std::size_t next = text.find_first_not_of(" \t\n", i + 1);
      if (!quoted && (next == std::string::npos || (text[next] != ',' && text[next] != '}')))
        return false;
    } else if (!quoted && text[i] == '{') {
      ++depth;
    } else if (!quoted && text[i] == '}') {
      --depth;
    }
  }
  return depth == 0 && !quoted && text.ends_with('}');
}

// Brackets in pairs outside of texts, and a value there is.
bool can_be_json(const std::string& text) {
  if (text.empty()) return false;
  const std::string_view starts = "{[\"-0123456789";
  const bool word = text == "true" || text == "false" || text == "null";
  if (!word && starts.find(text[0]) == std::string_view::npos) return false;
  std::string open;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '{' || c == '[')) {
      open += c;
    } else if (!quoted && (c == '}' || c == ']')) {
      if (open.empty() || (open.back() == '{') != (c == '}')) return false;
      open.pop_back();
    }
  }
  if (!open.empty() || quoted) return false;
  if (text[0] == '{') {
    const std::size_t inside = text.find_first_not_of(" \t\r\n", 1);
    return text[inside] == '}' || text[inside] == '"';
  }
  if (text[0] == '"' || text[0] == '[' || word) return true;
  return is_number(text);
}

bool can_be_text_of(const std::string& literal_text, const Type& type,
                    const schema::Schema& schema);

bool elements_can_be(const std::string& text, const Type& type, const schema::Schema& schema) {
  // Only plain lists are checked here. The server checks quoted and nested elements.
  if (text.find_first_of("\"\\", 1) != std::string::npos || !text.starts_with('{') ||
      text.find('{', 1) != std::string::npos)
    return true;
  const std::string inside = without_blanks(text.substr(1, text.size() - 2));
  if (inside.empty()) return true;
  Type element = type;
  element.dimensions = 0;
  for (std::size_t start = 0; start <= inside.size();) {
    const std::size_t comma = std::min(inside.find(',', start), inside.size());
    const std::string one = without_blanks(inside.substr(start, comma - start));
    start = comma + 1;
    if (one.empty()) return false;
    if (sql_text::lower_case(one) != "null" && !can_be_text_of(one, element, schema)) return false;
  }
  return true;
}

bool can_be_native(const std::string& text, const std::string& name) {
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
  };
  const bool no_digits = !has_digit(text);
  if (is({"point", "box", "lseg"})) return text.find(',') != std::string::npos && !no_digits;
  if (is({"path", "polygon", "circle", "line"}))
    return text.find(',') != std::string::npos && !no_digits && text.find('-') == std::string::npos;
  if (is({"inet", "cidr"})) {
    const bool address = text.find('.') != std::string::npos ||
                         text.find("::") != std::string::npos ||
                         (name == "cidr" && is_whole(text)) || std::ranges::count(text, ':') > 1;
    return address && text.find_first_of(" {}\"") == std::string::npos;
  }
  if (is({"macaddr", "macaddr8"})) {
    const auto digits = std::ranges::count_if(text, [](char c) {
      return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
    });
    const auto separators = std::ranges::count(text, ':') + std::ranges::count(text, '-');
    const bool pairs = separators == 5 || separators == 7 || digits == 12 || digits == 16;
    return digits >= 6 && pairs && text.find_first_of(" {}\"") == std::string::npos;
  }
  // Before 16 xid took any text for a number.
  if (is({"money", "oid", "regclass", "xid", "xid8"})) {
    if (name == "regclass") return true;
    return text.empty() ? name == "money"
                        : has_digit(text) && text.find_first_of(":{}\" /") == std::string::npos &&
                              text.find('-', 1) == std::string::npos;
  }
  if (name.starts_with("bit")) {
    const bool hex = text.starts_with('x') || text.starts_with('X');
    const std::string_view digits = hex ? "0123456789abcdefABCDEF" : "01";
    const std::size_t from = hex || text.starts_with('b') || text.starts_with('B') ? 1 : 0;
    return text.find_first_not_of(digits, from) == std::string::npos;
  }
  if (name.ends_with("multirange"))
    return text.starts_with('{') && text.ends_with('}') &&
           (text.find_first_not_of(" {}") == std::string::npos ||
            text.find_first_of("[(") != std::string::npos);
  if (is({"int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange"})) {
    return sql_text::lower_case(text) == "empty" ||
           (text.find_first_of("[(") == 0 && text.find(',') != std::string::npos &&
            text.find_last_of("])") == text.size() - 1);
  }
  if (name.starts_with("time")) return can_be_time(text);
  if (name == "pg_lsn")
    return text.find('/') != std::string::npos && text.find_first_of(" :{}") == std::string::npos;
  return true;
}

bool can_be_text_of(const std::string& literal_text, const Type& type,
                    const schema::Schema& schema) {
  const std::string text = without_blanks(literal_text);
  if (type.dimensions > 0) return can_be_array(text) && elements_can_be(text, type, schema);
  switch (type.kind) {
    case TypeKind::boolean:
      return is_boolean(text);
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
      return is_whole(text) && fits(text, type);
    case TypeKind::real:
    case TypeKind::double_precision:
    case TypeKind::numeric:
      return is_number(text);
    case TypeKind::uuid:
      return is_uuid(text);
    case TypeKind::date:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return can_be_date(text);
    case TypeKind::time:
      return can_be_time(text);
    case TypeKind::interval:
      return has_digit(text) && text.find_first_of("{}[]\"") == std::string::npos &&
             !(text.size() == 10 && text[4] == '-' && text[7] == '-');
    case TypeKind::json:
    case TypeKind::jsonb:
      return can_be_json(text);
    case TypeKind::enumeration:
      return true;  // values of enums are looked at wherever they stand:
                    // migrations/schema/enum_values
    case TypeKind::native:
      return can_be_native(text, type.name.name);
    default:
      return true;
  }
}

// Types whose values are not known: those of extensions, and domains.
bool is_known(const Type& type) {
  if (type.kind != TypeKind::native) return true;
  const std::string name = type.name.name.substr(0, type.name.name.find('('));
  constexpr std::array<std::string_view, 41> known{"\"char\"",
                                                   "bit",
                                                   "bit varying",
                                                   "box",
                                                   "bpchar",
                                                   "cidr",
                                                   "circle",
                                                   "datemultirange",
                                                   "daterange",
                                                   "inet",
                                                   "int4multirange",
                                                   "int4range",
                                                   "int8multirange",
                                                   "int8range",
                                                   "jsonpath",
                                                   "line",
                                                   "lseg",
                                                   "macaddr",
                                                   "macaddr8",
                                                   "money",
                                                   "name",
                                                   "nummultirange",
                                                   "numrange",
                                                   "oid",
                                                   "path",
                                                   "pg_lsn",
                                                   "point",
                                                   "polygon",
                                                   "regclass",
                                                   "regtype",
                                                   "time",
                                                   "time with time zone",
                                                   "tsmultirange",
                                                   "tsquery",
                                                   "tsrange",
                                                   "tstzmultirange",
                                                   "tstzrange",
                                                   "tsvector",
                                                   "xid",
                                                   "xid8",
                                                   "xml"};
  return std::ranges::find(known, name) != known.end() || type.name.name.starts_with("time");
}

bool takes_number(const Type& type, const Default& value) {
  if (is_text_type(type)) return true;
  // What a function gives is seen when it is called.
  if (value.text.empty()) return is_number_type(type) || type.kind == TypeKind::native;
  if (type.kind == TypeKind::native) {
    const std::string& name = type.name.name;
    if (name == "money" || name == "bpchar" || name == "name") return true;
    const bool of_catalog = name == "oid" || name.starts_with("reg");
    return of_catalog && value.value == Value::whole && fits<std::int64_t>(value.text);
  }
  if (!is_number_type(type)) return false;
  return value.value != Value::whole || type.kind == TypeKind::numeric ||
         type.kind == TypeKind::real || type.kind == TypeKind::double_precision ||
         fits(value.text, type);
}

// Whether PostgreSQL assigns a value of the first to a column of the second (pg_cast, castcontext
// 'a' and 'i').
bool takes(const Type& type, const Default& value, const schema::Schema& schema) {
  const bool text_like =
      type.dimensions == 0 &&
      (is_text_type(type) ||
       (type.kind == TypeKind::native && (type.name.name == "bpchar" || type.name.name == "name")));
  switch (value.value) {
    case Value::unknown:
    case Value::null:
      return true;
    case Value::text:
      return can_be_text_of(value.text, type, schema);
    case Value::bits:
      return text_like || (type.dimensions == 0 && type.kind == TypeKind::native &&
                           type.name.name.starts_with("bit"));
    case Value::whole:
    case Value::fraction:
      return type.dimensions == 0 && takes_number(type, value);
    case Value::number:
      return text_like || (type.dimensions == 0 && is_number_type(type));
    case Value::boolean:
      return text_like || (type.dimensions == 0 && type.kind == TypeKind::boolean);
    case Value::uuid:
      return text_like || (type.dimensions == 0 && type.kind == TypeKind::uuid);
    case Value::date:
      return text_like || (type.dimensions == 0 &&
                           (type.kind == TypeKind::date || type.kind == TypeKind::timestamp ||
                            type.kind == TypeKind::timestamptz));
    case Value::time:
      return text_like || (type.dimensions == 0 &&
                           (type.kind == TypeKind::time || type.kind == TypeKind::interval ||
                            (type.kind == TypeKind::native && type.name.name.starts_with("time"))));
    case Value::instant:
    case Value::local_instant:
      return text_like ||
             (type.dimensions == 0 &&
              (type.kind == TypeKind::date || type.kind == TypeKind::time ||
               type.kind == TypeKind::timestamp || type.kind == TypeKind::timestamptz ||
               (value.value == Value::instant && type.kind == TypeKind::native &&
                type.name.name.starts_with("time"))));
  }
  return true;
}

}  // namespace

std::string default_problem(std::string_view sql, const schema::Type& of,
                            const schema::Schema& schema) {
  const Type type = lowered(of);
  if (!is_known(type)) return {};
  const Default value = read(sql, schema);
  if (takes(type, value, schema)) return {};
  return concat({"the default ", sql, " is no value of type ", to_string(of),
                 "; give one that is, or cast it: CAST(… AS …)"});
}

}  // namespace limbeck::sql::postgresql
