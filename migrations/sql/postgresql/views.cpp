#include "migrations/sql/postgresql/views.h"

#include <algorithm>
#include <set>

#include "migrations/schema/mentions.h"
#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using sql_text::Token;

bool spells(const Token& token, std::string_view name) {
  return is_name(token) && folded_name(token) == name;
}

// `*` and NATURAL read columns without naming them.
bool may_read(const schema::View& view, const ChangedColumn& column,
              const std::set<schema::Name>& known) {
  if (!schema::Mentions(view.definition).has(column.table, known)) return false;
  const auto tokens = sql_text::lex(view.definition);
  return std::ranges::any_of(tokens, [&](const Token& token) {
    return spells(token, column.column) || token.text == "*" || sql_text::is_word(token, "natural");
  });
}

std::string without_end(const std::string& query) {
  const std::size_t end = query.find_last_not_of(" \t\r\n;");
  return end == std::string::npos ? query : query.substr(0, end + 1);
}

/// Views found one after another, each before those that read it.
class Readers {
 public:
  explicit Readers(const schema::Schema& schema)
      : schema_(schema), known_(schema::known_names(schema)) {}

  const std::set<schema::Name>& known() const { return known_; }

  void add(const schema::View& view) {
    if (std::ranges::any_of(found_,
                            [&](const schema::View& other) { return other.name == view.name; })) {
      return;
    }
    found_.push_back(view);
    add_readers_of(view.name);
  }

  void add_readers_of(const schema::Name& name) {
    for (const schema::View& other : schema_.views) {
      if (other.name != name && reads(other, name)) add(other);
    }
  }

  /// Views cannot read each other in a circle, so this comes to an end.
  std::vector<schema::View> in_order() && {
    std::vector<schema::View> ordered;
    while (!found_.empty()) {
      auto next = std::ranges::find_if(found_, [&](const schema::View& view) {
        return std::ranges::none_of(found_, [&](const schema::View& other) {
          return other.name != view.name && reads(view, other.name);
        });
      });
      // Two that name each other, by a column of the same name: in either order.
      if (next == found_.end()) next = found_.begin();
      ordered.push_back(std::move(*next));
      found_.erase(next);
    }
    return ordered;
  }

 private:
  bool reads(const schema::View& view, const schema::Name& thing) const {
    return schema::Mentions(view.definition).has(thing, known_);
  }

  const schema::Schema& schema_;
  std::set<schema::Name> known_;
  std::vector<schema::View> found_;
};

}  // namespace

std::string_view kind_of(const schema::View& view) {
  return view.materialized ? "MATERIALIZED VIEW" : "VIEW";
}

static std::string view_sql(const schema::View& view) {
  std::string sql = concat({kind_of(view), " ", quote(view.name)});
  if (!view.storage.empty()) sql += concat({" WITH (", storage_parameters(view.storage), ")"});
  return concat({sql, " AS\n", expression(without_end(view.definition))});
}

void create(Writer& out, const schema::View& view) {
  out.add("CREATE " + view_sql(view));
  for (const schema::Index& index : view.indexes) add_index(out, view.name, index);
  if (!view.comment.empty()) out.add(comment_on(kind_of(view), quote(view.name), view.comment));
}

void drop(Writer& out, const schema::View& view) {
  out.add(concat({"DROP ", kind_of(view), " ", quote(view.name)}));
}

bool names(std::string_view text, const schema::Name& name) {
  const auto tokens = sql_text::lex(text);
  return std::ranges::any_of(tokens, [&](const Token& token) { return spells(token, name.name); });
}

bool uses_any(std::string_view expression, const std::vector<schema::Name>& things) {
  std::vector<Token> tokens = sql_text::solid_tokens(expression);
  const auto is_used = [&](std::size_t at) {
    const bool called = at + 1 < tokens.size() &&
                        (tokens[at + 1].text == "(" || tokens[at + 1].kind == Token::Kind::string);
    if (at >= 2 && tokens[at - 1].text == "." && is_name(tokens[at - 2])) at -= 2;
    return called || (at > 0 && (tokens[at - 1].text == "::" || is_word(tokens[at - 1], "as")));
  };
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const bool named = std::ranges::any_of(
        things, [&](const schema::Name& thing) { return spells(tokens[at], thing.name); });
    if (named && is_used(at)) return true;
  }
  return false;
}

std::vector<schema::View> views_on(const schema::Schema& schema,
                                   const std::vector<ChangedColumn>& columns,
                                   const std::vector<schema::Name>& things) {
  Readers readers(schema);
  for (const schema::Name& thing : things) readers.add_readers_of(thing);
  for (const schema::View& view : schema.views) {
    if (std::ranges::any_of(columns, [&](const ChangedColumn& column) {
          return may_read(view, column, readers.known());
        })) {
      readers.add(view);
    }
  }
  return std::move(readers).in_order();
}

static void render(Writer& out, const operations::CreateView& operation) {
  create(out, operation.view);
}

static void render(Writer& out, const operations::DropView& operation) {
  const schema::View* view = schema::find_view(out.before(), operation.name);
  if (view != nullptr) drop(out, *view);
}

// PostgreSQL replaces the query of a view as long as its columns stay and others only follow them.
// Only the server knows whether they do, so it is tried; else the view is dropped and made again,
// with what reads it, and with its triggers.
static void render(Writer& out, const operations::ReplaceView& operation) {
  const schema::View* old = schema::find_view(out.before(), operation.view.name);
  if (old == nullptr) return;
  schema::View view = *old;
  view.definition = operation.view.definition;
  view.storage = operation.view.storage;
  const std::vector<schema::View> readers = views_on(out.before(), {}, {view.name});
  const auto make_again = [&](Writer& to) {
    for (auto reader = readers.rbegin(); reader != readers.rend(); ++reader) drop(to, *reader);
    drop(to, *old);
    create(to, view);
    for (const schema::Trigger& trigger : triggers_of(out.before(), view.name)) create(to, trigger);
    for (const schema::View& reader : readers) {
      create(to, reader);
      for (const auto& trigger : triggers_of(out.before(), reader.name)) create(to, trigger);
    }
  };
  if (view.materialized) return make_again(out);
  Script again;
  Writer inner(again, out.before(), 0, true, {});
  make_again(inner);
  out.add(try_else("CREATE OR REPLACE " + view_sql(view), "invalid_table_definition", again));
}

template void render_as(Writer&, const operations::CreateView&);
template void render_as(Writer&, const operations::DropView&);
template void render_as(Writer&, const operations::ReplaceView&);

}  // namespace limbeck::sql::postgresql
