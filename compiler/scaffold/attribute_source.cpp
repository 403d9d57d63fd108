#include "compiler/scaffold/attribute_source.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <type_traits>
#include <utility>

#include "migrations/schema/index_element.h"
#include "migrations/sql_text/expression.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {

AttributeArguments& AttributeArguments::add(Cpp argument) {
  list_.push_back(std::move(argument));
  return *this;
}
AttributeArguments& AttributeArguments::flag(std::string_view name, bool set) {
  return set ? add(std::string(name)) : *this;
}
AttributeArguments& AttributeArguments::text(std::string_view name, std::string_view value) {
  return value.empty() ? *this : add(concat({name, " = ", cpp_line_string(value)}));
}
AttributeArguments& AttributeArguments::field(std::string_view, schema::Deferrable value) {
  flag("deferrable", value == schema::Deferrable::initially_immediate);
  return flag("initially_deferred", value == schema::Deferrable::initially_deferred);
}
AttributeArguments& AttributeArguments::field(std::string_view name,
                                              const std::map<std::string, std::string>& value) {
  std::vector<Cpp> settings;
  for (const auto& [setting, text] : value)
    settings.emplace_back(concat({setting, " = ", cpp_line_string(text)}));
  return add(Cpp::filled_call(std::string(name), std::move(settings)));
}
AttributeArguments& AttributeArguments::append(const AttributeArguments& more) {
  list_.insert(list_.end(), more.list_.begin(), more.list_.end());
  return *this;
}
Cpp AttributeArguments::of(std::string_view attribute) const {
  std::string name = concat({"limbeck::", attribute, ""});
  return list_.empty() ? Cpp(std::move(name)) : Cpp::filled_call(std::move(name), list_);
}

namespace {

class Writer {
 public:
  Writer(const schema::Table& table, const schema::Schema& schema, const ModelNames& names,
         const schema::NamingConvention& convention, std::vector<Unsaid>& unsaid)
      : table_(table), schema_(schema), names_(names), convention_(convention), unsaid_(unsaid) {
    for (const schema::Column& column : table.columns) columns_.push_back(column.name);
  }

  // One function for each kind, which does not compile once a member is added that is no argument
  // and that it says nothing of.
  void write(const schema::PrimaryKey& key) {
    static_assert(schema::are_arguments_but<schema::PrimaryKey>(&schema::PrimaryKey::name,
                                                                &schema::PrimaryKey::columns));
    write_key("primary key", "primary_key", "pk", key);
  }

  void write(const schema::Unique& unique) {
    static_assert(
        schema::are_arguments_but<schema::Unique>(&schema::Unique::name, &schema::Unique::columns));
    write_key("unique constraint", "unique", "uq", unique);
  }

  void write(const schema::ForeignKey& key) {
    static_assert(schema::are_arguments_but<schema::ForeignKey>(
        &schema::ForeignKey::name, &schema::ForeignKey::columns, &schema::ForeignKey::ref_table,
        &schema::ForeignKey::ref_columns));
    const auto& [name, columns, ref_table, ref_columns] =
        std::tie(key.name, key.columns, key.ref_table, key.ref_columns);
    if (!names_.has_table(ref_table)) {
      unsaid_.push_back({"foreign key", name_of(key.name, columns),
                         concat({"refers to '", to_string(ref_table), "', which is no model"})});
      return;
    }
    if (!has_columns("foreign key", name, columns) ||
        !has_columns("foreign key", name, key.on_delete_columns)) {
      return;
    }
    if (!names_.has_members(ref_table, ref_columns) || ref_columns.empty()) {
      unsaid_.push_back({"foreign key", name_of(key.name, columns),
                         concat({"refers to columns that '", to_string(ref_table), "' lacks"})});
      return;
    }
    if (!is_key(*schema::find_table(schema_, ref_table), ref_columns)) {
      unsaid_.push_back(
          {"foreign key", name_of(key.name, columns),
           concat({"refers to columns that are no key of '", to_string(ref_table), "'"})});
      return;
    }
    AttributeArguments options;
    this->name("fk", key, options);
    arguments(key, options);
    const std::string other = names_.table_from(table_.name.schema, ref_table);
    std::vector<Cpp> targets;
    for (const std::string& column : ref_columns)
      targets.emplace_back(concat({other, "::", names_.member(ref_table, column)}));
    if (is_on_member("references", columns)) {
      on_member(columns.front(), "references", targets, options);
      return;
    }
    result_.on_struct.push_back(with({Cpp::filled_call("", members(columns)),
                                      Cpp::filled_call("references", std::move(targets))},
                                     options)
                                    .of("foreign_key"));
  }

