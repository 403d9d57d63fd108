#include "tests/edits/editor.h"

#include <algorithm>

#include "migrations/operations/apply.h"
#include "migrations/schema/columns.h"
#include "migrations/schema/mentions.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::test {

using schema::Column;
using schema::Table;
using schema::TypeKind;

schema::Table* Editor::any_table(const std::function<bool(const Table&)>& is) {
  return any_of<Table>(schema_.tables, [&](const Table& table) {
    return !table.partition_of && !table.columns.empty() && (!is || is(table));
  });
}

Editor::Place Editor::any_column(const Is& is) {
  std::vector<Place> found;
  for (Table& table : schema_.tables) {
    if (table.partition_of) continue;
    for (Column& column : table.columns) {
      if (is(table, column)) found.emplace_back(&table, &column);
    }
  }
  if (found.empty()) return {nullptr, nullptr};
  return random_.of(found);
}

std::string Editor::fresh(const std::string& base) {
  std::set<std::string> taken;
  for (const schema::Name& name : schema::known_names(schema_)) taken.insert(name.name);
  for (const Table& table : schema_.tables) {
    for (const Column& column : table.columns) taken.insert(column.name);
    for (const schema::Index& index : table.indexes) taken.insert(index.name);
    for (const schema::Unique& unique : table.uniques) taken.insert(unique.name);
    for (const schema::Check& check : table.checks) taken.insert(check.name);
    for (const schema::ForeignKey& key : table.foreign_keys) taken.insert(key.name);
  }
  for (const schema::Trigger& trigger : schema_.triggers) taken.insert(trigger.name);
  for (const schema::Enum& type : schema_.enums)
    taken.insert(type.values.begin(), type.values.end());
  for (const schema::Namespace& space : schema_.schemas) taken.insert(space.name.name);
  for (int number = 1;; ++number) {
    std::string name = "new_" + base + (number == 1 ? "" : "_" + std::to_string(number));
    if (random_.one_in(6)) name = "New \"" + base + "\" " + std::to_string(number);
    if (!taken.contains(name)) return name;
  }
}

std::string Editor::any_comment() {
  return random_.of<std::string>({"what it is", "it's \"odd\"\nand long", "größer", ""});
}

std::string Editor::quoted(const std::string& name) const {
  return sql::find_dialect(postgresql_ ? "postgresql" : "sqlite")->quote(name);
}
std::string Editor::quoted(const schema::Name& name) const {
  return (name.schema.empty() ? "" : quoted(name.schema) + ".") + quoted(name.name);
}

std::string Editor::literal(const std::string& text) const {
  return sql::find_dialect(postgresql_ ? "postgresql" : "sqlite")->quote_literal(text);
}

bool Editor::apply(operations::AnyOperation operation) {
  return !operations::apply(operations::Operation{std::move(operation), {}}, schema_);
}

bool Editor::in_primary_key(const Table& table, const std::string& column) const {
  return table.primary_key &&
         std::find(table.primary_key->columns.begin(), table.primary_key->columns.end(), column) !=
             table.primary_key->columns.end();
}

bool Editor::is_in_texts(const Table& table, const std::string& column) const {
  const auto names = [&](const std::string& text) {
    return !text.empty() && sql_text::mentions_column(text, column);
  };
  const auto has = [&](const auto& things, auto text_of) {
    return std::any_of(things.begin(), things.end(),
                       [&](const auto& thing) { return names(text_of(thing)); });
  };
  return names(table.partition_by) ||
         has(table.checks, [](const auto& check) { return check.expression; }) ||
         has(table.excludes, [](const auto& exclude) { return exclude.definition; }) ||
         has(table.columns,
             [](const auto& other) {
               return other.generated ? other.generated->expression : "";
             }) ||
         std::any_of(table.indexes.begin(), table.indexes.end(),
                     [&](const auto& index) {
                       return names(index.where) ||
                              has(index.elements, [](const auto& e) { return e.expression; });
                     }) ||
         std::any_of(schema_.triggers.begin(), schema_.triggers.end(),
                     [&](const schema::Trigger& trigger) {
                       return trigger.table == table.name &&
                              (names(trigger.fires) || names(trigger.definition));
                     }) ||
         std::any_of(schema_.views.begin(), schema_.views.end(), [&](const schema::View& view) {
           const schema::Mentions mentions(view.definition);
           return mentions.has_word(column) && mentions.has_word(table.name.name);
         });
}

