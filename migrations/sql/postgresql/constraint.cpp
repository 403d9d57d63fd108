#include "migrations/sql/postgresql/definition.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

std::string named(const std::string& name, const std::string& rest) {
  return name.empty() ? rest : concat({"CONSTRAINT ", quote(name), " ", rest});
}

std::string included(const std::vector<std::string>& columns) {
  return columns.empty() ? std::string() : concat({" INCLUDE (", quote_all(columns), ")"});
}

using schema::member_count;
static_assert(member_count<schema::PrimaryKey>() == 4 && member_count<schema::Unique>() == 5 &&
                  member_count<schema::ForeignKey>() == 10 && member_count<schema::Check>() == 4 &&
                  member_count<schema::Exclude>() == 3,
              "a constraint's properties are SQL here; NOT VALID is ALTER TABLE's");

}  // namespace

std::string constraint_sql(const schema::PrimaryKey& key) {
  return named(key.name, concat({"PRIMARY KEY (", quote_all(key.columns), ")",
                                 included(key.include), deferral(key.deferrable)}));
}

std::string constraint_sql(const schema::Unique& constraint) {
  return named(constraint.name,
               concat({"UNIQUE ", constraint.nulls_not_distinct ? "NULLS NOT DISTINCT " : "", "(",
                       quote_all(constraint.columns), ")", included(constraint.include),
                       deferral(constraint.deferrable)}));
}

std::string constraint_sql(const schema::ForeignKey& constraint) {
  std::string sql = concat({"FOREIGN KEY (", quote_all(constraint.columns), ") REFERENCES ",
                            quote(constraint.ref_table)});
  if (!constraint.ref_columns.empty())
    sql += concat({" (", quote_all(constraint.ref_columns), ")"});
  if (constraint.match == schema::Match::full) sql += " MATCH FULL";
  if (constraint.on_delete != schema::Action::no_action) {
    sql += " ON DELETE " + std::string(to_sql(constraint.on_delete));
    if (!constraint.on_delete_columns.empty()) {
      sql += concat({" (", quote_all(constraint.on_delete_columns), ")"});
    }
  }
  if (constraint.on_update != schema::Action::no_action) {
    sql += " ON UPDATE " + std::string(to_sql(constraint.on_update));
  }
  return named(constraint.name, sql + std::string(deferral(constraint.deferrable)));
}

std::string constraint_sql(const schema::Check& constraint) {
  return named(constraint.name, concat({"CHECK (", expression(constraint.expression), ")",
                                        constraint.no_inherit ? " NO INHERIT" : ""}));
}

std::string constraint_sql(const schema::Exclude& constraint) {
  return named(constraint.name, concat({"EXCLUDE ", expression(constraint.definition),
                                        deferral(constraint.deferrable)}));
}

}  // namespace limbeck::sql::postgresql