  void write(const schema::Check& check) {
    static_assert(
        schema::are_arguments_but<schema::Check>(&schema::Check::name, &schema::Check::expression));
    AttributeArguments options;
    options.add(cpp_line_string(check.expression));
    name("ck", check, options);
    arguments(check, options);
    const std::vector<std::string> about = columns_in(table_, check.expression);
    if (about.size() == 1 && !table_.partition_of) {
      result_.on_members[about.front()].push_back(options.of("check"));
    } else {
      result_.on_struct.push_back(options.of("check"));
    }
  }

  void write(const schema::Exclude& exclude) {
    static_assert(schema::are_arguments_but<schema::Exclude>(&schema::Exclude::name,
                                                             &schema::Exclude::definition));
    AttributeArguments options;
    options.add(cpp_line_string(exclude.definition));
    name("ex", exclude, options);
    arguments(exclude, options);
    result_.on_struct.push_back(options.of("exclude"));
  }

  void write(const schema::Index& index) {
    static_assert(schema::are_arguments_but<schema::Index>(
        &schema::Index::name, &schema::Index::elements, &schema::Index::method));
    const auto& [name, elements, method] = std::tie(index.name, index.elements, index.method);
    std::vector<std::string> used = index.include;
    for (const schema::IndexElement& element : elements) {
      if (!element.column.empty()) used.push_back(element.column);
    }
    if (!has_columns("index", name, used)) return;
    AttributeArguments options;
    this->name("ix", index, options);
    if (is_word(method)) options.add("using = " + method);
    if (!is_word(method)) options.text("using", method);
    arguments(index, options);
    std::vector<Cpp> list;
    for (const schema::IndexElement& element : elements) {
      if (!is_said(element)) {
        unsaid_.push_back(
            {"index", name,
             concat({"has the element '", element.expression, "', which reads as another one"})});
        return;
      }
      list.push_back(source_of(element));
    }
    const schema::IndexElement& first = elements.front();
    if (elements.size() == 1 && !table_.partition_of &&
        first == schema::IndexElement{.column = first.column}) {
      result_.on_members[first.column].push_back(options.of("index"));
      return;
    }
    result_.on_struct.push_back(with(std::move(list), options).of("index"));
  }

  TableAttributes take() { return std::move(result_); }

 private:
  template <class Key>
  void write_key(std::string_view kind, std::string_view attribute, std::string_view prefix,
                 const Key& key) {
    if (!has_columns(kind, key.name, key.columns)) return;
    AttributeArguments options;
    name(prefix, key, options);
    arguments(key, options);
    put(attribute, key.columns, options);
  }

  // The arguments in the thing's table of fields that have not their default.
  template <class Thing>
  void arguments(const Thing& thing, AttributeArguments& options) const {
    schema::each_argument<Thing>([&](const auto& field) {
      const auto& value = thing.*field.member;
      if (value == Thing{}.*field.member) return;
      if constexpr (std::is_same_v<decltype(value), const std::vector<std::string>&>) {
        options.add(Cpp::filled_call(field.argument_name, members(value)));
      } else {
        options.field(field.argument_name, value);
      }
    });
  }

  // Whether the name alone is an argument of the attribute.
  template <class Thing>
  static bool has_flag(std::string_view name) {
    bool has = false;
    schema::each_argument<Thing>([&](const auto& field) {
      if (std::is_same_v<std::remove_cvref_t<decltype(std::declval<Thing>().*field.member)>, bool>)
        has = has || name == field.argument_name;
    });
    return has;
  }
  static bool is_flag(std::string_view name) {
    return name == "unnamed" || name == "deferrable" || name == "initially_deferred" ||
           has_flag<schema::PrimaryKey>(name) || has_flag<schema::Unique>(name) ||
           has_flag<schema::ForeignKey>(name) || has_flag<schema::Check>(name) ||
           has_flag<schema::Exclude>(name) || has_flag<schema::Index>(name);
  }

  // Whether the table has all columns that a part of it names.
  bool has_columns(std::string_view kind, const std::string& name,
                   const std::vector<std::string>& columns) {
    if (names_.has_members(table_.name, columns)) return true;
    unsaid_.push_back(
        {std::string(kind), name_of(name, columns), "names a column that the table does not have"});
    return false;
  }

  // Whether no two rows can have the same values in the columns, as a scan asks of a foreign key.
  static bool is_key(const schema::Table& table, std::vector<std::string> columns) {
    std::ranges::sort(columns);
    const auto same = [&](std::vector<std::string> others) {
      std::ranges::sort(others);
      return others == columns;
    };
    if (table.primary_key && same(table.primary_key->columns)) return true;
    if (std::ranges::any_of(table.uniques, [&](const auto& one) { return same(one.columns); }))
      return true;
    return std::ranges::any_of(table.indexes, [&](const schema::Index& one) {
      std::vector<std::string> names;
      for (const schema::IndexElement& element : one.elements) names.push_back(element.column);
      return one.unique && one.where.empty() && same(names);
    });
  }

