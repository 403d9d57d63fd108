#include "tests/mutations/subjects.h"

#include "migrations/schema/kinds.h"
#include "migrations/sql/dialect.h"
#include "tests/property/any_objects.h"
#include "tests/property/any_schema.h"
#include "tests/property/parts.h"
#include "tests/property/postgresql_schemas.h"

namespace limbeck::test {
namespace {

/// One small table, for what stands beside tables.
schema::Schema users() {
  schema::Schema schema;
  schema.tables = {
      {.name = {"", "users"},
       .columns = {{.name = "id", .type = schema::parse_type("bigint")},
                   {.name = "Full name", .type = schema::parse_type("text"), .nullable = true}},
       .primary_key = schema::PrimaryKey{"pk_users", {"id"}}}};
  return schema;
}

/// As a history makes it: with the schemas that its names are in.
schema::Schema with_schemas(schema::Schema schema) {
  const auto need = [&](const auto& things) {
    for (const auto& thing : things) {
      const std::string& name = thing.name.schema;
      if (!name.empty() && schema::find<schema::Namespace>(schema, {"", name}) == nullptr)
        schema.schemas.push_back({.name = {"", name}});
    }
  };
  need(schema.tables);
  need(schema.enums);
  schema::sort(schema);
  return schema;
}

schema::Schema any_subject(Random& random, std::string_view dialect, bool with_objects) {
  if (dialect == "postgresql") {
    schema::Schema schema = with_objects ? users() : any_schema(random, Expressible::on_postgresql);
    fit_postgresql(schema);
    if (with_objects) add_objects(random, schema);
    return with_schemas(std::move(schema));
  }
  schema::Schema schema = any_schema(random, Expressible::on_sqlite);
  if (!with_objects || schema.tables.empty()) return schema;
  const schema::Table& table = random.of(schema.tables);
  schema.views.push_back({.name = {"", "counted"},
                          .definition = "SELECT count(*) AS n FROM " + spelled(table.name.name)});
  schema.triggers.push_back({.table = table.name,
                             .name = "tr",
                             .fires = "AFTER UPDATE",
                             .definition = "FOR EACH ROW BEGIN SELECT 1; END"});
  schema::sort(schema);
  return schema;
}

}  // namespace

std::optional<Subject> subject_for(std::uint64_t seed, std::string_view dialect,
                                   const MutationKind& kind) {
  constexpr std::uint64_t tries = 60;
  for (std::uint64_t i = 0; i < tries; ++i) {
    Random random(seed * tries + i);
    schema::Schema schema = any_subject(random, dialect, i % 2 == 1);
    if (!sql::find_dialect(dialect)->refuse(schema).empty()) continue;
    if (auto mutation = mutated(random, schema, dialect, kind))
      return Subject{std::move(schema), std::move(*mutation)};
  }
  return std::nullopt;
}

}  // namespace limbeck::test
