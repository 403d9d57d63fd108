#include "compiler/scaffold/update.h"

#include <algorithm>
#include <optional>
#include <set>

#include "compiler/scaffold/cpp_edits.h"
#include "compiler/scaffold/cpp_source.h"
#include "compiler/scaffold/table_source.h"
#include "compiler/scan/naming.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

using schema::Table;

std::string tokens_of_piece(const Cpp& piece) { return tokens_of(piece.layout(0, 0)); }

/// `limbeck::check` of an attribute's tokens.
std::string head_of(const std::string& tokens) { return tokens.substr(0, tokens.find('(')); }

/// What follows `name =` in an attribute's tokens, and empty where it has no name.
std::string name_in(const std::string& tokens) {
  constexpr std::string_view argument = "name = \"";
  const std::size_t at = tokens.find(argument);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + argument.size();
  return tokens.substr(begin, tokens.find('"', begin) - begin);
}

/// The attribute of `gone` that a person wrote in other words as `written`: the one of that name,
/// or the only one of its kind where the declaration has one of the kind.
std::multiset<std::string>::const_iterator in_other_words(const std::multiset<std::string>& gone,
                                                          const WrittenDeclaration& declaration,
                                                          const std::string& written) {
  const std::string head = head_of(written), name = name_in(written);
  const auto is_alike = [&](const std::string& tokens) {
    return head_of(tokens) == head && name_in(tokens) == name;
  };
  const auto count =
      std::ranges::count_if(declaration.attribute_list,
                            [&](const WrittenPiece& one) { return head_of(one.tokens) == head; });
  if (name.empty() && (count != 1 || std::ranges::count_if(gone, is_alike) != 1)) return gone.end();
  return std::ranges::find_if(gone, is_alike);
}

/// Scaffold declares a constraint of one column at its member. Those that a person declared at the
/// struct are compared there.
void place_as_written(const WrittenDeclaration& declaration, TableParts& before,
                      TableParts& after) {
  for (DeclarationParts& member : before.members) {
    std::erase_if(member.attributes, [&](const Cpp& piece) {
      const std::string tokens = tokens_of_piece(piece);
      const bool is_of_struct =
          std::ranges::any_of(declaration.attribute_list,
                              [&](const WrittenPiece& one) { return one.tokens == tokens; });
      if (!is_of_struct) return false;
      before.own.attributes.push_back(piece);
      for (DeclarationParts& now : after.members) {
        std::erase_if(now.attributes, [&](const Cpp& other) {
          const std::string text = tokens_of_piece(other);
          const bool is_same =
              text == tokens || (head_of(text) == head_of(tokens) && !name_in(text).empty() &&
                                 name_in(text) == name_in(tokens));
          if (is_same) after.own.attributes.push_back(other);
          return is_same;
        });
      }
      return true;
    });
  }
}

class Updater {
 public:
  Updater(const UpdateInput& input, const std::map<std::string, std::string>& files,
          const ScaffoldOptions& options)
      : input_(input),
        old_names_(input.model, options.cpp_namespace, options.keep_names),
        new_names_(input.live, options.cpp_namespace, options.keep_names) {
    for (const auto& [path, text] : files) sources_.emplace(path, Edited{CppSource(text)});
  }

  Updated run() {
    take_names();
    for (const Table& table : input_.model.tables) {
      const Table* now = schema::find_table(input_.live, table.name);
      if (now == nullptr) {
        drop(schema::path_of_table(table.name), "table", to_string(table.name));
      } else {
        change(table, *now);
      }
    }
    for (const schema::Enum& type : input_.model.enums) {
      const schema::Enum* now = schema::find_enum(input_.live, type.name);
      if (now == nullptr) {
        drop(schema::path_of_enum(type.name), "enum", to_string(type.name));
      } else {
        change(type, *now);
      }
    }
    add_new();
    finish();
    return std::move(result_);
  }

 private:
  const schema::Location* place(const std::string& path) const {
    const auto found = input_.locations.find(path);
    return found == input_.locations.end() ? nullptr : &found->second;
  }
  Edited* source(const schema::Location* at) {
    if (at == nullptr) return nullptr;
    const auto found = sources_.find(at->file);
    return found == sources_.end() ? nullptr : &found->second;
  }
  std::string name_at(const std::string& path) {
    const schema::Location* at = place(path);
    Edited* in = source(at);
    return in == nullptr ? "" : in->source.name_at(in->source.offset(at->line, at->column));
  }
  void by_hand(std::string kind, std::string name, std::string what) {
    result_.by_hand.push_back({std::move(kind), std::move(name), std::move(what)});
  }

