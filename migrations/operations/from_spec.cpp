#include "migrations/operations/from_spec.h"

#include <utility>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/from_spec_fields.h"

namespace limbeck::operations {
namespace {

std::optional<int> number_or_none(int value) {
  return value == no_number ? std::nullopt : std::optional<int>(value);
}

// The two enums of each pair have the same enumerators in the same order.
static_assert(static_cast<int>(Action::set_default) ==
              static_cast<int>(schema::Action::set_default));
static_assert(static_cast<int>(Deferrable::initially_deferred) ==
              static_cast<int>(schema::Deferrable::initially_deferred));
static_assert(static_cast<int>(Match::full) == static_cast<int>(schema::Match::full));
static_assert(static_cast<int>(ConstraintType::exclude) ==
              static_cast<int>(schema::ConstraintKind::exclude));

static_assert(static_cast<int>(TriggerMode::always) ==
              static_cast<int>(schema::TriggerMode::always));
static_assert(static_cast<int>(Object::Kind::index) == static_cast<int>(schema::ObjectKind::index));

}  // namespace

std::vector<std::string> texts(std::initializer_list<std::string_view> views) {
  return {views.begin(), views.end()};
}

std::optional<std::int64_t> number(const OptionalInteger& spec) {
  return spec.state == OptionalInteger::State::set ? std::optional(spec.value) : std::nullopt;
}

Name name(const limbeck::Name& spec) { return {std::string(spec.schema), std::string(spec.name)}; }

schema::Type type(const TypeSpec& spec) {
  schema::Type type;
  type.kind = schema::type_kind(spec.kind).value_or(schema::TypeKind::native);
  type.length = number_or_none(spec.length);
  type.precision = number_or_none(spec.precision);
  type.scale = number_or_none(spec.scale);
  type.dimensions = spec.dimensions;
  type.name = {std::string(spec.schema), std::string(spec.native.any)};
  put_by_dialect(spec.native, type.per_dialect);
  return type;
}

schema::Table table(const limbeck::Name& called, const Table& spec) {
  schema::Table value = value_of<schema::Table>(spec);
  value.name = name(called);
  if (!spec.partition_of.name.empty())
    value.partition_of = {name(spec.partition_of), std::string(spec.partition_bound)};
  schema::sort(value);
  return value;
}

schema::Index index(std::string_view called, std::initializer_list<IndexElement> elements,
                    const IndexOptions& options) {
  schema::Index value = value_of<schema::Index>(options);
  value.name = called;
  set(value.elements, elements);
  return value;
}

schema::Column column(const Column& spec) { return value_of<schema::Column>(spec); }
schema::PrimaryKey primary_key(const PrimaryKey& spec) {
  return value_of<schema::PrimaryKey>(spec);
}
schema::Unique unique(const UniqueConstraint& spec) { return value_of<schema::Unique>(spec); }
schema::ForeignKey foreign_key(const ForeignKey& spec) {
  return value_of<schema::ForeignKey>(spec);
}
schema::Check check(const CheckConstraint& spec) { return value_of<schema::Check>(spec); }
schema::Exclude exclude(const ExcludeConstraint& spec) { return value_of<schema::Exclude>(spec); }

std::map<std::string, std::string> settings(std::initializer_list<Setting> specs) {
  std::map<std::string, std::string> result;
  for (const Setting& setting : specs) result[std::string(setting.name)] = setting.value;
  return result;
}

Value value(const limbeck::Value& spec) {
  switch (spec.kind) {
    case limbeck::Value::Kind::null:
      return std::monostate{};
    case limbeck::Value::Kind::boolean:
      return spec.integer != 0;
    case limbeck::Value::Kind::integer:
      return spec.integer;
    case limbeck::Value::Kind::real:
      return spec.real;
    case limbeck::Value::Kind::text:
      return std::string(spec.text);
  }
  return std::monostate{};
}

AlterColumn alter_column(const limbeck::Name& table, std::string_view column_name,
                         const limbeck::AlterColumn& spec) {
  AlterColumn result;
  result.table = name(table);
  result.column = column_name;
  each_altered_field<AlterColumn>([&](const auto&, const auto& part) {
    if constexpr (schema::has_spec<std::remove_cvref_t<decltype(part)>>)
      set_change(result.*part.change, spec.*part.spec);
  });
  if (spec.generated.state != OptionalText::State::untouched) result.generated.emplace();
  if (spec.generated.state == OptionalText::State::set)
    *result.generated = {std::string(spec.generated.text), spec.generated_stored};
  result.using_expression = spec.using_expression.same;
  put_by_dialect(spec.using_expression.by_dialect, result.using_by_dialect);
  result.fill = spec.fill;
  return result;
}

schema::Object object(const Object& spec) {
  return {static_cast<schema::ObjectKind>(spec.kind), name(spec.name), std::string(spec.part)};
}

}  // namespace limbeck::operations
