#include "compiler/scaffold/files.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "compiler/scaffold/cpp_names.h"
#include "compiler/scan/naming.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

using schema::Name;

// The tables, each after those that its foreign keys refer to; in a circle by name.
std::vector<const schema::Table*> in_order(const schema::Schema& schema) {
  std::vector<const schema::Table*> order;
  std::set<const schema::Table*> seen;
  // A stack of its own: a chain of tables may be long.
  struct Visit {
    const schema::Table* table;
    std::size_t next = 0;
  };
  for (const schema::Table& first : schema.tables) {
    std::vector<Visit> stack;
    if (seen.insert(&first).second) stack.push_back({&first});
    while (!stack.empty()) {
      Visit& at = stack.back();
      const std::vector<schema::ForeignKey>& keys = at.table->foreign_keys;
      if (at.next > keys.size()) {
        order.push_back(at.table);
        stack.pop_back();
        continue;
      }
      // The base of a partition's struct comes first, then the tables that it refers to.
      const schema::Table* other = nullptr;
      if (at.next > 0) {
        other = schema::find_table(schema, keys[at.next - 1].ref_table);
      } else if (at.table->partition_of) {
        other = schema::find_table(schema, at.table->partition_of->table);
      }
      ++at.next;
      if (other != nullptr && seen.insert(other).second) stack.push_back({other});
    }
  }
  return order;
}

struct Header {
  std::string path;
  std::set<std::string> includes;  ///< paths of other headers
  std::set<std::string_view> standard;
  /// The declarations, each with the schema of the database that it is in.
  std::vector<std::pair<std::string, std::string>> declarations;
};

class HeaderWriter {
 public:
  HeaderWriter(const SourceContext& context, const ScaffoldOptions& options, Scaffold& into)
      : context_(context), options_(options), into_(into) {}

  void write() {
    choose_paths();
    for (const schema::Enum& type : context_.schema.enums) write(type);
    for (const schema::Table* table : in_order(context_.schema)) write(*table);
    for (const std::string& path : order_)
      into_.headers.push_back({path, text_of(headers_.at(path))});
  }

 private:
  // An enum goes with the only table that has it, and else to a header for all enums.
  void choose_paths() {
    const schema::Schema& schema = context_.schema;
    std::map<Name, std::set<Name>> users;
    bool crosses = false;
    for (const schema::Table& table : schema.tables) {
      for (const schema::Column& column : table.columns) {
        if (column.type.kind != schema::TypeKind::enumeration) continue;
        users[column.type.name].insert(table.name);
        crosses = crosses || column.type.name.schema != table.name.schema;
      }
    }
    std::vector<std::string> names, paths;
    for (const schema::Table& table : schema.tables) {
      names.push_back(to_string(table.name));
      paths.push_back(path_of_table(schema::column_source(schema, table)));
    }
    // Files whose names differ in case only are one file on some systems.
    std::map<std::string, std::string> used;
    for (std::size_t i = 0; i < schema.tables.size(); ++i) {
      std::string& path = paths[i];
      std::string folded = path;
      for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      const bool shared =
          options_.headers != Headers::one_a_table || schema.tables[i].partition_of.has_value();
      if (!shared && (folded == "enums.h" || !used.emplace(folded, path).second)) {
        path.insert(path.size() - 2, "_" + short_hash(names[i]));
      }
      paths_[schema.tables[i].name] = path;
    }
    // A partition stands beside its table.
    for (const schema::Table& table : schema.tables) {
      if (table.partition_of)
        paths_[table.name] = paths_.at(schema::column_source(schema, table).name);
    }
    for (const schema::Enum& type : schema.enums) {
      const std::set<Name>& of = users[type.name];
      std::string& path = enum_paths_[type.name];
      if (options_.headers == Headers::one) {
        path = "models.h";
      } else if (options_.headers == Headers::one_a_schema) {
        path = crosses ? "enums.h" : path_of_schema(type.name.schema);
      } else {
        path = of.size() == 1 ? paths_.at(*of.begin()) : "enums.h";
      }
    }
  }

