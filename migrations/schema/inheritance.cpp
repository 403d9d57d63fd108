#include "migrations/schema/inheritance.h"

#include <algorithm>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::schema {
namespace {

std::string quoted_where_needed(const std::string& name) {
  const bool plain = sql_text::is_plain_name(name) && sql_text::lower_case(name) == name;
  return plain ? name : sql_text::in_quotes(name, '"');
}

std::string listed(const std::vector<Name>& names) {
  std::string list;
  for (const Name& name : names) {
    if (!list.empty()) list += ", ";
    if (!name.schema.empty()) list += quoted_where_needed(name.schema) + ".";
    list += quoted_where_needed(name.name);
  }
  return list;
}

template <class Is>
std::vector<Name> names_of_setting(const Table& table, Is is) {
  for (const auto& [setting, value] : table.settings)
    if (is(setting)) return names_in_setting(value);
  return {};
}

template <class Is>
void rename_in_setting(Table& table, Is is, const Name& from, const std::string& to) {
  for (auto& [setting, value] : table.settings) {
    if (!is(setting)) continue;
    std::vector<Name> names = names_in_setting(value);
    const auto found = std::ranges::find(names, from);
    if (found == names.end()) continue;
    found->name = to;
    value = listed(names);
  }
}

}  // namespace

bool is_inherits(std::string_view setting) { return setting.ends_with(".inherits"); }
bool is_inherited(std::string_view setting) { return setting.ends_with(".inherited"); }

std::vector<Name> names_in_setting(std::string_view value) {
  std::vector<Name> names;
  bool is_part = false;  // of the name before it
  for (const sql_text::Token& token : sql_text::solid_tokens(value)) {
    if (token.text == "." || token.text == ",") {
      is_part = token.text == ".";
      continue;
    }
    const std::string name = sql_text::folded_name(token);
    if (is_part && !names.empty()) {
      names.back() = {names.back().name, name};
    } else {
      names.push_back({{}, name});
    }
    is_part = false;
  }
  return names;
}

std::vector<Name> parents_of(const Table& table) { return names_of_setting(table, is_inherits); }

std::vector<std::string> inherited_columns(const Table& table) {
  std::vector<std::string> columns;
  for (Name& name : names_of_setting(table, is_inherited)) columns.push_back(std::move(name.name));
  return columns;
}

void rename_parent(Table& table, const Name& parent, const std::string& new_name) {
  rename_in_setting(table, is_inherits, parent, new_name);
}

void rename_inherited_column(Table& table, const std::string& column, const std::string& new_name) {
  rename_in_setting(table, is_inherited, {{}, column}, new_name);
}

}  // namespace limbeck::schema