  static AttributeArguments with(std::vector<Cpp> first, const AttributeArguments& options) {
    AttributeArguments all;
    for (Cpp& one : first) all.add(std::move(one));
    all.append(options);
    return all;
  }

  static std::string name_of(const std::string& name, const std::vector<std::string>& columns) {
    if (!name.empty()) return name;
    std::string text;
    for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + column;
    return concat({"(", text, ")"});
  }

  std::vector<Cpp> members(const std::vector<std::string>& columns) const {
    std::vector<Cpp> list;
    for (const std::string& column : columns) list.emplace_back(member(column));
    return list;
  }

  // A member that has the name of an option is named with its struct.
  std::string member(const std::string& column) const {
    const std::string& own = names_.member(table_.name, column);
    if (!is_flag(own)) return own;
    return concat({names_.of_table(table_.name), "::", own});
  }

  // The name, where it is not the one that the convention gives.
  template <class Constraint>
  void name(std::string_view kind, const Constraint& one, AttributeArguments& options) const {
    if (convention_.name(kind, parts_of_name(table_, one)) == one.name) return;
    options.flag("unnamed", one.name.empty()).text("name", one.name);
  }

  // On the member if it is the only column, and the first of its kind there. The members of a
  // partition are its table's.
  bool is_on_member(std::string_view attribute, const std::vector<std::string>& columns) {
    return columns.size() == 1 && !table_.partition_of &&
           taken_.insert({attribute, columns.front()}).second;
  }
  void put(std::string_view attribute, const std::vector<std::string>& columns,
           const AttributeArguments& options) {
    if (is_on_member(attribute, columns)) {
      on_member(columns.front(), attribute, {}, options);
      return;
    }
    result_.on_struct.push_back(with(members(columns), options).of(attribute));
  }
  void on_member(const std::string& column, std::string_view attribute, std::vector<Cpp> first,
                 const AttributeArguments& options) {
    result_.on_members[column].push_back(with(std::move(first), options).of(attribute));
  }

  static bool is_word(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }) && !(text[0] >= '0' && text[0] <= '9');
  }

  // Whether the SQL of an element is read as what it is.
  bool is_said(const schema::IndexElement& element) const {
    if (element.expression.empty()) return true;
    const schema::ReadElement read = schema::read_index_element(element.expression, columns_);
    const schema::IndexElement said{.expression = read.element.expression};
    return read.problem.empty() && read.element == said &&
           sql_text::canonical_sql(said.expression) == sql_text::canonical_sql(element.expression);
  }

  Cpp source_of(const schema::IndexElement& element) const {
    const auto& [column, expression, order, nulls, opclass, collation] = element;
    Cpp source = column.empty() ? cpp_line_string(expression) : member(column);
    if (!collation.empty())
      source = Cpp::filled_call("collate", {source, cpp_line_string(collation)});
    if (!opclass.empty()) {
      source = Cpp::filled_call("opclass",
                                {source, is_word(opclass) ? opclass : cpp_line_string(opclass)});
    }
    if (order == schema::Order::descending) source = Cpp::filled_call("desc", {source});
    if (nulls == schema::Nulls::first) source = Cpp::filled_call("nulls_first", {source});
    if (nulls == schema::Nulls::last) source = Cpp::filled_call("nulls_last", {source});
    return source;
  }

  const schema::Table& table_;
  const schema::Schema& schema_;
  const ModelNames& names_;
  const schema::NamingConvention& convention_;
  std::vector<Unsaid>& unsaid_;
  std::vector<std::string> columns_;
  std::set<std::pair<std::string_view, std::string>> taken_;
  TableAttributes result_;
};

}  // namespace

TableAttributes attributes_of(const schema::Table& table, const schema::Schema& schema,
                              const ModelNames& names, const schema::NamingConvention& convention,
                              std::vector<Unsaid>& unsaid) {
  Writer writer(table, schema, names, convention, unsaid);
  if (table.primary_key) writer.write(*table.primary_key);
  for (const schema::Unique& one : table.uniques) writer.write(one);
  for (const schema::ForeignKey& one : table.foreign_keys) writer.write(one);
  for (const schema::Index& one : table.indexes) writer.write(one);
  for (const schema::Check& one : table.checks) writer.write(one);
  for (const schema::Exclude& one : table.excludes) writer.write(one);
  return writer.take();
}

}  // namespace limbeck::compiler
