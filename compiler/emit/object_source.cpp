// As spec_source.cpp, for what stands beside tables.
#include <algorithm>

#include "compiler/emit/members.h"
#include "compiler/emit/spec_source.h"

namespace limbeck::compiler {
Cpp source_of(const schema::Extension& extension) {
  Members members;
  put(members, "schema", extension.in_schema);
  put(members, "version", extension.version);
  put(members, "comment", extension.comment);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::OwnedBy& owner) {
  return Cpp::braces({Cpp::member("table", source_of(owner.table)),
                      Cpp::member("column", cpp_string(owner.column))});
}

Cpp source_of(const schema::Sequence& sequence) {
  Members members;
  if (sequence.type != schema::Type{.kind = schema::TypeKind::bigint}) {
    members.push_back(Cpp::member("type", source_of(sequence.type)));
  }
  put(members, "start", sequence.start);
  if (sequence.increment != 1) put(members, "increment", std::optional(sequence.increment));
  put(members, "min", sequence.min);
  put(members, "max", sequence.max);
  if (sequence.cache != 1) put(members, "cache", std::optional(sequence.cache));
  put(members, "cycle", sequence.cycle);
  if (sequence.owned_by) members.push_back(Cpp::member("owned_by", source_of(*sequence.owned_by)));
  put(members, "comment", sequence.comment);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::Domain& domain) {
  Members members = {Cpp::member("type", source_of(domain.type))};
  put(members, "collation", domain.collation);
  if (domain.default_sql) put(members, "server_default", *domain.default_sql);
  put(members, "not_null", domain.not_null);
  if (!domain.checks.empty()) {
    std::vector<Cpp> checks;
    for (const schema::Check& check : domain.checks) checks.push_back(source_of(check));
    members.push_back(Cpp::member("checks", Cpp::braces(std::move(checks))));
  }
  put(members, "comment", domain.comment);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::View& view) {
  Members members = {Cpp::member("definition", cpp_string(view.definition))};
  put(members, "materialized", view.materialized);
  if (!view.storage.empty()) members.push_back(Cpp::member("storage", source_of(view.storage)));
  put(members, "comment", view.comment);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::Function& function) {
  Members members;
  put(members, "arguments", function.arguments);
  put(members, "definition", function.definition);
  put(members, "procedure", function.procedure);
  put(members, "comment", function.comment);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::Trigger& trigger) {
  Members members;
  put(members, "fires", trigger.fires);
  put(members, "definition", trigger.definition);
  put(members, "constraint", trigger.constraint);
  if (trigger.mode != schema::TriggerMode::enabled) {
    members.push_back(Cpp::member("mode", trigger_mode_source(trigger.mode)));
  }
  put(members, "comment", trigger.comment);
  return Cpp::braces(std::move(members));
}

Cpp source_of(const schema::Object& object) {
  using Kind = schema::ObjectKind;
  const std::string function = "limbeck::on_" + std::string(to_string(object.kind));
  switch (object.kind) {
    case Kind::trigger:
    case Kind::index:
      return Cpp::call(function, {cpp_string(object.part), source_of(object.name)});
    case Kind::function:
      if (object.part.empty()) return Cpp::call(function, {source_of(object.name)});
      return Cpp::call(function, {source_of(object.name), cpp_string(object.part)});
    default:
      return Cpp::call(function, {source_of(object.name)});
  }
}

std::string trigger_mode_source(schema::TriggerMode mode) {
  return "limbeck::TriggerMode::" + std::string(to_string(mode));
}

}  // namespace limbeck::compiler
