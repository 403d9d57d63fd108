#include "runtime/introspect/postgresql/scratch.h"

#include <vector>

#include "migrations/schema/inheritance.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::introspect::postgresql {
namespace {

using sql_text::Token;
using Kind = Token::Kind;

class Texts {
 public:
  explicit Texts(const std::string& standard) : standard_(standard) {}

  void change(std::string& text) const {
    if (text.find(standard_) == std::string::npos) return;
    std::vector<Token> tokens;
    for (const Token& token : sql_text::lex(text)) tokens.push_back(token);
    std::string changed;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool is_qualifier = is_standard(tokens[i]) && i + 1 < tokens.size() &&
                                tokens[i + 1].text == "." && (i == 0 || tokens[i - 1].text != ".");
      if (is_qualifier) {
        ++i;
      } else if (tokens[i].kind == Kind::string && names_something(tokens, i)) {
        changed += in_literal(tokens[i].text);
      } else {
        changed += tokens[i].text;
      }
    }
    text = std::move(changed);
  }
  void change(std::optional<std::string>& text) const {
    if (text) change(*text);
  }
  void change(schema::Type& type) const {
    if (type.kind != schema::TypeKind::native) return;
    change(type.name.name);
    if (const auto own = type.per_dialect.find("postgresql"); own != type.per_dialect.end())
      change(own->second);
  }
  void change(std::vector<schema::Check>& checks) const {
    for (schema::Check& check : checks) change(check.expression);
  }
  void change(std::vector<schema::Index>& indexes) const {
    for (schema::Index& index : indexes) {
      change(index.where);
      for (schema::IndexElement& element : index.elements) {
        change(element.expression);
        change(element.opclass);
      }
    }
  }
  void change(schema::Table& table) const {
    for (schema::Column& column : table.columns) {
      change(column.type);
      change(column.default_sql);
      if (column.generated) change(column.generated->expression);
    }
    change(table.checks);
    change(table.indexes);
    for (schema::Exclude& exclude : table.excludes) change(exclude.definition);
    change(table.partition_by);
    for (auto& [setting, value] : table.settings)
      if (schema::is_inherits(setting)) change(value);
    if (table.partition_of) change(table.partition_of->bound);
  }

 private:
  bool is_standard(const Token& token) const {
    if (token.kind == Kind::word) return sql_text::lower_case(token.text) == standard_;
    return token.kind == Kind::quoted && sql_text::name_of(token) == standard_;
  }

  /// Whether the literal is read as the name of something: by nextval and its like, or by a cast to
  /// regclass and its like.
  static bool names_something(const std::vector<Token>& tokens, std::size_t at) {
    const auto step = [&](std::size_t from, int by) -> const Token* {
      for (std::size_t i = from + static_cast<std::size_t>(by); i < tokens.size();
           i += static_cast<std::size_t>(by))
        if (tokens[i].kind != Kind::space) return &tokens[i];
      return nullptr;
    };
    const Token* before = step(at, -1);
    if (before != nullptr && before->text == "(") {
      const Token* function = step(static_cast<std::size_t>(before - tokens.data()), -1);
      for (const char* name : {"nextval", "currval", "setval"})
        if (function != nullptr && sql_text::is_word(*function, name)) return true;
    }
    for (std::size_t i = at + 1; i < tokens.size() && i < at + 6; ++i) {
      if (tokens[i].kind == Kind::word)
        return sql_text::lower_case(tokens[i].text).starts_with("reg");
      if (tokens[i].kind != Kind::space && tokens[i].text != ":" && tokens[i].text != "::")
        return false;
    }
    return false;
  }

  /// `'public.ids'` without the schema.
  std::string in_literal(std::string_view literal) const {
    std::string text(literal);
    if (!text.starts_with('\'')) return text;
    for (const std::string& start : {"'" + standard_ + ".", "'\"" + standard_ + "\"."})
      if (text.starts_with(start)) return "'" + text.substr(start.size());
    return text;
  }

  const std::string& standard_;
};

}  // namespace

schema::Schema unqualified(schema::Schema schema, const std::string& standard) {
  const Texts texts(standard);
  for (schema::Table& table : schema.tables) texts.change(table);
  for (schema::Domain& domain : schema.domains) {
    texts.change(domain.type);
    texts.change(domain.default_sql);
    texts.change(domain.checks);
  }
  for (schema::View& view : schema.views) {
    texts.change(view.definition);
    texts.change(view.indexes);
  }
  for (schema::Function& function : schema.functions) {
    texts.change(function.arguments);
    texts.change(function.definition);
  }
  for (schema::OtherObject& object : schema.objects) {
    texts.change(object.create);
    texts.change(object.drop);
  }
  for (schema::Trigger& trigger : schema.triggers) {
    texts.change(trigger.fires);
    texts.change(trigger.definition);
  }
  return schema;
}

}  // namespace limbeck::introspect::postgresql
