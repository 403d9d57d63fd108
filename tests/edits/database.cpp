#include "tests/edits/database.h"

#include <algorithm>

namespace limbeck::test {

std::string EditedDatabase::quoted(const schema::Name& name) const {
  return (name.schema.empty() ? "" : dialect().quote(name.schema) + ".") +
         dialect().quote(name.name);
}

AllRows EditedDatabase::rows(const schema::Schema& schema) {
  AllRows all;
  for (const schema::Table& table : schema.tables) {
    if (table.partition_of) continue;
    TableRows& found = all[table.name];
    std::string list;
    for (const schema::Column& column : table.columns) {
      if (column.generated) continue;
      found.columns.push_back(column.name);
      list += (list.empty() ? "" : ", ") + as_text(dialect().quote(column.name));
    }
    if (list.empty()) list = "1";
    for (const auto& values :
         driver().query("SELECT " + list + " FROM " + quoted(table.name)).rows) {
      auto& row = found.rows.emplace_back();
      for (const SqlValue& value : values) {
        const auto* text = std::get_if<std::string>(&value);
        row.push_back(text == nullptr ? "NULL" : *text);
      }
    }
  }
  return all;
}

std::vector<std::string> EditedDatabase::values(const schema::Name& table,
                                                const std::string& expression) {
  std::vector<std::string> found;
  for (const auto& row :
       driver()
           .query("SELECT " + as_text("(" + expression + ")") + " FROM " + quoted(table))
           .rows) {
    const auto* text = std::get_if<std::string>(&row.at(0));
    found.push_back(text == nullptr ? "NULL" : *text);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace limbeck::test
