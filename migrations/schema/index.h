#pragma once

#include <map>
#include <string>
#include <vector>

namespace limbeck::schema {

enum class Order : unsigned char { ascending, descending };
enum class Nulls : unsigned char { standard, first, last };

/// One element of an index: a column or an expression, never both.
struct IndexElement {
  std::string column = {};
  std::string expression = {};
  Order order = Order::ascending;
  Nulls nulls = Nulls::standard;
  std::string opclass = {};
  std::string collation = {};
  bool operator==(const IndexElement&) const = default;
};

struct Index {
  std::string name = {};
  std::vector<IndexElement> elements = {};
  bool unique = false;
  std::string where = {};   ///< WHERE of a partial index
  std::string method = {};  ///< `gin` …; if empty, the database's default
  std::vector<std::string> include = {};
  bool nulls_not_distinct = false;
  std::string tablespace = {};
  std::map<std::string, std::string> storage = {};  ///< WITH (…)
  std::string comment = {};
  bool operator==(const Index&) const = default;
};

}  // namespace limbeck::schema
