// Renders schemas, extensions, and comments on objects.
#include "migrations/schema/kinds.h"
#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/views.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {

static void render(Writer& out, const operations::CreateSchema& operation) {
  const schema::Namespace& schema = operation.thing;
  out.add("CREATE SCHEMA " + quote(schema.name));
  if (!schema.comment.empty()) out.add(comment_on("SCHEMA", quote(schema.name), schema.comment));
}

static void render(Writer& out, const operations::DropSchema& operation) {
  out.add("DROP SCHEMA " + quote(operation.name));
}

static void render(Writer& out, const operations::CreateExtension& operation) {
  const schema::Extension& extension = operation.thing;
  // If only a superuser may create it, it exists before the history runs.
  std::string sql = "CREATE EXTENSION IF NOT EXISTS " + quote(extension.name);
  if (!extension.in_schema.empty()) sql += " SCHEMA " + quote(extension.in_schema);
  if (!extension.version.empty()) sql += " VERSION " + quote_literal(extension.version);
  out.add(std::move(sql));
  if (!extension.comment.empty()) {
    out.add(comment_on("EXTENSION", quote(extension.name), extension.comment));
  }
}

static void render(Writer& out, const operations::AlterExtension& operation) {
  const std::string alter = "ALTER EXTENSION " + quote(operation.name);
  if (operation.version) {
    out.add(concat({alter, " UPDATE",
                    operation.version->empty() ? "" : " TO " + quote_literal(*operation.version)}));
  }
  if (!operation.in_schema) return;
  if (!operation.in_schema->empty())
    return out.add(concat({alter, " SET SCHEMA ", quote(*operation.in_schema)}));
  // The default schema has no name of its own here.
  out.add("DO " + dollar_quoted(
                      concat({"\nBEGIN\n  EXECUTE format(", quote_literal(alter + " SET SCHEMA %I"),
                              ", current_schema());\nEND\n"})));
}

static void render(Writer& out, const operations::DropExtension& operation) {
  out.add("DROP EXTENSION " + quote(operation.name));
}

static void render(Writer& out, const operations::CommentOn& operation) {
  using Kind = schema::ObjectKind;
  const schema::Object& object = operation.object;
  const auto add = [&](std::string_view kind, const std::string& name) {
    out.add(comment_on(kind, name, operation.comment));
  };
  switch (object.kind) {
    case Kind::schema:
      return add("SCHEMA", quote(object.name));
    case Kind::extension:
      return add("EXTENSION", quote(object.name));
    case Kind::sequence:
      return add("SEQUENCE", quote(object.name));
    case Kind::domain:
      return add("DOMAIN", quote(object.name));
    case Kind::enumeration:
      return add("TYPE", quote(object.name));
    case Kind::view: {
      const schema::View* view = schema::find_view(out.before(), object.name);
      return add(view == nullptr ? "VIEW" : kind_of(*view), quote(object.name));
    }
    case Kind::function: {
      const schema::Function* function =
          schema::find_function(out.before(), object.name, object.part);
      if (function != nullptr) add(kind_of(*function), signature(*function));
      return;
    }
    case Kind::trigger:
      return add("TRIGGER", concat({quote(object.part), " ON ", quote(object.name)}));
    case Kind::index:
      return add("INDEX", quote_beside(object.name, object.part));
    case Kind::other: {
      const auto* other = schema::find<schema::OtherObject>(out.before(), object.name);
      if (other == nullptr) return;
      std::string comment = comment_on_other(*other, operation.comment);
      if (!comment.empty()) out.add(std::move(comment));
      return;
    }
  }
}

template void render_as(Writer&, const operations::CreateSchema&);
template void render_as(Writer&, const operations::DropSchema&);
template void render_as(Writer&, const operations::CreateExtension&);
template void render_as(Writer&, const operations::AlterExtension&);
template void render_as(Writer&, const operations::DropExtension&);
template void render_as(Writer&, const operations::CommentOn&);

}  // namespace limbeck::sql::postgresql