  std::string path_of_schema(const std::string& schema) const {
    const std::string& own = context_.names.own_space(schema);
    return own.empty() ? "models.h" : own + ".h";
  }
  std::string path_of_table(const schema::Table& table) const {
    if (options_.headers == Headers::one) return "models.h";
    if (options_.headers == Headers::one_a_schema) return path_of_schema(table.name.schema);
    const std::string& folder = context_.names.own_space(table.name.schema);
    const std::string file = snake_case(context_.names.of_table(table.name)) + ".h";
    return folder.empty() ? file : concat({folder, "/", file});
  }

  Header& header(const std::string& path) {
    const auto [found, fresh] = headers_.try_emplace(path);
    if (fresh) {
      found->second.path = path;
      order_.push_back(path);
    }
    return found->second;
  }

  void add(Header& to, const std::string& schema, TypeSource source) {
    to.declarations.emplace_back(schema, std::move(source.text));
    to.standard.merge(source.headers);
    into_.comments = into_.comments || source.has_comments;
  }

  // Those that go with a table are written with it.
  void write(const schema::Enum& type) {
    const std::string& path = enum_paths_.at(type.name);
    const bool with_table = options_.headers == Headers::one_a_table && path != "enums.h";
    if (!with_table) add(header(path), type.name.schema, source_of_enum(type, context_));
  }

  void write(const schema::Table& table) {
    Header& to = header(paths_.at(table.name));
    if (options_.headers == Headers::one_a_table && !table.partition_of) {
      for (const schema::Enum& type : context_.schema.enums) {
        if (enum_paths_.at(type.name) == to.path)
          add(to, type.name.schema, source_of_enum(type, context_));
      }
    }
    for (const schema::Column& column : table.columns) {
      if (column.type.kind != schema::TypeKind::enumeration) continue;
      const auto found = enum_paths_.find(column.type.name);
      if (found != enum_paths_.end()) include(to, found->second);
    }
    // Only headers that come before: the compiler does not look at what attributes name.
    for (const schema::ForeignKey& key : table.foreign_keys) {
      const auto found = paths_.find(key.ref_table);
      if (found == paths_.end() || found->second == to.path) continue;
      const auto place = std::ranges::find(order_, found->second);
      if (place < std::ranges::find(order_, to.path)) include(to, found->second);
    }
    add(to, table.name.schema, source_of_table(table, context_, into_.unsaid));
  }

  static void include(Header& to, const std::string& path) {
    if (path != to.path) to.includes.insert(path);
  }

  std::string text_of(const Header& header) const {
    std::string text = "#pragma once\n";
    if (!header.standard.empty()) text += '\n';
    for (const std::string_view one : header.standard) text += concat({"#include <", one, ">\n"});
    if (!header.includes.empty()) text += '\n';
    const std::filesystem::path folder = std::filesystem::path(header.path).parent_path();
    for (const std::string& one : header.includes) {
      const std::filesystem::path relative =
          std::filesystem::path(one).lexically_relative(folder.empty() ? "." : folder);
      text += concat({"#include \"", relative.generic_string(), "\"\n"});
    }
    std::string open;
    bool is_open = false;
    const auto close = [&] {
      if (is_open && !open.empty()) text += concat({"\n}  // namespace ", open, "\n"});
    };
    for (const auto& [schema, declaration] : header.declarations) {
      const std::string space = context_.names.space(schema);
      if (!is_open || space != open) {
        close();
        if (!space.empty()) text += concat({"\nnamespace ", space, " {\n"});
        open = space;
        is_open = true;
      }
      text += "\n" + declaration;
    }
    close();
    return text;
  }

  const SourceContext& context_;
  const ScaffoldOptions& options_;
  Scaffold& into_;
  std::map<Name, std::string> paths_, enum_paths_;
  std::map<std::string, Header> headers_;
  std::vector<std::string> order_;
};

}  // namespace

void write_headers(const SourceContext& context, const ScaffoldOptions& options, Scaffold& into) {
  HeaderWriter(context, options, into).write();
}

}  // namespace limbeck::compiler
