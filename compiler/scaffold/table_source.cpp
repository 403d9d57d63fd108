#include "compiler/scaffold/table_source.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "compiler/scaffold/cpp_types.h"
#include "compiler/scan/naming.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

constexpr std::size_t width = 100;

// Whether the scan reads a doc comment with this text as the text itself.
bool fits_doc_comment(std::string_view text) {
  if (text.empty()) return false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.empty() || line.front() == ' ' || line.back() == ' ' || line.back() == '\\' ||
        line.find("??") != std::string_view::npos || line.find('\r') != std::string_view::npos ||
        line.size() > 400) {
      return false;
    }
    // Formatting marks are a command to the reader of a comment, as are control characters.
    if (std::ranges::any_of(line, [](char c) {
          return static_cast<unsigned char>(c) < 32 || static_cast<unsigned char>(c) >= 127;
        })) {
      return false;
    }
    if (line.size() == text.size()) break;
    text.remove_prefix(line.size() + 1);
    if (text.empty()) return false;
  }
  return true;
}

}  // namespace

std::string doc_comment(std::string_view text, std::string_view margin) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += concat({margin, "/// ", text.substr(0, end), "\n"});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string attributes_text(const std::vector<Cpp>& attributes, std::size_t column,
                            std::size_t after) {
  std::string text = "[[";
  for (const Cpp& one : attributes) {
    if (&one != &attributes.front()) text += ", ";
    text += one.layout(0, 0);
  }
  text += "]]";
  if (text.find('\n') == std::string::npos && column + text.size() + after <= width) return text;
  text = "[[";
  const std::size_t indent = column + 2;
  for (const Cpp& one : attributes) {
    const bool last = &one == &attributes.back();
    text += one.layout(indent, indent, last ? 2 + after : 1);
    if (!last) text += ",\n" + std::string(indent, ' ');
  }
  return text + "]]";
}

std::string member_text(const DeclarationParts& member) {
  std::string text;
  if (!member.alias.empty()) text += concat({"  ", member.alias, "\n"});
  text += doc_comment(member.comment, "  ") + "  ";
  const std::string declaration = concat({member.type, " ", member.name, ";"});
  if (!member.attributes.empty()) {
    const std::string attributes = attributes_text(member.attributes, 2, 0);
    const bool on_one_line = attributes.find('\n') == std::string::npos &&
                             2 + attributes.size() + 1 + declaration.size() <= width;
    text += attributes + (on_one_line ? " " : "\n  ");
  }
  return text + declaration + "\n";
}

namespace {

class TableWriter {
 public:
  TableWriter(const schema::Table& table, const SourceContext& context, std::vector<Unsaid>& unsaid)
      : table_(table), context_(context), unsaid_(unsaid) {}

  TableParts write() {
    const auto& [name, comment, columns, primary_key, uniques, foreign_keys, checks, excludes,
                 indexes, partition_by, partition_of, settings] = table_;
    std::vector<Unsaid> parts;
    TableAttributes attributes =
        attributes_of(table_, context_.schema, context_.names, context_.convention, parts);
    for (Unsaid& part : parts) {
      part.name = concat({to_string(name), ".", part.name});
      unsaid_.push_back(std::move(part));
    }
    on_members_ = std::move(attributes.on_members);
    DeclarationParts& own = result_.own;
    own.attributes = table_attributes();
    own.attributes.insert(own.attributes.end(), attributes.on_struct.begin(),
                          attributes.on_struct.end());
    own.name = context_.names.of_table(name);
    if (fits_doc_comment(comment)) own.comment = comment;
    if (partition_of) {
      const auto& [table, bound] = *partition_of;
      result_.base = context_.names.table_from(name.schema, table);
      return std::move(result_);
    }
    for (const schema::Column& column : columns) write(column);
    return std::move(result_);
  }

 private:
  // `table` with the words that it has for settings, and the other settings.
  std::vector<Cpp> table_attributes() {
    AttributeArguments arguments;
    const std::string& own = context_.names.of_table(table_.name);
    if (snake_case(own) != table_.name.name) arguments.add(cpp_line_string(table_.name.name));
    arguments.text("schema", table_.name.schema);
    if (!fits_doc_comment(table_.comment)) arguments.text("comment", table_.comment);
    std::vector<Cpp> others;
    for (const auto& [setting, value] : table_.settings) {
      if (is_word_of_table(setting, value, arguments)) continue;
      others.push_back(
          Cpp::filled_call("limbeck::setting", {cpp_line_string(setting), cpp_line_string(value)}));
    }
    std::vector<Cpp> all{arguments.of("table")};
    all.insert(all.end(), others.begin(), others.end());
    if (table_.partition_of)
      all.push_back(
          Cpp::filled_call("limbeck::partition_of", {cpp_line_string(table_.partition_of->bound)}));
    if (!table_.partition_by.empty())
      all.push_back(
          Cpp::filled_call("limbeck::partition_by", {cpp_line_string(table_.partition_by)}));
    return all;
  }

