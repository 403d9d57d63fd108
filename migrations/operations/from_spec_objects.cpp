// As from_spec.cpp, for what stands beside tables.
#include "migrations/operations/from_spec.h"

namespace limbeck::operations {
namespace {

std::optional<std::int64_t> number(const OptionalInteger& spec) {
  return spec.state == OptionalInteger::State::set ? std::optional(spec.value) : std::nullopt;
}

std::optional<std::optional<std::int64_t>> change(const OptionalInteger& spec) {
  if (spec.state == OptionalInteger::State::untouched) return std::nullopt;
  return number(spec);
}

std::optional<bool> flag(const OptionalFlag& spec) {
  return spec.value < 0 ? std::nullopt : std::optional(spec.value == 1);
}

std::optional<schema::OwnedBy> owner(const OwnedBy& spec) {
  if (spec.table.name.empty()) return std::nullopt;
  return schema::OwnedBy{name(spec.table), std::string(spec.column)};
}

std::vector<schema::Check> checks(std::initializer_list<CheckConstraint> specs) {
  std::vector<schema::Check> result;
  for (const CheckConstraint& spec : specs) result.push_back(check(spec));
  return result;
}

static_assert(static_cast<int>(TriggerMode::always) ==
              static_cast<int>(schema::TriggerMode::always));
static_assert(static_cast<int>(Object::Kind::index) == static_cast<int>(schema::ObjectKind::index));

}  // namespace

schema::PartitionOf partition_of(const Table& spec) {
  return {name(spec.partition_of), std::string(spec.partition_bound)};
}

schema::Extension extension(std::string_view name, const Extension& spec) {
  return {.name = {"", std::string(name)},
          .in_schema = std::string(spec.schema),
          .version = std::string(spec.version),
          .comment = std::string(spec.comment)};
}

schema::Sequence sequence(const limbeck::Name& called, const Sequence& spec) {
  schema::Sequence result;
  result.name = name(called);
  if (!spec.type.kind.empty()) result.type = type(spec.type);
  result.start = number(spec.start);
  result.increment = spec.increment;
  result.min = number(spec.min);
  result.max = number(spec.max);
  result.cache = spec.cache;
  result.cycle = spec.cycle;
  result.owned_by = owner(spec.owned_by);
  result.comment = spec.comment;
  return result;
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
    result.owned_by = owner(spec.owned_by.owner);
  }
  return result;
}

schema::Domain domain(const limbeck::Name& called, const Domain& spec) {
  schema::Domain result;
  result.name = name(called);
  result.type = type(spec.type);
  result.collation = spec.collation;
  if (!spec.server_default.empty()) result.default_sql = spec.server_default;
  result.not_null = spec.not_null;
  result.checks = checks(spec.checks);
  result.comment = spec.comment;
  return result;
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
  result.add_checks = checks(spec.add_checks);
  return result;
}

schema::View view(const limbeck::Name& called, const View& spec) {
  return {.name = name(called),
          .definition = std::string(spec.definition),
          .materialized = spec.materialized,
          .storage = settings(spec.storage),
          .indexes = {},
          .comment = std::string(spec.comment)};
}

schema::Function function(const limbeck::Name& called, const Function& spec) {
  return {.name = name(called),
          .arguments = std::string(spec.arguments),
          .definition = std::string(spec.definition),
          .procedure = spec.procedure,
          .comment = std::string(spec.comment)};
}

schema::Trigger trigger(std::string_view called, const limbeck::Name& table, const Trigger& spec) {
  return {.table = name(table),
          .name = std::string(called),
          .fires = std::string(spec.fires),
          .definition = std::string(spec.definition),
          .constraint = spec.constraint,
          .mode = static_cast<schema::TriggerMode>(spec.mode),
          .comment = std::string(spec.comment)};
}

schema::Object object(const Object& spec) {
  return {static_cast<schema::ObjectKind>(spec.kind), name(spec.name), std::string(spec.part)};
}

}  // namespace limbeck::operations
