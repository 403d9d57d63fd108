#include "runtime/introspect/postgresql/reader.h"

#include <algorithm>
#include <charconv>

#include "migrations/sql/postgresql/own_names.h"
#include "runtime/introspect/answer.h"

namespace limbeck::introspect::postgresql {

Rows ask(Connection& connection, std::string_view cursor, std::string_view query,
         std::initializer_list<std::string_view> texts) {
  return query_texts(connection, sql::postgresql::look_in_catalog +
                                     sql::postgresql::catalog_query(cursor, query, texts));
}

std::string Row::text(std::size_t i) const { return optional_text(i).value_or(""); }

std::optional<std::string> Row::optional_text(std::size_t i) const {
  if (const auto* text = std::get_if<std::string>(&values_.at(i))) return *text;
  return std::nullopt;
}

std::int64_t Row::number(std::size_t i) const {
  const auto* number = std::get_if<std::int64_t>(&values_.at(i));
  return number == nullptr ? 0 : *number;
}

std::int64_t Row::number_in_text(std::size_t i) const {
  const std::string digits = text(i);
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool Row::is_null(std::size_t i) const {
  return std::holds_alternative<std::monostate>(values_.at(i));
}

std::vector<std::string> lines_of(const std::string& lines) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    all.push_back(lines.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

std::vector<std::string> names_of(const std::string& lines) {
  std::vector<std::string> names = lines_of(lines);
  for (std::string& name : names) {
    std::string plain;
    for (std::size_t i = 0; i < name.size(); ++i) {
      const bool escaped = name[i] == '\\' && i + 1 < name.size();
      if (escaped) ++i;
      plain += escaped && name[i] == 'n' ? '\n' : name[i];
    }
    name = std::move(plain);
  }
  return names;
}

std::map<std::string, std::string> options_of(const std::string& lines, const std::string& prefix) {
  std::map<std::string, std::string> options;
  for (const std::string& line : lines_of(lines)) {
    const std::size_t equals = std::min(line.find('='), line.size());
    options[prefix + line.substr(0, equals)] = line.substr(std::min(equals + 1, line.size()));
  }
  return options;
}

// PostgreSQL 15, "pg_constraint".
schema::Action action_of(const std::string& letter) {
  if (letter == "r") return schema::Action::restrict;
  if (letter == "c") return schema::Action::cascade;
  if (letter == "n") return schema::Action::set_null;
  if (letter == "d") return schema::Action::set_default;
  return schema::Action::no_action;
}

schema::Deferrable deferrable_of(bool deferrable, bool deferred) {
  if (!deferrable) return schema::Deferrable::no;
  return deferred ? schema::Deferrable::initially_deferred
                  : schema::Deferrable::initially_immediate;
}

}  // namespace limbeck::introspect::postgresql