  static bool is_word_of_table(const std::string& setting, const std::string& value,
                               AttributeArguments& arguments) {
    for (const std::string_view flag :
         {"sqlite.strict", "sqlite.without_rowid", "sqlite.autoincrement", "sqlite.small_types",
          "postgresql.unlogged"}) {
      if (setting != flag || value != "true") continue;
      arguments.flag(flag.substr(flag.find('.') + 1), true);
      return true;
    }
    if (setting == "postgresql.tablespace" && !value.empty()) {
      arguments.text("tablespace", value);
      return true;
    }
    int number = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    if (setting == "postgresql.fillfactor" && read.ec == std::errc() &&
        std::to_string(number) == value) {
      arguments.add(concat({"fillfactor = ", value}));
      return true;
    }
    return false;
  }

  bool is_in_key(const std::string& column) const {
    return table_.primary_key && std::ranges::find(table_.primary_key->columns, column) !=
                                     table_.primary_key->columns.end();
  }

  // Whether a foreign key sets the column to NULL.
  bool is_set_null(const std::string& column) const {
    return std::ranges::any_of(table_.foreign_keys, [&](const schema::ForeignKey& key) {
      return (key.on_delete == schema::Action::set_null ||
              key.on_update == schema::Action::set_null) &&
             std::ranges::find(key.columns, column) != key.columns.end();
    });
  }

  // Whether a scan numbers the column by the database unless it says otherwise
  // (ConstraintReader::number_key).
  bool is_numbered_key(const schema::Column& column) const {
    if (!is_in_key(column.name) || table_.primary_key->columns.size() != 1) return false;
    if (!is_integer(column.type) || column.generated || column.default_sql) return false;
    return std::ranges::none_of(table_.foreign_keys, [&](const schema::ForeignKey& key) {
      return std::ranges::find(key.columns, column.name) != key.columns.end();
    });
  }

  static bool is_integer(const schema::Type& type) {
    using schema::TypeKind;
    return type.dimensions == 0 &&
           (type.kind == TypeKind::smallint || type.kind == TypeKind::integer ||
            type.kind == TypeKind::bigint);
  }

  void add_identity(const schema::Column& column, std::vector<Cpp>& attributes) const {
    if (column.identity && !is_integer(column.type)) {
      unsaid_.push_back({"numbering", concat({to_string(table_.name), ".", column.name}),
                         "is of a column that is no integer"});
      return;
    }
    const bool numbered = is_numbered_key(column);
    if (!column.identity) {
      if (numbered) attributes.push_back(Cpp::filled_call("limbeck::identity", {"never"}));
      return;
    }
    if (numbered && *column.identity == schema::Identity{}) return;
    static_assert(schema::are_arguments_but<schema::Identity>(&schema::Identity::mode));
    const schema::Identity& identity = *column.identity;
    AttributeArguments arguments;
    arguments.flag("always", identity.mode == schema::Identity::Mode::always)
        .flag("serial", identity.mode == schema::Identity::Mode::serial);
    schema::each_argument<schema::Identity>([&](const auto& field) {
      if (identity.*field.member != schema::Identity{}.*field.member)
        arguments.field(field.argument_name, identity.*field.member);
    });
    attributes.push_back(arguments.of("identity"));
  }