  // The names that the headers have, in place of those that scaffold would give.
  void take_names() {
    const auto take = [&](const std::string& path, const auto& set) {
      const std::string name = name_at(path);
      if (name.empty()) return;
      set(old_names_, name);
      set(new_names_, name);
    };
    for (const Table& table : input_.model.tables) {
      take(schema::path_of_table(table.name),
           [&](ModelNames& names, const std::string& name) { names.set_table(table.name, name); });
      for (const schema::Column& column : table.columns) {
        take(schema::path_of_column(table.name, column.name),
             [&](ModelNames& names, const std::string& name) {
               names.set_member(table.name, column.name, name);
             });
      }
    }
    for (const schema::Enum& type : input_.model.enums) {
      take(schema::path_of_enum(type.name),
           [&](ModelNames& names, const std::string& name) { names.set_enum(type.name, name); });
    }
  }

  std::optional<WrittenDeclaration> type_at(const std::string& path) {
    const schema::Location* at = place(path);
    Edited* in = source(at);
    if (in == nullptr) return std::nullopt;
    return in->source.type_at(in->source.offset(at->line, at->column));
  }

  void drop(const std::string& path, const std::string& kind, const std::string& name) {
    const auto declaration = type_at(path);
    if (!declaration) return by_hand(kind, name, "is gone, and its declaration is not understood");
    Edited& in = *source(place(path));
    in.edits.push_back({declaration->with_comments, ""});
  }

  TableParts parts_of(const Table& table, const schema::Schema& schema, const ModelNames& names) {
    std::vector<Unsaid> unsaid;
    TableParts parts = parts_of_table(table, {schema, names, input_.naming}, unsaid);
    if (&schema == &input_.live)
      result_.by_hand.insert(result_.by_hand.end(), unsaid.begin(), unsaid.end());
    return parts;
  }

  void change(const Table& table, const Table& now) {
    if (table == now) return;
    const std::string path = schema::path_of_table(table.name);
    const std::string name = to_string(table.name);
    const auto declaration = type_at(path);
    if (!declaration)
      return by_hand("table", name, "has changed, and its declaration is not understood");
    Edited& in = *source(place(path));
    TableParts before = parts_of(table, input_.model, old_names_);
    TableParts after = parts_of(now, input_.live, new_names_);
    place_as_written(*declaration, before, after);
    if (before.base != after.base)
      return by_hand("table", name, "is a partition of another table, or none any more");
    change_attributes(in, *declaration, before.own, after.own, "struct", name);
    if (!after.base.empty()) return;
    std::size_t end = declaration->body->begin;
    for (std::size_t i = 0; i < now.columns.size(); ++i) {
      const schema::Column& column = now.columns[i];
      const auto old = std::ranges::find(table.columns, column.name, &schema::Column::name);
      if (old == table.columns.end()) {
        insert_line(in, end, member_text(after.members[i]));
        in.includes.insert(after.headers.begin(), after.headers.end());
        continue;
      }
      const schema::Location* at = place(schema::path_of_column(table.name, column.name));
      const std::string whole = concat({name, ".", column.name});
      const auto member =
          at == nullptr || source(at) != &in
              ? std::nullopt
              : in.source.member_at(*declaration, in.source.offset(at->line, at->column));
      const DeclarationParts& old_parts =
          before.members[static_cast<std::size_t>(old - table.columns.begin())];
      if (!member) {
        if (is_changed(old_parts, after.members[i]))
          by_hand("column", whole, "has changed, and its declaration is not understood");
        continue;
      }
      end = member->with_comments.end;
      if (change_attributes(in, *member, old_parts, after.members[i], "column", whole))
        in.includes.insert(after.headers.begin(), after.headers.end());
    }
    for (const schema::Column& column : table.columns) {
      if (schema::find_column(now, column.name) != nullptr) continue;
      const schema::Location* at = place(schema::path_of_column(table.name, column.name));
      const auto member =
          at == nullptr || source(at) != &in
              ? std::nullopt
              : in.source.member_at(*declaration, in.source.offset(at->line, at->column));
      if (member) {
        in.edits.push_back({member->with_comments, ""});
      } else {
        by_hand("column", concat({name, ".", column.name}),
                "is gone, and its declaration is not understood");
      }
    }
  }

  static bool is_changed(const DeclarationParts& a, const DeclarationParts& b) {
    const auto tokens = [](const DeclarationParts& of) {
      std::string all;
      for (const Cpp& one : of.attributes) all += tokens_of_piece(one) + ";";
      return all + of.type + of.alias + of.comment;
    };
    return tokens(a) != tokens(b);
  }