std::vector<Editor::Place> Editor::tied_to(const Table& table, const std::string& column) {
  std::set<std::pair<schema::Name, std::string>> all{{table.name, column}};
  for (std::size_t size = 0; size != all.size();) {
    size = all.size();
    for (const Table& other : schema_.tables) {
      for (const schema::ForeignKey& key : other.foreign_keys) {
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
          const std::pair a{other.name, key.columns[i]}, b{key.ref_table, key.ref_columns[i]};
          if (all.contains(a)) all.insert(b);
          if (all.contains(b)) all.insert(a);
        }
      }
    }
  }
  std::vector<Place> places;
  for (const auto& [name, part] : all) {
    Table* found = schema::find_table(schema_, name);
    if (found == nullptr || found->partition_of) continue;
    if (Column* at = schema::find_column(*found, part)) places.emplace_back(found, at);
  }
  return places;
}

void Editor::note_renamed_table(const schema::Name& from, const schema::Name& to) {
  // The models know the name before all of today's edits.
  std::string old = from.name;
  if (const auto earlier = hints_.renamed_tables.find(from);
      earlier != hints_.renamed_tables.end()) {
    old = earlier->second;
    hints_.renamed_tables.erase(earlier);
  }
  if (schema::find_table(before_, {from.schema, old}) != nullptr) hints_.renamed_tables[to] = old;
  const auto move = [&](auto& map) {
    for (auto at = map.begin(); at != map.end();) {
      if (at->first.first != from) {
        ++at;
        continue;
      }
      auto value = std::pair{std::pair{to, at->first.second}, at->second};
      at = map.erase(at);
      map.insert(std::move(value));
    }
  };
  move(hints_.renamed_columns);
  move(hints_.fills);
  move(values_);
}

void Editor::note_renamed_column(const schema::Name& table, const std::string& from,
                                 const std::string& to) {
  std::string old = from;
  const std::pair key{table, from};
  if (const auto earlier = hints_.renamed_columns.find(key);
      earlier != hints_.renamed_columns.end()) {
    old = earlier->second;
    hints_.renamed_columns.erase(earlier);
  }
  if (const auto fill = hints_.fills.find(key); fill != hints_.fills.end()) {
    hints_.fills[{table, to}] = fill->second;
    hints_.fills.erase(fill);
  }
  if (auto value = values_.extract(key)) {
    value.key().second = to;
    values_.insert(std::move(value));
  }
  schema::Name before = table;
  if (const auto renamed = hints_.renamed_tables.find(table);
      renamed != hints_.renamed_tables.end())
    before.name = renamed->second;
  const Table* was = schema::find_table(before_, before);
  if (was != nullptr && schema::find_column(*was, old) != nullptr)
    hints_.renamed_columns[{table, to}] = old;
}

void Editor::forget_column(const schema::Name& table, const std::string& column) {
  hints_.renamed_columns.erase({table, column});
  hints_.fills.erase({table, column});
  values_.erase({table, column});
}

bool Editor::is_new_and_read(const schema::Name& table, const std::string& column) const {
  return values_.contains({table, column}) &&
         std::ranges::any_of(hints_.fills, [&](const auto& fill) {
           return schema::Mentions(fill.second).has_word(column);
         });
}

