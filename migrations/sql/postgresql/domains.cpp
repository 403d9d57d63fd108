// Domains.
#include "migrations/schema/kinds.h"
#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

std::string alter_domain(const schema::Name& name) {
  return concat({"ALTER DOMAIN ", quote(name), " "});
}

void add_check(Writer& out, const schema::Name& domain, const schema::Check& check) {
  out.add(concat(
      {alter_domain(domain), "ADD ", constraint_sql(check), check.not_valid ? " NOT VALID" : ""}));
}

/// The default to write: the new one or the present one. After DROP CONSTRAINT, PostgreSQL 15 has
/// "unprocessed inval messages", with which a later statement in a block with EXCEPTION fails, such
/// as that of replace_function. Any write to the catalog between the two prevents that.
const std::optional<std::string>* default_after(const Writer& out,
                                                const operations::AlterDomain& operation) {
  if (operation.default_sql) return &*operation.default_sql;
  if (operation.drop_checks.empty() || !operation.add_checks.empty() || out.later().empty())
    return nullptr;
  const schema::Domain* domain = schema::find<schema::Domain>(out.before(), operation.name);
  return domain == nullptr ? nullptr : &domain->default_sql;
}

}  // namespace

static void render(Writer& out, const operations::CreateDomain& operation) {
  const schema::Domain& domain = operation.thing;
  std::string sql = concat({"CREATE DOMAIN ", quote(domain.name), " AS ", type_sql(domain.type)});
  if (!domain.collation.empty()) sql += " COLLATE " + collation_sql(domain.collation);
  if (domain.default_sql) sql += " DEFAULT " + expression(*domain.default_sql);
  if (domain.not_null) sql += " NOT NULL";
  for (const schema::Check& check : domain.checks) {
    if (!check.not_valid) sql += " " + constraint_sql(check);
  }
  out.add(std::move(sql));
  for (const schema::Check& check : domain.checks) {
    if (check.not_valid) add_check(out, domain.name, check);
  }
  if (!domain.comment.empty()) out.add(comment_on("DOMAIN", quote(domain.name), domain.comment));
}

static void render(Writer& out, const operations::AlterDomain& operation) {
  const std::string alter = alter_domain(operation.name);
  for (const std::string& check : operation.drop_checks) {
    out.add(concat({alter, "DROP CONSTRAINT ", quote(check)}));
  }
  if (const auto* default_sql = default_after(out, operation)) {
    out.add(alter + (*default_sql ? "SET DEFAULT " + expression(**default_sql)
                                  : std::string("DROP DEFAULT")));
  }
  if (operation.not_null)
    out.add(concat({alter, *operation.not_null ? "SET" : "DROP", " NOT NULL"}));
  for (const schema::Check& check : operation.add_checks) add_check(out, operation.name, check);
}

static void render(Writer& out, const operations::DropDomain& operation) {
  out.add("DROP DOMAIN " + quote(operation.name));
}

template void render_as(Writer&, const operations::CreateDomain&);
template void render_as(Writer&, const operations::AlterDomain&);
template void render_as(Writer&, const operations::DropDomain&);

}  // namespace limbeck::sql::postgresql
