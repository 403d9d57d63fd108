#include "tests/property/model_header.h"

#include <algorithm>
#include <map>
#include <vector>

#include "compiler/emit/cpp_writer.h"
#include "migrations/text/concat.h"

namespace limbeck::test {
namespace {

using schema::TypeKind;

std::string in_quotes(std::string_view text) { return compiler::cpp_line_string(text); }

// The arguments of an attribute; those that say nothing are left out.
class Arguments {
 public:
  Arguments& add(std::string argument) {
    if (!argument.empty()) list_ += (list_.empty() ? "" : ", ") + std::move(argument);
    return *this;
  }
  Arguments& flag(std::string_view name, bool set) { return add(set ? std::string(name) : ""); }
  Arguments& text(std::string_view name, std::string_view value) {
    return add(value.empty() ? "" : concat({name, " = ", in_quotes(value)}));
  }
  Arguments& number(std::string_view name, std::int64_t value, std::int64_t otherwise) {
    return add(value == otherwise ? "" : concat({name, " = ", std::to_string(value)}));
  }
  Arguments& number(std::string_view name, const std::optional<std::int64_t>& value) {
    return add(value ? concat({name, " = ", std::to_string(*value)}) : "");
  }
  Arguments& deferrable(schema::Deferrable value) {
    flag("deferrable", value == schema::Deferrable::initially_immediate);
    return flag("initially_deferred", value == schema::Deferrable::initially_deferred);
  }
  std::string of(std::string_view attribute) const {
    return concat({"limbeck::", attribute, list_.empty() ? "" : "(", list_,
                   list_.empty() ? "" : ")"});
  }

 private:

  std::string list_;
};

std::string joined(const std::vector<std::string>& items, std::string_view between) {
  std::string text;
  for (const std::string& item : items) {
    if (&item != &items.front()) text += between;
    text += item;
  }
  return text;
}

std::string_view word(schema::Action action) {
  constexpr std::string_view words[] = {"no_action", "restrict", "cascade", "set_null",
                                        "set_default"};
  return words[static_cast<std::size_t>(action)];
}

class Header {
 public:
  explicit Header(const schema::Schema& schema) : schema_(schema) {}

  std::string write() {
    // What a scan knows of the library, without its headers, which take the most time to read.
    text_ = "namespace std { template <class T> struct vector { T* items; }; }\n";
    const auto& [tables, enums, schemas, extensions, sequences, domains, views, functions,
                 triggers] = schema_;
    for (const schema::Enum& one : enums) write(one);
    // In one struct's attributes another's members are named, wherever it stands.
    for (std::size_t i = 0; i < tables.size(); ++i) write(tables[i], i);
    return std::move(text_);
  }

 private:
  void write(const schema::Enum& one) {
    const auto& [name, values, comment] = one;
    Arguments arguments;
    arguments.add(in_quotes(name.name)).text("schema", name.schema).text("comment", comment);
    const std::string own = "Enum" + std::to_string(enums_.size());
    enums_[name] = own;
    text_ += concat({"enum class [[", arguments.of("enum_type"), "]] ", own, " {"});
    for (std::size_t i = 0; i < values.size(); ++i) {
      text_ +=
          concat({" value", std::to_string(i), " [[limbeck::value(", in_quotes(values[i]), ")]],"});
    }
    text_ += " };\n";
  }

