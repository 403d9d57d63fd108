#include "compiler/scaffold/files.h"

#include <algorithm>
#include <map>
#include <type_traits>

#include "compiler/scaffold/cpp_names.h"
#include "migrations/diff/diff.h"
#include "migrations/schema/kinds.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/sql_text/splitter.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

// A name of letters that every file system takes.
std::string file_name(const schema::Name& name) {
  const std::string whole = to_string(name);
  std::string text;
  for (const char c : whole) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-' || c == '.';
    text += plain ? c : '_';
  }
  constexpr std::size_t longest = 100;
  if (text.size() > longest) text.resize(longest);
  if (text != whole || text.starts_with('.')) text += "_" + short_hash(whole);
  return text;
}

template <class Thing>
constexpr bool has_own_file =
    std::is_same_v<Thing, schema::View> || std::is_same_v<Thing, schema::Function>;

// `SET check_function_bodies` in front of a function, where the file says another value so far.
class BodyChecks {
 public:
  std::string before(const schema::Function& function, const ScaffoldFile& file) {
    bool& skipped = skipped_[file.path];
    if (skipped == function.skip_body_check) return {};
    skipped = function.skip_body_check;
    return concat({"SET check_function_bodies = ", skipped ? "off" : "on", ";\n"});
  }

 private:
  std::map<std::string, bool> skipped_;  // by path
};

template <class Thing>
std::string path_of_file(const Thing& thing, std::string_view list) {
  if constexpr (has_own_file<Thing>) {
    return concat({"sql/", list, "/", file_name(thing.name), ".sql"});
  } else if constexpr (std::is_same_v<Thing, schema::Trigger>) {
    return concat({"sql/", list, "/", file_name(thing.table), ".sql"});
  } else {
    return concat({"sql/", list, ".sql"});
  }
}

// The statement with the names at its beginning bare where they can be, as people write them.
std::string without_needless_quotes(const std::string& sql) {
  using Kind = sql_text::Token::Kind;
  std::string text;
  bool in_head = true;
  for (const sql_text::Token& token : sql_text::lex(sql)) {
    for (const std::string_view word : {"as", "is", "execute", "begin", "returns", "check", "when"})
      in_head = in_head && !sql_text::is_word(token, word);
    in_head = in_head && token.text != "(";
    const bool bare = in_head && token.kind == Kind::quoted && token.text.front() == '"' &&
                      sql_text::is_plain_name(sql_text::name_of(token));
    text += bare ? sql_text::name_of(token) : std::string(token.text);
  }
  return text;
}

// The operations that create one object, as if there were nothing else.
template <class Thing>
std::vector<operations::Operation> creation(const Thing& thing,
                                            std::vector<Thing> schema::Schema::*list) {
  // A diff would give it its owner later, when the owner's table is there.
  if constexpr (requires { thing.owned_by; }) return {{operations::CreateObject<Thing>{thing}, {}}};
  schema::Schema alone;
  (alone.*list).push_back(thing);
  return diff::diff({}, alone);
}

// Whether SQL_OBJECTS reads the object's CREATE by itself. The mappings of a text search
// configuration are statements of their own.
bool is_said_by_create(const schema::OtherObject& object) {
  return object.drop.starts_with("DROP ") &&
         (object.name.name.starts_with("text search configuration ") ||
          sql_text::statements_of(object.create).size() == 1);
}

std::string declaration_of(const schema::OtherObject& object) {
  const std::string in = object.name.schema.empty() ? "" : concat({"in ", object.name.schema, " "});
  return concat({"-- limbeck: object ", in, object.name.name, "\n", object.create,
                 ";\n-- limbeck: drop\n", object.drop, ";\n-- limbeck: end\n"});
}

}  // namespace

std::vector<ScaffoldFile> object_files(const schema::Schema& schema, std::string_view dialect) {
  const sql::FullDialect& to = *sql::find_dialect(dialect);
  std::vector<ScaffoldFile> files;
  std::map<std::string, std::size_t> places;  // by path in small letters
  BodyChecks checks;
  schema::for_each_sql_object_kind([&](const auto& kind) {
    for (const auto& thing : schema.*kind.member) {
      std::string path = path_of_file(thing, kind.name);
      std::string folded = path;
      for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      const auto [place, fresh] = places.emplace(folded, files.size());
      if (fresh) files.push_back({std::move(path), {}});
      std::string& text = files[place->second].text;
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(thing)>, schema::OtherObject>) {
        if (!is_said_by_create(thing)) {
          text += (text.empty() ? "" : "\n") + declaration_of(thing);
          continue;
        }
      }
      auto made = thing;
      if constexpr (std::is_same_v<decltype(made), schema::Function>) {
        if (const std::string set = checks.before(thing, files[place->second]); !set.empty())
          text += (text.empty() ? "" : "\n") + set;
        made.skip_body_check = false;
      }
      const sql::Script script = to.render(creation(made, kind.member), {});
      for (const sql::Statement& statement : script.statements) {
        if (!text.empty()) text += '\n';
        const std::string sql = without_needless_quotes(statement.text);
        text += sql + (sql.ends_with(';') ? "\n" : ";\n");
      }
    }
  });
  return files;
}

}  // namespace limbeck::compiler
