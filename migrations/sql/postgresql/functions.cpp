// Functions and procedures; their text is the user's.
#include <utility>

#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/views.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

std::string function_sql(const schema::Function& function) {
  return concat({kind_of(function), " ", quote(function.name), "(", expression(function.arguments),
                 ")\n", expression(function.definition)});
}

}  // namespace

std::string_view kind_of(const schema::Function& function) {
  return function.procedure ? "PROCEDURE" : "FUNCTION";
}

std::string signature(const schema::Function& function) {
  return concat({quote(function.name), "(", schema::argument_types(function.arguments), ")"});
}

void create(Writer& out, const schema::Function& function) {
  if (function.skip_body_check) out.add(std::string(skip_body_checks));
  out.add("CREATE " + function_sql(function));
  if (function.skip_body_check) out.add(std::string(check_bodies));
  if (!function.comment.empty()) {
    out.add(comment_on(kind_of(function), signature(function), function.comment));
  }
}

void drop(Writer& out, const schema::Function& function) {
  out.add(concat({"DROP ", kind_of(function), " ", signature(function)}));
}

static void render(Writer& out, const operations::CreateFunction& operation) {
  create(out, operation.function);
}

static void render(Writer& out, const operations::DropFunction& operation) {
  const schema::Function* function =
      schema::find_function(out.before(), operation.name, operation.arguments);
  if (function != nullptr) drop(out, *function);
}

// The result type and the names of arguments of a function cannot be replaced. If they change, it
// is dropped and created again, with the views that use it.
static void render(Writer& out, const operations::ReplaceFunction& operation) {
  const schema::Function* old =
      schema::find_function(out.before(), operation.function.name, operation.function.arguments);
  if (old == nullptr) return;
  schema::Function function = operation.function;
  function.comment = old->comment;
  const bool skips = std::exchange(function.skip_body_check, false);
  Script again;
  Writer inner(again, out.before(), 0, true, {});
  const std::vector<schema::View> readers = views_on(out.before(), {}, {old->name});
  for (auto reader = readers.rbegin(); reader != readers.rend(); ++reader) drop(inner, *reader);
  drop(inner, *old);
  create(inner, function);
  for (const schema::View& reader : readers) {
    create(inner, reader);
    for (const auto& trigger : triggers_of(out.before(), reader.name)) create(inner, trigger);
  }
  if (skips) out.add(std::string(skip_body_checks));
  out.add(try_else("CREATE OR REPLACE " + function_sql(function), "invalid_function_definition",
                   again));
  if (skips) out.add(std::string(check_bodies));
}

template void render_as(Writer&, const operations::CreateFunction&);
template void render_as(Writer&, const operations::DropFunction&);
template void render_as(Writer&, const operations::ReplaceFunction&);

}  // namespace limbeck::sql::postgresql
