// Whether a session can see limbeck's tables: a right that is missing is not an empty database.
#pragma once

#include <functional>
#include <pqxx/pqxx>
#include <string>
#include <string_view>

namespace limbeck::connection {

/// Asks the server's catalog, which everybody may read. Not inside a transaction that has failed.
class Rights {
 public:
  /// Runs a query, as the session that the rights are of.
  using Ask = std::function<pqxx::result(const std::string& sql)>;
  Rights(Ask ask, std::string place) : ask_(std::move(ask)), place_(std::move(place)) {}

  /// Whether the table is there: in `schema`, or with an empty one in a schema of the search path.
  /// Throws where that cannot be known: a schema of the path may not be used, the schema that was
  /// named or all those of the path are not in the database.
  bool has_table(std::string_view schema, std::string_view table) const;

  /// Throws, with the statement that mends it, where the session may not use the table's schema,
  /// may not read (with `change`: may not write) the table, or is shown some of its rows only. Does
  /// nothing where all is well.
  void require(std::string_view schema, std::string_view table, bool change) const;

  /// Throws, with the statement that mends it, where `table`, quoted, is not one that limbeck
  /// reads, or with `change` writes (table_check.h).
  void require_own(std::string_view table, bool change) const;

  /// There is no schema in which a table without one would be made.
  [[noreturn]] void throw_no_schema(std::string_view search_path) const;

 private:
  void require_creation(std::string_view schema, std::string_view table) const;

  Ask ask_;
  std::string place_;
};

}  // namespace limbeck::connection
