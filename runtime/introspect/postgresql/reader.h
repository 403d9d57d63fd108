// Asking the catalogs, and the values of their rows.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/connection.h"
#include "migrations/schema/constraint.h"

namespace limbeck::introspect::postgresql {

/// Runs a query of limbeck's own: what it names is pg_catalog's, whatever the schemas of the
/// search_path hold, and it runs with that path (migrations/sql/postgresql/own_names.h, which says
/// what `cursor` and `texts` are).
Rows ask(Connection& connection, std::string_view cursor, std::string_view query,
         std::initializer_list<std::string_view> texts = {});

/// One row; columns by their number. NULL is empty, 0 or false.
class Row {
 public:
  explicit Row(const std::vector<SqlValue>& values) : values_(values) {}
  std::string text(std::size_t i) const;
  std::optional<std::string> optional_text(std::size_t i) const;
  std::int64_t number(std::size_t i) const;
  /// The number that a text column holds in this row; 0 where the text is not a number.
  std::int64_t number_in_text(std::size_t i) const;
  bool flag(std::size_t i) const { return number(i) != 0; }
  bool is_null(std::size_t i) const;

 private:
  const std::vector<SqlValue>& values_;
};

/// `name=value` a line each.
std::map<std::string, std::string> options_of(const std::string& lines, const std::string& prefix);

std::vector<std::string> lines_of(const std::string& lines);
/// The names of a list that LIMBECK_NAMES wrote.
std::vector<std::string> names_of(const std::string& lines);

schema::Action action_of(const std::string& letter);
schema::Deferrable deferrable_of(bool deferrable, bool deferred);

}  // namespace limbeck::introspect::postgresql
