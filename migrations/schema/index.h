// Indexes as values, with their tables of fields (see fields.h).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "limbeck/table.h"
#include "migrations/schema/fields.h"

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
template <>
struct Fields<IndexElement> {
  using Spec = limbeck::IndexElement;
  static constexpr auto list = FieldList{
      field("column", &IndexElement::column, &Spec::column),
      field("expression", &IndexElement::expression, &Spec::expression),
      field("order", &IndexElement::order, &Spec::order),
      field("nulls", &IndexElement::nulls, &Spec::nulls),
      field("opclass", &IndexElement::opclass, &Spec::opclass),
      field("collation", &IndexElement::collation, &Spec::collation),
  };
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
template <>
struct Fields<Index> {
  using Spec = limbeck::IndexOptions;
  static constexpr std::size_t beside = 1;  // `concurrently`
  static constexpr auto list = FieldList{
      field("name", &Index::name, NoSpec{}).required_in_json().key(),
      field("columns", &Index::elements, NoSpec{}).always_in_json(),
      field("unique", &Index::unique, &Spec::unique).always_in_json().argument(),
      field("where", &Index::where, &Spec::where).argument(),
      field("using", &Index::method, &Spec::method).in_cpp_as("method"),
      field("include", &Index::include, &Spec::include).argument(),
      field("nulls_not_distinct", &Index::nulls_not_distinct, &Spec::nulls_not_distinct)
          .said("nulls not distinct")
          .argument(),
      field("tablespace", &Index::tablespace, &Spec::tablespace).said("tablespace %").argument(),
      field("storage", &Index::storage, &Spec::storage).said("%").argument("with"),
      field("comment", &Index::comment, &Spec::comment).said("comment '%'").argument(),
  };
};

}  // namespace limbeck::schema
