// A table is named as its struct in snake_case, a column as its field.
#pragma once

#include <string>

namespace shop {

struct [[limbeck::table]] OrderLine {
  int id;
};

struct [[limbeck::table(schema = "audit", comment = "every request")]] HTTPRequest {
  [[limbeck::column("Path"), limbeck::index]] std::string path;
  [[limbeck::column("größe"), limbeck::check("\"größe\" > 0")]] int size;
};

class [[limbeck::table()]] Utf8Text2 {
  [[limbeck::primary_key]] int id_ = 0;
  std::string camelCase;

 public:
  int id() const { return id_; }
};

struct [[limbeck::table("a_table_with_a_name_that_is_rather_long_for_any_database"),
         limbeck::index(a_column_with_a_long_name, another_column_with_a_long_name)]] Long {
  int a_column_with_a_long_name;
  int another_column_with_a_long_name;
};

}  // namespace shop
