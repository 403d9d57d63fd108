#include "migrations/operations/from_spec.h"

#include <utility>

namespace limbeck::operations {
namespace {

std::optional<int> number(int value) {
  return value == no_number ? std::nullopt : std::optional<int>(value);
}

std::optional<std::int64_t> number(const OptionalInteger& spec) {
  return spec.state == OptionalInteger::State::set ? std::optional(spec.value) : std::nullopt;
}

std::optional<schema::Identity> identity(const IdentitySpec& spec) {
  if (spec.mode == IdentitySpec::Mode::none) return std::nullopt;
  const bool always = spec.mode == IdentitySpec::Mode::always;
  return schema::Identity{
      .mode = always ? schema::Identity::Mode::always : schema::Identity::Mode::by_default,
      .start = spec.start,
      .increment = spec.increment,
      .min = number(spec.min),
      .max = number(spec.max),
      .cache = spec.cache,
      .cycle = spec.cycle};
}

// The two enums of each pair have the same enumerators in the same order.
schema::Deferrable deferrable(Deferrable spec) { return static_cast<schema::Deferrable>(spec); }
schema::Action action(Action spec) { return static_cast<schema::Action>(spec); }
static_assert(static_cast<int>(Action::set_default) ==
              static_cast<int>(schema::Action::set_default));
static_assert(static_cast<int>(Deferrable::initially_deferred) ==
              static_cast<int>(schema::Deferrable::initially_deferred));
static_assert(static_cast<int>(Match::full) == static_cast<int>(schema::Match::full));
static_assert(static_cast<int>(ConstraintType::exclude) ==
              static_cast<int>(schema::ConstraintKind::exclude));

template <class To, class From>
std::optional<std::optional<To>> change(OptionalText::State state, From&& set) {
  switch (state) {
    case OptionalText::State::untouched:
      return std::nullopt;
    case OptionalText::State::dropped:
      return std::optional<To>();
    case OptionalText::State::set:
      return std::optional<To>(std::forward<From>(set));
  }
  return std::nullopt;
}

// Where taking away and setting to nothing are the same: collation, comment.
std::optional<std::string> plain_change(const OptionalText& spec) {
  if (spec.state == OptionalText::State::untouched) return std::nullopt;
  return std::string(spec.text);
}

}  // namespace

std::vector<std::string> texts(std::initializer_list<std::string_view> views) {
  return {views.begin(), views.end()};
}

Name name(const limbeck::Name& spec) { return {std::string(spec.schema), std::string(spec.name)}; }

schema::Type type(const TypeSpec& spec) {
  schema::Type type;
  type.kind = schema::type_kind(spec.kind).value_or(schema::TypeKind::native);
  type.length = number(spec.length);
  type.precision = number(spec.precision);
  type.scale = number(spec.scale);
  type.dimensions = spec.dimensions;
  type.name = {std::string(spec.schema), std::string(spec.native.any)};
  put_by_dialect(spec.native, type.per_dialect);
  return type;
}

schema::Column column(const Column& spec) {
  schema::Column column;
  column.name = spec.name;
  column.type = type(spec.type);
  column.nullable = spec.nullable;
  if (!spec.server_default.empty()) column.default_sql = spec.server_default;
  column.identity = identity(spec.identity);
  if (!spec.generated.expression.empty()) {
    column.generated = {std::string(spec.generated.expression), spec.generated.stored};
  }
  column.collation = spec.collation;
  column.comment = spec.comment;
  return column;
}

schema::PrimaryKey primary_key(const PrimaryKey& spec) {
  return {std::string(spec.name), texts(spec.columns), deferrable(spec.deferrable)};
}
schema::Unique unique(const UniqueConstraint& spec) {
  return {std::string(spec.name), texts(spec.columns), spec.nulls_not_distinct,
          deferrable(spec.deferrable)};
}
schema::ForeignKey foreign_key(const ForeignKey& spec) {
  return {.name = std::string(spec.name),
          .columns = texts(spec.columns),
          .ref_table = name(spec.ref_table),
          .ref_columns = texts(spec.ref_columns),
          .on_delete = action(spec.on_delete),
          .on_update = action(spec.on_update),
          .match = static_cast<schema::Match>(spec.match),
          .deferrable = deferrable(spec.deferrable),
          .not_valid = spec.not_valid,
          .on_delete_columns = texts(spec.on_delete_columns)};
}
schema::Check check(const CheckConstraint& spec) {
  return {std::string(spec.name), std::string(spec.expression), spec.no_inherit, spec.not_valid};
}
schema::Exclude exclude(const ExcludeConstraint& spec) {
  return {std::string(spec.name), std::string(spec.definition), deferrable(spec.deferrable)};
}

std::map<std::string, std::string> settings(std::initializer_list<Setting> specs) {
  std::map<std::string, std::string> result;
  for (const Setting& setting : specs) result[std::string(setting.name)] = setting.value;
  return result;
}

schema::IndexElement element(const IndexElement& spec) {
  return {.column = std::string(spec.column),
          .expression = std::string(spec.expression),
          .order = static_cast<schema::Order>(spec.order),
          .nulls = static_cast<schema::Nulls>(spec.nulls),
          .opclass = std::string(spec.opclass),
          .collation = std::string(spec.collation)};
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
  if (!spec.type.kind.empty()) result.type = type(spec.type);
  if (spec.nullable.value >= 0) result.nullable = spec.nullable.value == 1;
  result.default_sql =
      change<std::string>(spec.server_default.state, std::string(spec.server_default.text));
  if (spec.identity.state != OptionalText::State::untouched) {
    result.identity = identity(spec.identity.identity);
  }
  result.generated = change<schema::Generated>(
      spec.generated.state,
      schema::Generated{std::string(spec.generated.text), spec.generated_stored});
  result.collation = plain_change(spec.collation);
  result.comment = plain_change(spec.comment);
  result.using_expression = spec.using_expression.same;
  put_by_dialect(spec.using_expression.by_dialect, result.using_by_dialect);
  result.fill = spec.fill;
  return result;
}

}  // namespace limbeck::operations