  // Takes away the attributes that are `before` and not `after`, adds those that are only `after`,
  // and changes the type. Whether anything changed.
  bool change_attributes(Edited& in, const WrittenDeclaration& written,
                         const DeclarationParts& before, const DeclarationParts& after,
                         const std::string& kind, const std::string& name) {
    if (!is_changed(before, after)) return false;
    if (before.alias != after.alias) {
      by_hand(kind, name, "has an array of another type");
      return false;
    }
    std::multiset<std::string> gone;
    for (const Cpp& one : before.attributes) gone.insert(tokens_of_piece(one));
    std::vector<Cpp> fresh;
    for (const Cpp& one : after.attributes) {
      const auto same = gone.find(tokens_of_piece(one));
      if (same != gone.end()) {
        gone.erase(same);
      } else {
        fresh.push_back(one);
      }
    }
    std::multiset<std::string> kept;
    for (const Cpp& one : before.attributes) {
      const std::string tokens = tokens_of_piece(one);
      if (!gone.contains(tokens)) kept.insert(tokens);
    }
    std::vector<Cpp> list;
    for (const WrittenPiece& one : written.attribute_list) {
      auto found = gone.find(one.tokens);
      if (found == gone.end() && !kept.contains(one.tokens))
        found = in_other_words(gone, written, one.tokens);
      if (found != gone.end()) {
        // A change of an attribute stays where the attribute was.
        const std::string head = head_of(one.tokens);
        const auto changed = std::ranges::find_if(
            fresh, [&](const Cpp& other) { return head_of(tokens_of_piece(other)) == head; });
        if (changed != fresh.end()) {
          list.push_back(*changed);
          fresh.erase(changed);
        }
        gone.erase(found);
        continue;
      }
      list.emplace_back(in.source.text().substr(one.where.begin, one.where.end - one.where.begin));
    }
    for (const std::string& missing : gone) {
      // What replaces it would stand beside it.
      std::string instead;
      std::erase_if(fresh, [&](const Cpp& one) {
        const std::string tokens = tokens_of_piece(one);
        if (head_of(tokens) != head_of(missing)) return false;
        instead += instead.empty() ? ", and to come: " : ", ";
        instead += one.layout(0, 0);
        return true;
      });
      by_hand(kind, name,
              concat({"was declared in another way than scaffold would: ", missing, " is to go",
                      instead}));
    }
    list.insert(list.end(), fresh.begin(), fresh.end());
    if (before.type != after.type && written.type_tokens != tokens_of(before.type))
      by_hand(kind, name, "has another type: " + after.type);
    write(in, written, before, after, list);
    return true;
  }

  void write(Edited& in, const WrittenDeclaration& written, const DeclarationParts& before,
             const DeclarationParts& after, const std::vector<Cpp>& list) {
    const std::string& text = in.source.text();
    const bool is_member = !written.body.has_value();
    const auto lines_before = text.rfind('\n', written.whole.begin);
    const std::size_t line = lines_before == std::string::npos ? 0 : lines_before + 1;
    std::string old_list;
    for (const WrittenPiece& one : written.attribute_list) old_list += one.tokens + ",";
    std::string new_list;
    for (const Cpp& one : list) new_list += tokens_of_piece(one) + ",";
    if (is_member) {
      // From its first token to its name.
      const bool has_type =
          before.type != after.type && written.type_tokens == tokens_of(before.type);
      const std::string type =
          has_type ? after.type
                   : text.substr(written.type.begin, written.type.end - written.type.begin);
      if (old_list != new_list || has_type) {
        const std::size_t indent = written.whole.begin - line;
        const std::size_t rest = written.whole.end - written.type.end;
        std::string head;
        if (!list.empty()) {
          head = attributes_text(list, indent, 0);
          const bool fits = head.find('\n') == std::string::npos &&
                            indent + head.size() + 1 + type.size() + rest <= 100;
          head += fits ? " " : "\n" + std::string(indent, ' ');
        }
        in.edits.push_back({{written.whole.begin, written.type.end}, head + type});
      }
    } else if (old_list != new_list && written.attributes) {
      const std::size_t after_it =
          text.find('\n', written.attributes->end) - written.attributes->end;
      in.edits.push_back(
          {*written.attributes, attributes_text(list, written.attributes->begin - line, after_it)});
    }
    if (!input_.comments || before.comment == after.comment) return;
    const std::string margin(written.whole.begin - line, ' ');
    const std::string comment = doc_comment(after.comment, margin);
    const Piece where = written.doc_comment.value_or(Piece{line, line});
    in.edits.push_back({where, comment});
  }

