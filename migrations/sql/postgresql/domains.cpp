// Domains.
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

}  // namespace

void render(Writer& out, const operations::CreateDomain& operation) {
  const schema::Domain& domain = operation.domain;
  std::string sql = concat({"CREATE DOMAIN ", quote(domain.name), " AS ", type_sql(domain.type)});
  if (!domain.collation.empty()) sql += " COLLATE " + quote(domain.collation);
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

void render(Writer& out, const operations::AlterDomain& operation) {
  const std::string alter = alter_domain(operation.name);
  if (operation.default_sql) {
    out.add(alter + (*operation.default_sql ? "SET DEFAULT " + expression(**operation.default_sql)
                                            : std::string("DROP DEFAULT")));
  }
  if (operation.not_null)
    out.add(concat({alter, *operation.not_null ? "SET" : "DROP", " NOT NULL"}));
  for (const std::string& check : operation.drop_checks) {
    out.add(concat({alter, "DROP CONSTRAINT ", quote(check)}));
  }
  for (const schema::Check& check : operation.add_checks) add_check(out, operation.name, check);
}

void render(Writer& out, const operations::DropDomain& operation) {
  out.add("DROP DOMAIN " + quote(operation.name));
}

}  // namespace limbeck::sql::postgresql