  void write(const schema::Column& column) {
    const auto& [name, type, nullable, default_sql, identity, generated, collation, comment] =
        column;
    DeclarationParts& result = result_.members.emplace_back();
    result.name = context_.names.member(table_.name, name);
    std::vector<Cpp>& attributes = result.attributes;
    const auto put = [&](std::string_view attribute, std::string_view text) {
      attributes.push_back(
          Cpp::filled_call(concat({"limbeck::", attribute, ""}), {cpp_line_string(text)}));
    };
    const std::vector<Cpp>& on_member = on_members_[name];
    const auto is_key = [](const Cpp& one) {
      return one.layout(0, 0).starts_with("limbeck::primary_key");
    };
    for (const Cpp& one : on_member) {
      if (is_key(one)) attributes.push_back(one);
    }
    if (result.name != name) put("column", name);
    CppType cpp = cpp_type(type, context_.schema, context_.names, table_.name.schema, result.name);
    result_.headers.merge(cpp.headers);
    attributes.insert(attributes.end(), cpp.attributes.begin(), cpp.attributes.end());
    if (nullable && is_in_key(name)) attributes.emplace_back("limbeck::nullable");
    if (!nullable && is_set_null(name)) attributes.emplace_back("limbeck::not_null");
    for (const Cpp& one : on_member) {
      if (!is_key(one)) attributes.push_back(one);
    }
    if (default_sql) put("default_sql", *default_sql);
    if (generated) {
      const auto& [expression, stored] = *generated;
      std::vector<Cpp> arguments{cpp_line_string(expression)};
      if (!stored) arguments.emplace_back("virtual");
      attributes.push_back(Cpp::filled_call("limbeck::generated", std::move(arguments)));
    }
    add_identity(column, attributes);
    if (!collation.empty()) put("collate", collation);
    result.alias = cpp.alias;
    if (fits_doc_comment(comment)) {
      result.comment = comment;
    } else if (!comment.empty()) {
      put("comment", comment);
    }
    result.type = cpp.text;
    if (!nullable) return;
    result.type = concat({"std::optional<", result.type, ">"});
    result_.headers.insert("optional");
  }

  const schema::Table& table_;
  const SourceContext& context_;
  std::vector<Unsaid>& unsaid_;
  std::map<std::string, std::vector<Cpp>> on_members_;
  TableParts result_;
};

}  // namespace

schema::Schema with_columns_of_partitions(schema::Schema schema) {
  std::vector<std::pair<schema::Table*, const std::vector<schema::Column>*>> columns;
  for (schema::Table& table : schema.tables) {
    if (table.partition_of)
      columns.emplace_back(&table, &schema::column_source(schema, table).columns);
  }
  for (auto& [table, of_source] : columns) table->columns = *of_source;
  return schema;
}

std::string enumerator_text(const std::string& name, const std::string& value) {
  if (name == value) return name;
  return concat({name, " [[limbeck::value(", cpp_line_string(value), ")]]"});
}

TableParts parts_of_table(const schema::Table& table, const SourceContext& context,
                          std::vector<Unsaid>& unsaid) {
  return TableWriter(table, context, unsaid).write();
}

TypeSource source_of_enum(const schema::Enum& type, const SourceContext& context) {
  const auto& [name, values, comment] = type;
  TypeSource result;
  const std::string& own = context.names.of_enum(name);
  AttributeArguments arguments;
  if (snake_case(own) != name.name) arguments.add(cpp_line_string(name.name));
  arguments.text("schema", name.schema);
  if (fits_doc_comment(comment)) {
    result.text = doc_comment(comment, "");
    result.has_comments = true;
  } else {
    arguments.text("comment", comment);
  }
  result.text += concat(
      {"enum class ", attributes_text({arguments.of("enum_type")}, 11, 0), " ", own, " {\n"});
  const std::vector<std::string>& enumerators = context.names.enumerators(name);
  for (std::size_t i = 0; i < values.size(); ++i)
    result.text += concat({"  ", enumerator_text(enumerators[i], values[i]), ",\n"});
  result.text += "};\n";
  return result;
}

TypeSource source_of_table(const schema::Table& table, const SourceContext& context,
                           std::vector<Unsaid>& unsaid) {
  const TableParts parts = parts_of_table(table, context, unsaid);
  TypeSource result;
  result.headers = parts.headers;
  result.has_comments = !parts.own.comment.empty();
  std::string head = concat({" ", parts.own.name, " {\n"});
  if (!parts.base.empty()) head = concat({" ", parts.own.name, " : ", parts.base, " {};\n"});
  result.text = doc_comment(parts.own.comment, "");
  result.text += "struct " + attributes_text(parts.own.attributes, 7, head.size() - 1) + head;
  if (!parts.base.empty()) return result;
  for (const DeclarationParts& member : parts.members) {
    result.text += member_text(member);
    result.has_comments = result.has_comments || !member.comment.empty();
  }
  result.text += "};\n";
  return result;
}

}  // namespace limbeck::compiler