  void change(const schema::Enum& type, const schema::Enum& now) {
    if (type == now) return;
    const std::string name = to_string(type.name);
    const auto declaration = type_at(schema::path_of_enum(type.name));
    if (!declaration)
      return by_hand("enum", name, "has changed, and its declaration is not understood");
    Edited& in = *source(place(schema::path_of_enum(type.name)));
    const std::string& text = in.source.text();
    // The values that stay keep their order and their text; anything else is a new enum.
    std::vector<std::string> stay;
    for (const std::string& value : type.values) {
      if (std::ranges::find(now.values, value) != now.values.end()) stay.push_back(value);
    }
    if (stay != type.values || type.comment != now.comment) {
      return by_hand("enum", name, "lost values or has another comment");
    }
    std::size_t end = declaration->body->begin;
    bool needs_comma = false;
    std::string added;
    for (std::size_t i = 0; i < now.values.size(); ++i) {
      const schema::Location* at = place(schema::path_of_value(type.name, now.values[i]));
      if (std::ranges::find(type.values, now.values[i]) != type.values.end()) {
        if (!added.empty()) in.edits.push_back({{end, end}, added});
        added.clear();
        if (at == nullptr || source(at) != &in)
          return by_hand("enum", name, "has other values, and their places are not known");
        end = in.source.end_of_enumerator(*declaration, in.source.offset(at->line, at->column));
        needs_comma = text[end - 1] != ',';
        continue;
      }
      added += concat({needs_comma ? "," : "", "\n  ",
                       enumerator_text(new_names_.enumerators(type.name)[i], now.values[i]),
                       needs_comma ? "" : ","});
    }
    if (!added.empty()) in.edits.push_back({{end, end}, added});
  }

  void add_new() {
    schema::Schema fresh;
    for (const Table& table : input_.live.tables) {
      if (schema::find_table(input_.model, table.name) == nullptr) fresh.tables.push_back(table);
    }
    const SourceContext context{input_.live, new_names_, input_.naming};
    for (const Table& table : fresh.tables) {
      const TypeSource source = source_of_table(table, context, result_.by_hand);
      std::set<std::string> own;
      const auto need = [&](const std::string& path) {
        if (const schema::Location* at = place(path)) own.insert(at->file);
      };
      for (const schema::Column& column : table.columns) {
        if (column.type.kind == schema::TypeKind::enumeration)
          need(schema::path_of_enum(column.type.name));
      }
      if (table.partition_of) need(schema::path_of_table(table.partition_of->table));
      std::string text = "#pragma once\n\n";
      for (const std::string_view one : source.headers) text += concat({"#include <", one, ">\n"});
      for (const std::string& one : own) {
        const std::size_t slash = one.rfind('/');
        text += concat(
            {"\n#include \"", slash == std::string::npos ? one : one.substr(slash + 1), "\"\n"});
      }
      const std::string space = new_names_.space(table.name.schema);
      if (!space.empty()) text += concat({"\nnamespace ", space, " {\n"});
      text += "\n";
      for (const schema::Enum& type : input_.live.enums) {
        const bool is_new = schema::find_enum(input_.model, type.name) == nullptr;
        const bool is_used = std::ranges::any_of(
            table.columns, [&](const auto& column) { return column.type.name == type.name; });
        if (is_new && is_used && written_enums_.insert(type.name).second)
          text += source_of_enum(type, context).text + "\n";
      }
      text += source.text;
      if (!space.empty()) text += concat({"\n}  // namespace ", space, "\n"});
      result_.headers.push_back({snake_case(new_names_.of_table(table.name)) + ".h", text});
    }
    for (const schema::Enum& type : input_.live.enums) {
      if (schema::find_enum(input_.model, type.name) == nullptr &&
          !written_enums_.contains(type.name))
        by_hand("enum", to_string(type.name), "is new, and no new table has it");
    }
  }

  void finish() {
    for (auto& [path, edited] : sources_) {
      if (!edited.edits.empty()) result_.files[path] = changed_text(edited);
    }
  }

  const UpdateInput& input_;
  ModelNames old_names_, new_names_;
  std::map<std::string, Edited> sources_;
  std::set<schema::Name> written_enums_;
  Updated result_;
};

}  // namespace

Updated update(const UpdateInput& input, const std::map<std::string, std::string>& files,
               const ScaffoldOptions& options) {
  const schema::Schema model = with_columns_of_partitions(input.model);
  const schema::Schema live = with_columns_of_partitions(input.live);
  const UpdateInput whole{model, input.locations, live, input.naming, input.comments};
  return Updater(whole, files, options).run();
}

}  // namespace limbeck::compiler
