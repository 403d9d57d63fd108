// What PostgreSQL cannot hold of what is no table.
#include "migrations/schema/location.h"
#include "migrations/schema/other_objects.h"
#include "migrations/sql/postgresql/counter.h"
#include "migrations/sql/postgresql/expressions.h"
#include "migrations/sql/postgresql/operator_classes.h"
#include "migrations/sql/postgresql/refuse_table.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using Kind = schema::ObjectKind;

std::string path_to(Kind kind, const schema::Name& name, const std::string& part = {}) {
  return schema::path_of(schema::Object{kind, name, part});
}

void refuse_namespace(Refusals& out, const schema::Namespace& item) {
  const std::string path = path_to(Kind::schema, item.name);
  out.check_name(path, "schema", item.name.name);
  out.check_text(path, "comment", item.comment);
  if (item.name.name.starts_with("pg_")) {
    out.add(path,
            "PostgreSQL keeps names that begin with pg_ for its own schemas; give it another");
  }
  if (item.name.name == "information_schema" || item.name.name == "public") {
    out.add(path, concat({"every PostgreSQL database has a schema '", item.name.name,
                          "' already; leave its creation out, or give it another name"}));
  }
}

void refuse_extension(Refusals& out, const schema::Extension& item) {
  const std::string path = path_to(Kind::extension, item.name);
  out.check_name(path, "extension", item.name.name);
  out.check_name(path, "extension's schema", item.in_schema);
  out.check_text(path, "version", item.version);
  out.check_text(path, "comment", item.comment);
}

void refuse_sequence(Refusals& out, const schema::Sequence& item) {
  const std::string path = path_to(Kind::sequence, item.name);
  out.check_name(path, "sequence", item.name);
  out.check_text(path, "comment", item.comment);
  if (!is_integer(lowered(item.type))) {
    return out.add(path, "a sequence is smallint, integer or bigint in PostgreSQL, not " +
                             to_string(item.type));
  }
  refuse_counter(out, path, "a sequence", counter_of(item), item.type);
  if (item.owned_by && item.owned_by->table.schema != item.name.schema) {
    out.add(path, concat({"a sequence must be in the schema of the table that owns it, '",
                          to_string(item.owned_by->table), "'"}));
  }
}

void refuse_domain(Refusals& out, const schema::Schema& schema, const schema::Domain& item) {
  const std::string path = path_to(Kind::domain, item.name);
  out.check_name(path, "domain", item.name);
  out.check_text(path, "comment", item.comment);
  refuse_type(out, path, item.type);
  if (item.default_sql) {
    refuse_expression(out, path, *item.default_sql, ExpressionPlace::default_value, nullptr,
                      schema);
    if (const std::string wrong = default_problem(*item.default_sql, item.type, schema);
        !wrong.empty())
      out.add(path, wrong);
  }
  for (const schema::Check& check : item.checks) {
    out.check_name(path, "check", check.name);
    refuse_expression(out, path, check.expression, ExpressionPlace::domain_check, nullptr, schema);
    if (check.no_inherit) out.add(path, "nothing inherits a domain; leave no_inherit out");
  }
  if (item.collation.empty()) return;
  check_collation(out, path, item.collation);
  if (!collates(item.type)) {
    out.add(path, "PostgreSQL collates texts only, and the domain is " + to_string(item.type));
  }
}

void refuse_view(Refusals& out, const schema::Schema& schema, const schema::View& item) {
  const std::string path = path_to(Kind::view, item.name);
  out.check_name(path, item.materialized ? "materialized view" : "view", item.name);
  out.check_text(path, "comment", item.comment);
  if (const std::string wrong = query_problem(item.definition); !wrong.empty())
    out.add(path, concat({"this is no query of a view: ", wrong}));
  for (const auto& [name, value] : item.storage) {
    out.check_text(path, concat({"parameter '", name, "'"}), value);
  }
  for (const schema::Index& index : item.indexes) {
    refuse_index(out, concat({path_to(Kind::view, item.name), "/indexes/", index.name}), schema,
                 nullptr, index);
  }
}

void refuse_function(Refusals& out, const schema::Function& item) {
  const std::string path = path_to(Kind::function, item.name, item.arguments);
  out.check_name(path, item.procedure ? "procedure" : "function", item.name);
  out.check_text(path, "comment", item.comment);
  out.check_text(path, "list of arguments", item.arguments);
  out.check_text(path, "definition", item.definition);
}

void refuse_trigger(Refusals& out, const schema::Schema& schema, const schema::Trigger& item) {
  const std::string path = path_to(Kind::trigger, item.table, item.name);
  out.check_name(path, "trigger", item.name);
  out.check_text(path, "comment", item.comment);
  out.check_text(path, "event", item.fires);
  out.check_text(path, "definition", item.definition);
  if (item.mode != schema::TriggerMode::enabled &&
      schema::find_view(schema, item.table) != nullptr) {
    out.add(path, "a trigger of a view is always enabled in PostgreSQL; drop it instead");
  }
}

}  // namespace

void refuse_counter(Refusals& out, const std::string& path, const std::string& what,
                    const Counter& counter, const schema::Type& type) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  if (counter.increment == 0) return out.add(path, what + "'s increment cannot be 0");
  const Counter most = widest(type);
  if (counter.min < most.min || counter.max > most.max) {
    out.add(path, concat({what, " of type ", to_string(type), " goes from ", number(most.min),
                          " to ", number(most.max), ", not from ", number(counter.min), " to ",
                          number(counter.max)}));
  } else if (counter.min >= counter.max) {
    out.add(path, concat({what, "'s min ", number(counter.min), " must be below its max ",
                          number(counter.max)}));
  } else if (counter.start < counter.min || counter.start > counter.max) {
    out.add(path, concat({what, " that goes from ", number(counter.min), " to ",
                          number(counter.max), " cannot start at ", number(counter.start)}));
  }
  if (counter.cache < 1) out.add(path, what + "'s cache is at least 1");
}

void refuse_objects(Refusals& out, const schema::Schema& schema) {
  for (const auto& item : schema.schemas) refuse_namespace(out, item);
  for (const auto& item : schema.extensions) refuse_extension(out, item);
  for (const auto& item : schema.sequences) refuse_sequence(out, item);
  for (const auto& item : schema.domains) refuse_domain(out, schema, item);
  for (const auto& item : schema.views) refuse_view(out, schema, item);
  for (const auto& item : schema.functions) refuse_function(out, item);
  for (const auto& item : schema.triggers) refuse_trigger(out, schema, item);
  for (const schema::OtherObject& item : schema.objects) {
    const schema::OtherObjectKind* kind = schema::kind_of_other(item.name.name);
    const std::string path =
        schema::path_of(schema::Object{schema::ObjectKind::other, item.name, {}});
    if (kind != nullptr && kind->dialect() != "postgresql")
      out.add(path, concat({"PostgreSQL has no such object: ", kind->words()}));
    out.check_text(path, "SQL", item.create);
    out.check_text(path, "comment", item.comment);
  }
}

}  // namespace limbeck::sql::postgresql