  // A member of a table's struct, named from where that may not be known yet.
  std::string member(const schema::Table& table, std::size_t index, const std::string& column) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const auto& one) { return one.name == column; });
    return concat({"Table", std::to_string(index), "::field",
                   std::to_string(found - table.columns.begin())});
  }
  std::vector<std::string> members(const schema::Table& table, std::size_t index,
                                   const std::vector<std::string>& columns) {
    std::vector<std::string> list;
    for (const std::string& column : columns) list.push_back(member(table, index, column));
    return list;
  }

  void write(const schema::Table& table, std::size_t index) {
    const auto& [name, comment, columns, primary_key, uniques, foreign_keys, checks, excludes,
                 indexes, partition_by, partition_of, settings] = table;
    // What stands on the struct, and what on the field of one column.
    std::vector<std::string> own;
    std::map<std::string, std::vector<std::string>> on_fields;
    const auto put = [&](std::string_view attribute, const std::vector<std::string>& of,
                         const Arguments& rest, const std::string& more) {
      if (of.size() == 1) {
        on_fields[of.front()].push_back(rest.of(attribute));
        return;
      }
      own.push_back(Arguments(rest).add(more).of(attribute));
    };

    Arguments settings_of_table;
    settings_of_table.add(in_quotes(name.name))
        .text("schema", name.schema)
        .text("comment", comment);
    std::vector<std::string> other_settings;
    for (const auto& [setting, value] : settings) {
      if (!is_named(setting, value, settings_of_table))
        other_settings.push_back(
            concat({"limbeck::setting(", in_quotes(setting), ", ", in_quotes(value), ")"}));
    }
    own.push_back(settings_of_table.of("table"));
    own.insert(own.end(), other_settings.begin(), other_settings.end());
    if (!partition_by.empty())
      own.push_back(Arguments().add(in_quotes(partition_by)).of("partition_by"));
    if (partition_of) text_ += "#error models say no partitions\n";

    const auto listed = [&](const std::vector<std::string>& of) {
      return joined(members(table, index, of), ", ");
    };
    if (primary_key) {
      const auto& [key, of, deferrable] = *primary_key;
      put("primary_key", of, Arguments().text("name", key).deferrable(deferrable), listed(of));
    }
    std::map<std::string, int> uniques_of_field;
    for (const schema::Unique& unique : uniques) {
      const auto& [key, of, nulls_not_distinct, deferrable] = unique;
      const Arguments rest = Arguments()
                                 .text("name", key)
                                 .flag("nulls_not_distinct", nulls_not_distinct)
                                 .deferrable(deferrable);
      // A field takes `unique` once.
      const bool again = of.size() == 1 && uniques_of_field[of.front()]++ > 0;
      if (again) {
        own.push_back(Arguments(rest).add(listed(of)).of("unique"));
      } else {
        put("unique", of, rest, listed(of));
      }
    }
    std::map<std::string, bool> set_null;
    for (const schema::ForeignKey& key : foreign_keys) {
      const bool sets_null =
          key.on_delete == schema::Action::set_null || key.on_update == schema::Action::set_null;
      for (const std::string& column : key.columns) set_null[column] |= sets_null;
      write(key, table, index, own);
    }
    for (const schema::Check& check : checks) {
      const auto& [key, expression, no_inherit, not_valid] = check;
      own.push_back(Arguments()
                        .add(in_quotes(expression))
                        .text("name", key)
                        .flag("no_inherit", no_inherit)
                        .flag("not_valid", not_valid)
                        .of("check"));
    }
    for (const schema::Exclude& exclude : excludes) {
      const auto& [key, definition, deferrable] = exclude;
      own.push_back(Arguments()
                        .add(in_quotes(definition))
                        .text("name", key)
                        .deferrable(deferrable)
                        .of("exclude"));
    }
    for (const schema::Index& one : indexes) write(one, table, index, own);

    text_ += concat({"struct [[", joined(own, ",\n         "), "]] Table", std::to_string(index),
                     " {\n"});
    for (std::size_t i = 0; i < columns.size(); ++i) {
      write(columns[i], i, on_fields[columns[i].name], set_null[columns[i].name],
            primary_key && primary_key->columns == std::vector{columns[i].name});
    }
    text_ += "};\n";
  }

  // Those that `table(…)` has a word for.
  static bool is_named(const std::string& setting, const std::string& value, Arguments& table) {
    for (const std::string_view flag :
         {"sqlite.strict", "sqlite.without_rowid", "sqlite.autoincrement", "postgresql.unlogged"}) {
      if (setting != flag || value != "true") continue;
      table.flag(flag.substr(flag.find('.') + 1), true);
      return true;
    }
    if (setting == "postgresql.tablespace") {
      table.text("tablespace", value);
      return true;
    }
    if (setting == "postgresql.fillfactor" && value == "70") {
      table.add("fillfactor = 70");
      return true;
    }
    return false;
  }

  void write(const schema::ForeignKey& key, const schema::Table& table, std::size_t index,
             std::vector<std::string>& own) {
    const auto& [name, columns, ref_table, ref_columns, on_delete, on_update, match, deferrable,
                 not_valid, on_delete_columns] = key;
    const schema::Table* other = schema::find_table(schema_, ref_table);
    const auto at = static_cast<std::size_t>(other - schema_.tables.data());
    Arguments arguments;
    arguments.add(concat({"(", joined(members(table, index, columns), ", "), ")"}))
        .add(concat({"references(", joined(members(*other, at, ref_columns), ", "), ")"}))
        .text("name", name)
        .add(on_delete == schema::Action::no_action ? "" : concat({"on_delete = ", word(on_delete)}))
        .add(on_update == schema::Action::no_action ? "" : concat({"on_update = ", word(on_update)}))
        .add(match == schema::Match::full ? "match = full" : "")
        .deferrable(deferrable)
        .flag("not_valid", not_valid);
    if (!on_delete_columns.empty()) {
      arguments.add(concat(
          {"on_delete_columns(", joined(members(table, index, on_delete_columns), ", "), ")"}));
    }
    own.push_back(arguments.of("foreign_key"));
  }

  void write(const schema::Index& one, const schema::Table& table, std::size_t index,
             std::vector<std::string>& own) {
    const auto& [name, elements, unique, where, method, include, nulls_not_distinct, tablespace,
                 storage, comment] = one;
    Arguments arguments;
    for (const schema::IndexElement& element : elements) {
      const auto& [column, expression, order, nulls, opclass, collation] = element;
      std::string text = column.empty() ? in_quotes(expression) : member(table, index, column);
      if (!collation.empty()) text = concat({"collate(", text, ", ", in_quotes(collation), ")"});
      if (!opclass.empty()) text = concat({"opclass(", text, ", ", in_quotes(opclass), ")"});
      if (order == schema::Order::descending) text = concat({"desc(", text, ")"});
      if (nulls == schema::Nulls::first) text = concat({"nulls_first(", text, ")"});
      if (nulls == schema::Nulls::last) text = concat({"nulls_last(", text, ")"});
      arguments.add(std::move(text));
    }
    arguments.text("name", name)
        .flag("unique", unique)
        .text("where", where)
        .text("using", method)
        .flag("nulls_not_distinct", nulls_not_distinct)
        .text("tablespace", tablespace)
        .text("comment", comment);
    if (!include.empty())
      arguments.add(concat({"include(", joined(members(table, index, include), ", "), ")"}));
    Arguments with;
    for (const auto& [key, value] : storage) with.text(key, value);
    if (!storage.empty()) arguments.add(with.of("with").substr(std::string_view("limbeck::").size()));
    own.push_back(arguments.of("index"));
  }

  void write(const schema::Column& column, std::size_t index, std::vector<std::string> attributes,
             bool set_null, bool is_whole_key) {
    const auto& [name, type, nullable, default_sql, identity, generated, collation, comment] =
        column;
    const auto put = [&](std::string_view attribute, const std::string& argument) {
      attributes.push_back(concat({"limbeck::", attribute, "(", argument, ")"}));
    };
    put("column", in_quotes(name));
    if (nullable) attributes.emplace_back("limbeck::nullable");
    if (!nullable && set_null) attributes.emplace_back("limbeck::not_null");
    if (default_sql) put("default_sql", in_quotes(*default_sql));
    if (generated) {
      const auto& [expression, stored] = *generated;
      put("generated", in_quotes(expression) + (stored ? "" : ", virtual"));
    }
    if (!collation.empty()) put("collate", in_quotes(collation));
    if (!comment.empty()) put("comment", in_quotes(comment));
    if (identity) {
      const auto& [mode, start, increment, min, max, cache, cycle] = *identity;
      attributes.push_back(Arguments()
                               .add(mode == schema::Identity::Mode::always ? "always" : "by_default")
                               .number("start", start, 1)
                               .number("increment", increment, 1)
                               .number("min", min)
                               .number("max", max)
                               .number("cache", cache, 1)
                               .flag("cycle", cycle)
                               .of("identity"));
    } else if (is_whole_key) {
      put("identity", "never");
    }
    const std::string cpp = cpp_type(type, attributes);
    text_ += concat({"  [[", joined(attributes, ", "), "]] ", cpp, " field", std::to_string(index),
                     ";\n"});
  }

  // The C++ type, and the attribute that makes it the column's.
  std::string cpp_type(const schema::Type& type, std::vector<std::string>& attributes) {
    const auto& [kind, length, precision, scale, dimensions, name, per_dialect] = type;
    if (kind == TypeKind::enumeration) {
      std::string cpp = enums_.at(name);
      for (int i = 0; i < dimensions; ++i) cpp = concat({"std::vector<", cpp, ">"});
      return cpp;
    }
    if (per_dialect.empty() && (kind != TypeKind::native || dimensions == 0)) {
      attributes.push_back(concat({"limbeck::type(", in_quotes(to_string(type)), ")"}));
      return "int";
    }
    Arguments arguments;
    arguments.add(name.name.empty() ? "" : in_quotes(name.name));
    for (const auto& [dialect, sql] : per_dialect) arguments.text(dialect, sql);
    // The text is that of the element, and arrays of it are C++'s.
    const std::string alias = "Type" + std::to_string(aliases_++);
    text_ += concat({"  using ", alias, " [[", arguments.of("type"), "]] = int;\n"});
    std::string cpp = alias;
    for (int i = 0; i < dimensions; ++i) cpp = concat({"std::vector<", cpp, ">"});
    return cpp;
  }

  const schema::Schema& schema_;
  std::map<schema::Name, std::string> enums_;
  int aliases_ = 0;
  std::string text_;
};

}  // namespace

std::string model_header(const schema::Schema& schema) { return Header(schema).write(); }

}  // namespace limbeck::test
