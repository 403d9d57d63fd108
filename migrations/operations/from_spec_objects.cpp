// The part of from_spec.cpp for objects.
#include "migrations/operations/from_spec.h"
#include "migrations/operations/from_spec_fields.h"

namespace limbeck::operations {
namespace {

std::optional<std::optional<std::int64_t>> change(const OptionalInteger& spec) {
  if (spec.state == OptionalInteger::State::untouched) return std::nullopt;
  return number(spec);
}

std::optional<bool> flag(const OptionalFlag& spec) {
  return spec.value < 0 ? std::nullopt : std::optional(spec.value == 1);
}

static_assert(static_cast<int>(TriggerMode::always) ==
              static_cast<int>(schema::TriggerMode::always));
static_assert(static_cast<int>(Object::Kind::index) == static_cast<int>(schema::ObjectKind::index));

}  // namespace

schema::Extension extension(std::string_view called, const Extension& spec) {
  schema::Extension value = value_of<schema::Extension>(spec);
  value.name.name = called;
  return value;
}

schema::Sequence sequence(const limbeck::Name& called, const Sequence& spec) {
  schema::Sequence value = value_of<schema::Sequence>(spec);
  value.name = name(called);
  if (spec.type.kind.empty()) value.type = schema::Sequence{}.type;
  return value;
}

AlterSequence alter_sequence(const limbeck::Name& called, const limbeck::AlterSequence& spec) {
  AlterSequence result;
  result.name = name(called);
  if (!spec.type.kind.empty()) result.type = type(spec.type);
  result.start = change(spec.start);
  result.increment = number(spec.increment);
  result.min = change(spec.min);
  result.max = change(spec.max);
  result.cache = number(spec.cache);
  result.cycle = flag(spec.cycle);
  if (spec.owned_by.state != OptionalText::State::untouched) {
    set(result.owned_by.emplace(), spec.owned_by.owner);
  }
  return result;
}

schema::Domain domain(const limbeck::Name& called, const Domain& spec) {
  schema::Domain value = value_of<schema::Domain>(spec);
  value.name = name(called);
  return value;
}

AlterDomain alter_domain(const limbeck::Name& called, const limbeck::AlterDomain& spec) {
  AlterDomain result;
  result.name = name(called);
  if (spec.server_default.state == OptionalText::State::dropped) {
    result.default_sql.emplace();
  } else if (spec.server_default.state == OptionalText::State::set) {
    result.default_sql.emplace(std::string(spec.server_default.text));
  }
  result.not_null = flag(spec.not_null);
  result.drop_checks = texts(spec.drop_checks);
  set(result.add_checks, spec.add_checks);
  return result;
}

schema::View view(const limbeck::Name& called, const View& spec) {
  schema::View value = value_of<schema::View>(spec);
  value.name = name(called);
  return value;
}

schema::Function function(const limbeck::Name& called, const Function& spec) {
  schema::Function value = value_of<schema::Function>(spec);
  value.name = name(called);
  return value;
}

schema::Trigger trigger(std::string_view called, const limbeck::Name& table, const Trigger& spec) {
  schema::Trigger value = value_of<schema::Trigger>(spec);
  value.name = called;
  value.table = name(table);
  return value;
}

schema::Object object(const Object& spec) {
  return {static_cast<schema::ObjectKind>(spec.kind), name(spec.name), std::string(spec.part)};
}

}  // namespace limbeck::operations