// As a person does who searches and replaces.
void Editor::rename_in_texts(const std::string& from, const std::string& to,
                             const schema::Name* table) {
  const auto rename = [&](std::string& text) {
    std::string result;
    for (const sql_text::Token& token : sql_text::lex(text)) {
      const bool is_name =
          token.kind == sql_text::Token::Kind::word || token.kind == sql_text::Token::Kind::quoted;
      if (is_name && sql_text::name_of(token) == from) {
        result += quoted(to);
      } else {
        result += token.text;
      }
    }
    text = result;
  };
  for (schema::View& view : schema_.views) {
    if (schema::Mentions(view.definition).has_word(from)) rename(view.definition);
  }
  for (schema::Trigger& trigger : schema_.triggers) {
    if (table != nullptr && trigger.table != *table) continue;
    if (!schema::Mentions(trigger.definition).has_word(from)) continue;
    // Each token is asked for by itself; a body is no string there.
    rename(trigger.definition);
  }
  for (schema::Function& function : schema_.functions) {
    if (!schema::Mentions(function.definition).has_word(from)) continue;
    // The body is a string of its own.
    std::string result, word;
    const auto flush = [&] {
      result += word == from ? quoted(to) : word;
      word.clear();
    };
    for (const char c : function.definition) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
        word += c;
      } else {
        flush();
        result += c;
      }
    }
    flush();
    function.definition = result;
  }
}

// Views and SQL functions that name the thing (and, if given, the word), and what names those.
void Editor::drop_texts_with(const schema::Name& thing, const std::string& word) {
  const std::set<schema::Name> known = schema::known_names(schema_);
  std::vector<schema::Name> gone{thing};
  for (std::size_t i = 0; i < gone.size(); ++i) {
    const schema::Name name = gone[i];
    const auto stands_on = [&](const std::string& text) {
      const schema::Mentions mentions(text);
      return mentions.has(name, known) && (i > 0 || word.empty() || mentions.has_word(word) ||
                                           text.find('*') != std::string::npos);
    };
    std::erase_if(schema_.views, [&](const schema::View& view) {
      if (view.name == name || !stands_on(view.definition)) return false;
      gone.push_back(view.name);
      return true;
    });
    std::erase_if(schema_.functions, [&](const schema::Function& function) {
      // The keyword is no mention of a table that is called so.
      const std::size_t keyword = function.definition.find("LANGUAGE");
      std::string text = function.definition.substr(0, keyword);
      const bool is_checked = function.definition.find("plpgsql") == std::string::npos;
      if (is_checked && keyword != std::string::npos)
        text += function.definition.substr(keyword + std::string_view("LANGUAGE").size());
      if (!stands_on(function.arguments) && !stands_on(text)) return false;
      gone.push_back(function.name);
      return true;
    });
  }
  std::erase_if(schema_.triggers, [&](const schema::Trigger& trigger) {
    return std::any_of(gone.begin() + 1, gone.end(), [&](const schema::Name& name) {
      return trigger.table == name || schema::Mentions(trigger.definition).has(name, known);
    });
  });
}

void Editor::drop_what_stands_on(Table& table, const std::string& column) {
  const auto names = [&](const std::string& text) {
    return !text.empty() && sql_text::mentions_column(text, column);
  };
  const auto has = [&](const std::vector<std::string>& columns) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  };
  if (table.primary_key && has(table.primary_key->columns)) table.primary_key.reset();
  std::erase_if(table.uniques, [&](const auto& unique) { return has(unique.columns); });
  std::erase_if(table.foreign_keys, [&](const auto& key) { return has(key.columns); });
  std::erase_if(table.checks, [&](const auto& check) { return names(check.expression); });
  std::erase_if(table.excludes, [&](const auto& exclude) { return names(exclude.definition); });
  std::erase_if(table.indexes, [&](const schema::Index& index) {
    return has(index.include) || names(index.where) ||
           std::any_of(index.elements.begin(), index.elements.end(), [&](const auto& element) {
             return element.column == column || names(element.expression);
           });
  });
  const schema::Name name = table.name;
  std::erase_if(schema_.triggers, [&](const schema::Trigger& trigger) {
    return trigger.table == name && (names(trigger.fires) || names(trigger.definition));
  });
  for (Table& other : schema_.tables) {
    std::erase_if(other.foreign_keys,
                  [&](const auto& key) { return key.ref_table == name && has(key.ref_columns); });
  }
  drop_texts_with(name, column);
}

void Editor::drop_keys_to_what_is_no_key() {
  for (Table& table : schema_.tables) {
    std::erase_if(table.foreign_keys, [&](const schema::ForeignKey& key) {
      const Table* referred = schema::find_table(schema_, key.ref_table);
      return referred == nullptr || !schema::is_key(*referred, key.ref_columns);
    });
  }
}

}  // namespace limbeck::test
