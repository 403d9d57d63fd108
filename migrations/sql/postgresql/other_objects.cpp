// Objects that are held as their SQL.
#include "migrations/schema/kinds.h"
#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql_text/splitter.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

void add_statements(Writer& out, const std::string& sql) {
  for (const std::string_view statement : sql_text::statements_of(sql))
    out.add(std::string(statement));
}

}  // namespace

std::string comment_on_other(const schema::OtherObject& object, std::string_view comment) {
  constexpr std::string_view drop = "DROP ";
  if (!object.drop.starts_with(drop)) return {};
  const std::string target = object.drop.substr(drop.size());
  return concat({"COMMENT ON ", target, " IS ", comment.empty() ? "NULL" : quote_literal(comment)});
}

static void render(Writer& out, const operations::CreateOther& operation) {
  add_statements(out, operation.thing.create);
  if (operation.thing.comment.empty()) return;
  std::string comment = comment_on_other(operation.thing, operation.thing.comment);
  if (!comment.empty()) out.add(std::move(comment));
}

static void render(Writer& out, const operations::DropOther& operation) {
  const auto* object = schema::find<schema::OtherObject>(out.before(), operation.name);
  if (object != nullptr) add_statements(out, object->drop);
}

template void render_as(Writer&, const operations::CreateOther&);
template void render_as(Writer&, const operations::DropOther&);

}  // namespace limbeck::sql::postgresql
