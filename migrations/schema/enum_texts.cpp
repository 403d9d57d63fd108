#include "migrations/schema/enum_texts.h"

#include <algorithm>
#include <set>

#include "migrations/schema/location.h"
#include "migrations/schema/mentions.h"
#include "migrations/schema/object_text.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::schema {
namespace {

std::string of(std::string_view what, std::string_view name) {
  return concat({what, "'", name, "'"});
}

/// Collects the places of one enum's values.
class Places {
 public:
  Places(const Schema& schema, const Name& type)
      : schema_(schema), type_(type), values_(schema, type) {}

  std::vector<SaidPlace> find() {
    for (const Table& table : schema_.tables) look_at(table);
    each_type_over_another(schema_, [&](const auto& type) { look_at_type(type); });
    for (const View& view : schema_.views) {
      if (!may_say_values(view)) continue;
      const std::string name = to_string(view.name);
      look_at(view.definition, columns_read_by(schema_, view.definition),
              path_of(Object{ObjectKind::view, view.name, {}}), of("view ", name));
    }
    for (const Trigger& trigger : schema_.triggers) {
      const Table* table = find_table(schema_, trigger.table);
      if (table == nullptr) continue;
      const auto& columns = column_source(schema_, *table).columns;
      if (!has_column(columns) && !may_name_type(trigger.definition)) continue;
      look_at(trigger.definition, columns,
              path_of(Object{ObjectKind::trigger, trigger.table, trigger.name}),
              of("trigger ", trigger.name));
    }
    for (const Function& function : schema_.functions) look_at(function);
    return std::move(found_);
  }

 private:
  bool may_name_type(std::string_view text) const {
    return text.find(type_.name) != std::string_view::npos;
  }

  bool has_column(const std::vector<Column>& columns) const {
    return std::ranges::any_of(columns,
                               [&](const Column& column) { return values_.is_type(column.type); });
  }

  // Most views do not use the enum, and collecting all columns for each of them would take long.
  bool may_say_values(const View& view) {
    if (view.definition.find('\'') == std::string::npos) return false;
    if (may_name_type(view.definition)) return true;
    if (with_column_.empty()) return false;
    if (known_.empty()) known_ = known_names(schema_);
    const Mentions mentions(view.definition);
    return std::ranges::any_of(with_column_,
                               [&](const Name& table) { return mentions.has(table, known_); });
  }

  void add(const std::vector<SaidValue>& said, const std::string& path, const std::string& what,
           bool in_body = false) {
    for (const SaidValue& one : said) {
      found_.push_back({path, what, one.value, one.certain, in_body});
    }
  }

  void look_at(std::string_view text, const std::vector<Column>& columns, const std::string& path,
               const std::string& what) {
    add(values_.said_in(text, columns), path, what);
  }

  static std::pair<std::string, std::string> place(const Table& table, const Column& column,
                                                   bool is_default) {
    return {path_of_column(table.name, column.name),
            of(is_default ? "the default of column " : "the expression of column ",
               concat({to_string(table.name), ".", column.name}))};
  }
  static std::pair<std::string, std::string> place(const Table& table, const Index& index, bool) {
    return {path_of_index(table.name, index.name), of("index ", index.name)};
  }
  template <class Constraint>
  static std::pair<std::string, std::string> place(const Table& table, const Constraint& constraint,
                                                   bool) {
    const std::string name = to_string(table.name);
    return {path_of_constraint(table.name, constraint.name),
            constraint.name.empty() ? of("a constraint of table ", name)
                                    : of("constraint ", constraint.name)};
  }

  void look_at(const Table& table) {
    const Table& source = column_source(schema_, table);
    const bool has_some = has_column(source.columns);
    if (has_some) with_column_.push_back(table.name);
    each_text(table, [&](const std::string& text, const Type* type, const auto& thing) {
      if (!has_some && !may_name_type(text)) return;
      const auto said = type != nullptr ? values_.said_in_value(text, *type)
                                        : values_.said_in(text, source.columns);
      if (said.empty()) return;
      const auto [path, what] = place(table, thing, type != nullptr);
      add(said, path, what);
    });
    const Table* above =
        table.partition_of ? find_table(schema_, table.partition_of->table) : nullptr;
    if (above == nullptr || !has_some) return;
    look_at(table.partition_of->bound, columns_of_bounds(*above, source), path_of_table(table.name),
            of("the bound of partition ", to_string(table.name)));
  }

  template <class OverAnother>
  void look_at_type(const OverAnother& thing) {
    if (!values_.is_type(thing.type)) return;
    const std::string path = path_of(thing);
    const std::string what =
        of(concat({" of ", kind_of<OverAnother>.label, " "}), to_string(thing.name));
    const std::vector<Column> columns = column_of_value(thing.type);
    each_text_of_type(thing, [&](const std::string& text, const Type* type) {
      add(type != nullptr ? values_.said_in_value(text, *type) : values_.said_in(text, columns),
          path, (type != nullptr ? "the default" : "a check") + what);
    });
  }

  // In a body, only casts are certain, because its names may be variables.
  void look_at(const Function& function) {
    if (!may_name_type(function.arguments) && !may_name_type(function.definition)) return;
    const std::string path =
        path_of(Object{ObjectKind::function, function.name, function.arguments});
    const std::string name = to_string(function.name);
    look_at(function.arguments, {}, path, of("an argument of function ", name));
    look_at(function.definition, {}, path, of("function ", name));
    for (const sql_text::Token& token : sql_text::lex(function.definition)) {
      if (token.kind == sql_text::Token::Kind::string)
        add(values_.said_in(sql_text::inside(token.text), {}), path, of("function ", name), true);
    }
  }

  const Schema& schema_;
  const Name& type_;
  EnumValues values_;
  std::vector<Name> with_column_;  ///< tables that have a column of the enum
  std::set<Name> known_;           ///< what a view can mean, where there is one to ask about
  std::vector<SaidPlace> found_;
};

}  // namespace

std::vector<Column> column_of_value(const Type& type) { return {{.name = "value", .type = type}}; }

std::vector<Column> columns_read_by(const Schema& schema, std::string_view text) {
  const Mentions mentions(text);
  const std::set<Name> known = known_names(schema);
  std::set<std::string> given;
  bool after_as = false;
  for (const sql_text::Token& token : sql_text::lex(text)) {
    if (token.kind == sql_text::Token::Kind::space) continue;
    if (after_as) given.insert(sql_text::lower_case(name_of(token)));
    after_as = is_word(token, "as");
  }
  std::vector<Column> columns;
  for (const Table& table : schema.tables) {
    if (!mentions.has(table.name, known)) continue;
    for (const Column& column : column_source(schema, table).columns) {
      if (!given.contains(sql_text::lower_case(column.name))) columns.push_back(column);
    }
  }
  return columns;
}

const Table* partitioned_by(const Schema& schema, const Name& type) {
  const EnumValues values(schema, type);
  for (const Table& table : schema.tables) {
    if (table.partition_by.empty()) continue;
    for (const Column& column : column_source(schema, table).columns) {
      if (values.is_type(column.type) && sql_text::mentions_column(table.partition_by, column.name))
        return &table;
    }
  }
  return nullptr;
}

std::vector<SaidPlace> places_of_values(const Schema& schema, const Name& type) {
  return Places(schema, type).find();
}

}  // namespace limbeck::schema
