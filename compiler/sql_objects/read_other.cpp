// Objects that are held as their SQL (schema::OtherObject). Their names are those that the
// introspection gives them (runtime/introspect/postgresql/others_query.cpp).
#include <algorithm>
#include <array>

#include "compiler/sql_objects/readers.h"
#include "migrations/schema/other_objects.h"
#include "migrations/sql_text/lexer.h"

namespace limbeck::compiler {
namespace {

/// What identifies an object of a kind, behind the words of the kind.
enum class Identity : unsigned char {
  name,           ///< `german`
  arguments,      ///< `median(numeric)`
  operands,       ///< `=== (text, integer)`; in CREATE its options say them
  types,          ///< `(text AS color)`
  method,         ///< `ops USING btree`; CREATE OPERATOR CLASS says more before USING
  table,          ///< `own_rows ON accounts`
  rule,           ///< the same; CREATE RULE says it behind TO
  virtual_table,  ///< a name; DROP TABLE drops it
};

struct Form {
  std::array<std::string_view, 3> words;
  Identity identity;
};

// The longest first where one begins as another does.
constexpr std::array forms{
    Form{{"access", "method"}, Identity::name},
    Form{{"aggregate"}, Identity::arguments},
    Form{{"cast"}, Identity::types},
    Form{{"collation"}, Identity::name},
    Form{{"conversion"}, Identity::name},
    Form{{"event", "trigger"}, Identity::name},
    Form{{"foreign", "data", "wrapper"}, Identity::name},
    Form{{"foreign", "table"}, Identity::name},
    Form{{"operator", "class"}, Identity::method},
    Form{{"operator", "family"}, Identity::method},
    Form{{"operator"}, Identity::operands},
    Form{{"policy"}, Identity::table},
    Form{{"publication"}, Identity::name},
    Form{{"rule"}, Identity::rule},
    Form{{"server"}, Identity::name},
    Form{{"statistics"}, Identity::name},
    Form{{"text", "search", "configuration"}, Identity::name},
    Form{{"text", "search", "dictionary"}, Identity::name},
    Form{{"text", "search", "parser"}, Identity::name},
    Form{{"text", "search", "template"}, Identity::name},
    Form{{"type"}, Identity::name},
    Form{{"virtual", "table"}, Identity::virtual_table},
};

std::string words_of(const Form& form) {
  std::string words;
  for (const std::string_view word : form.words)
    if (!word.empty()) words += (words.empty() ? "" : " ") + std::string(word);
  return words;
}

bool accept(StatementReader& in, const Form& form) {
  const auto& [a, b, c] = form.words;
  if (b.empty()) return in.accept({a});
  return c.empty() ? in.accept({a, b}) : in.accept({a, b, c});
}

/// An object's name, and as its DROP says it.
struct Identified {
  schema::Name name;
  std::string in_sql;
  std::string_view at;
};

/// The name of an operator, which consists of symbols: `audit.===`.
NameThere take_operator(StatementReader& in) {
  NameThere result;
  if (in.is_name() && in.is_symbol(".", 1)) {
    result = in.take_plain_name("an operator's schema");
    result.name.schema = std::exchange(result.name.name, {});
    if (result.name.schema == "public") result.name.schema.clear();
    in.expect_symbol(".");
  }
  while (!in.at_end() && !in.is_symbol("(")) {
    const std::string_view part = in.take().text;
    if (result.at.empty()) result.at = part;
    result.name.name += part;
  }
  if (result.name.name.empty()) in.fail_expected("an operator");
  return result;
}

/// LEFTARG and RIGHTARG among the options of CREATE OPERATOR.
std::string operands_of(const std::vector<std::string_view>& options) {
  std::string left = "none", right = "none";
  for (const std::string_view option : options) {
    const std::size_t equals = option.find('=');
    const auto key = sql_text::solid_tokens(option.substr(0, equals));
    if (equals == std::string_view::npos || key.empty()) continue;
    const std::string type = schema::argument_types(option.substr(equals + 1));
    if (is_word(key.front(), "leftarg")) left = type;
    if (is_word(key.front(), "rightarg")) right = type;
  }
  return left + ", " + right;
}

Identified identify(StatementReader& in, const Form& form, bool creates) {
  const std::string kind = words_of(form);
  const auto named = [&](const NameThere& there, const std::string& more) {
    return Identified{{there.name.schema, kind + " " + there.name.name + more},
                      std::string(there.at) + more,
                      there.at};
  };
  switch (form.identity) {
    case Identity::name:
    case Identity::virtual_table:
      in.accept({"if", "not", "exists"});
      return named(in.take_name("the " + kind), {});
    case Identity::arguments: {
      const NameThere name = in.take_name("the " + kind);
      const std::string arguments(in.take_parenthesised());
      Identified found = named(name, "(" + schema::argument_types(arguments) + ")");
      found.in_sql = std::string(name.at) + "(" + arguments + ")";
      return found;
    }
    case Identity::operands: {
      const NameThere name = take_operator(in);
      const std::string operands =
          creates ? operands_of(in.take_list()) : schema::argument_types(in.take_parenthesised());
      Identified found = named(name, "(" + operands + ")");
      found.in_sql = (name.name.schema.empty() ? "" : name.name.schema + ".") + name.name.name +
                     " (" + operands + ")";
      return found;
    }
    case Identity::types: {
      const std::string_view inside = in.take_parenthesised();
      return {{"", kind + " (" + schema::cast_types(inside) + ")"},
              "(" + std::string(inside) + ")",
              inside};
    }
    case Identity::method: {
      const NameThere name = in.take_name("the " + kind);
      constexpr std::array<std::string_view, 1> until{"using"};
      in.take_until(until);
      in.expect({"using"});
      return named(name, " USING " + in.take_plain_name("an access method").name.name);
    }
    case Identity::table:
    case Identity::rule: {
      const NameThere name = in.take_plain_name("the " + kind);
      if (creates && form.identity == Identity::rule) {
        constexpr std::array<std::string_view, 1> until{"to"};
        in.take_until(until);
        in.expect({"to"});
      } else {
        in.expect({"on"});
      }
      const NameThere table = in.take_name("the table of the " + kind);
      return {{table.name.schema, kind + " " + name.name.name + " ON " + table.name.name},
              std::string(name.at) + " ON " + std::string(table.at),
              name.at};
    }
  }
  return {};
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

void add(const StatementReader& in, Collected& out, Identified found, std::string create,
         std::string drop) {
  out.add(in, found.at,
          schema::OtherObject{std::move(found.name), std::move(create), std::move(drop), {}});
}

}  // namespace

bool read_other(StatementReader& in, Collected& out, std::string_view whole) {
  in.accept({"default"});  // CREATE DEFAULT CONVERSION
  for (const Form& form : forms) {
    if (!accept(in, form)) continue;
    Identified found = identify(in, form, true);
    if (words_of(form) == "type" && in.accept({"as", "enum"}))
      throw Unreadable{found.at, "enums are declared by models"};
    const std::string kind =
        form.identity == Identity::virtual_table ? "TABLE" : upper(words_of(form));
    std::string drop = "DROP " + kind + " " + found.in_sql;
    add(in, out, std::move(found), std::string(whole), std::move(drop));
    return true;
  }
  return false;
}

std::optional<schema::Object> read_other_reference(StatementReader& in, std::string_view& at) {
  for (const Form& form : forms) {
    if (!accept(in, form)) continue;
    Identified found = identify(in, form, false);
    at = found.at;
    return schema::Object{schema::ObjectKind::other, std::move(found.name), {}};
  }
  return std::nullopt;
}

bool read_table_setting(StatementReader& in, Collected& out, const NameThere& table,
                        std::string_view whole) {
  const auto setting = [&](const char* kind, const char* undo) {
    add(in, out, {{table.name.schema, std::string(kind) + " " + table.name.name}, {}, table.at},
        std::string(whole), "ALTER TABLE " + std::string(table.at) + " " + undo);
    return true;
  };
  if (in.accept({"enable", "row", "level", "security"}))
    return setting("row security", "DISABLE ROW LEVEL SECURITY");
  if (in.accept({"force", "row", "level", "security"}))
    return setting("forced row security", "NO FORCE ROW LEVEL SECURITY");
  if (in.accept({"replica", "identity"}))
    return setting("replica identity", "REPLICA IDENTITY DEFAULT");
  if (in.accept({"cluster", "on"})) return setting("cluster", "SET WITHOUT CLUSTER");
  return false;
}

bool read_text_search_mapping(StatementReader& in, Collected& out, std::string_view whole) {
  const NameThere name = in.take_name("a text search configuration");
  const schema::Name object{name.name.schema, "text search configuration " + name.name.name};
  schema::OtherObject* found = out.other(object);
  if (found == nullptr) {
    throw Unreadable{
        name.at, "these files declare no text search configuration '" + to_string(name.name) + "'"};
  }
  found->create += ";\n" + std::string(whole);
  return true;
}

}  // namespace limbeck::compiler
