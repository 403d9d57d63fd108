#include "migrations/operations/recorder.h"

#include <utility>

#include "limbeck/operations.h"

namespace limbeck::operations {
namespace {

std::vector<std::string> texts(std::initializer_list<std::string_view> views) {
  return {views.begin(), views.end()};
}

Name name(const limbeck::Name& spec) { return {std::string(spec.schema), std::string(spec.name)}; }

std::optional<int> unless_negative(int value) {
  return value < 0 ? std::nullopt : std::optional<int>(value);
}

schema::Type type(const TypeSpec& spec) {
  schema::Type type;
  type.kind = schema::type_kind(spec.kind).value_or(schema::TypeKind::native);
  type.length = unless_negative(spec.length);
  type.precision = unless_negative(spec.precision);
  type.scale = unless_negative(spec.scale);
  type.dimensions = spec.dimensions;
  type.name = {std::string(spec.schema), std::string(spec.native.any)};
  const auto put = [&](const char* dialect, std::string_view sql) {
    if (!sql.empty()) type.per_dialect[dialect] = sql;
  };
  put("postgresql", spec.native.postgresql);
  put("sqlite", spec.native.sqlite);
  put("mysql", spec.native.mysql);
  return type;
}

std::optional<schema::Identity> identity(const IdentitySpec& spec) {
  if (spec.mode == IdentitySpec::Mode::none) return std::nullopt;
  const bool always = spec.mode == IdentitySpec::Mode::always;
  return schema::Identity{
      always ? schema::Identity::Mode::always : schema::Identity::Mode::by_default, spec.start,
      spec.increment};
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
          .not_valid = spec.not_valid};
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
  result.using_expression = spec.using_expression;
  result.fill = spec.fill;
  return result;
}

bool changes_nothing(const AlterColumn& change) {
  return !change.type && !change.nullable && !change.default_sql && !change.identity &&
         !change.generated && !change.collation && !change.comment;
}

}  // namespace

void Recorder::record(AnyOperation value, const std::source_location& where) {
  operations_.push_back({std::move(value),
                         {.file = where.file_name(),
                          .line = static_cast<int>(where.line()),
                          .column = static_cast<int>(where.column())}});
}

std::vector<Operation> record(RevisionStep step) {
  Recorder recorder;
  if (step != nullptr) {
    Operations op(recorder);
    step(op);
  }
  return std::move(recorder).operations();
}

}  // namespace limbeck::operations

// The face of the recorder: each function makes the value of the same name.
namespace limbeck {

namespace ops = operations;

void Operations::create_table(Name table, const Table& definition, Where where) {
  schema::Table value;
  value.name = ops::name(table);
  value.comment = definition.comment;
  for (const Column& column : definition.columns) value.columns.push_back(ops::column(column));
  if (definition.primary_key.columns.size() > 0) {
    value.primary_key = ops::primary_key(definition.primary_key);
  }
  for (const auto& unique : definition.uniques) value.uniques.push_back(ops::unique(unique));
  for (const auto& key : definition.foreign_keys)
    value.foreign_keys.push_back(ops::foreign_key(key));
  for (const auto& check : definition.checks) value.checks.push_back(ops::check(check));
  for (const auto& exclude : definition.excludes) value.excludes.push_back(ops::exclude(exclude));
  value.partition_by = definition.partition_by;
  value.settings = ops::settings(definition.settings);
  schema::sort(value);
  recorder_->record(ops::CreateTable{std::move(value)}, where);
}

void Operations::drop_table(Name table, Where where) {
  recorder_->record(ops::DropTable{ops::name(table)}, where);
}

void Operations::rename_table(Name table, std::string_view new_name, Where where) {
  recorder_->record(ops::RenameTable{ops::name(table), std::string(new_name)}, where);
}

void Operations::create_table_comment(Name table, std::string_view comment, Where where) {
  recorder_->record(ops::AlterTableComment{ops::name(table), std::string(comment)}, where);
}

void Operations::drop_table_comment(Name table, Where where) {
  recorder_->record(ops::AlterTableComment{ops::name(table), {}}, where);
}

void Operations::alter_table_settings(Name table, std::initializer_list<Setting> settings,
                                      Where where) {
  recorder_->record(ops::AlterTableSettings{ops::name(table), ops::settings(settings)}, where);
}

void Operations::add_column(Name table, const Column& column, Where where) {
  recorder_->record(ops::AddColumn{ops::name(table), ops::column(column), std::string(column.fill)},
                    where);
}

void Operations::drop_column(Name table, std::string_view column, Where where) {
  recorder_->record(ops::DropColumn{ops::name(table), std::string(column)}, where);
}

// Alembic's alter_column renames too; as values a change and a rename are two operations.
void Operations::alter_column(Name table, std::string_view column, const AlterColumn& change,
                              Where where) {
  ops::AlterColumn value = ops::alter_column(table, column, change);
  if (!ops::changes_nothing(value) || change.new_column_name.empty()) {
    recorder_->record(std::move(value), where);
  }
  if (!change.new_column_name.empty()) rename_column(table, column, change.new_column_name, where);
}

void Operations::rename_column(Name table, std::string_view column, std::string_view new_name,
                               Where where) {
  recorder_->record(ops::RenameColumn{ops::name(table), std::string(column), std::string(new_name)},
                    where);
}

void Operations::create_index(std::string_view name, Name table,
                              std::initializer_list<IndexElement> elements,
                              const IndexOptions& options, Where where) {
  schema::Index index;
  index.name = name;
  for (const IndexElement& element : elements) index.elements.push_back(ops::element(element));
  index.unique = options.unique;
  index.where = options.where;
  index.method = options.method;
  index.include = ops::texts(options.include);
  index.nulls_not_distinct = options.nulls_not_distinct;
  index.tablespace = options.tablespace;
  index.storage = ops::settings(options.storage);
  index.comment = options.comment;
  recorder_->record(ops::CreateIndex{ops::name(table), std::move(index), options.concurrently},
                    where);
}

void Operations::drop_index(std::string_view name, Name table, Where where) {
  recorder_->record(ops::DropIndex{ops::name(table), std::string(name)}, where);
}

void Operations::create_primary_key(std::string_view name, Name table,
                                    std::initializer_list<std::string_view> columns, Where where) {
  recorder_->record(
      ops::CreatePrimaryKey{ops::name(table), {std::string(name), ops::texts(columns)}}, where);
}

void Operations::create_unique_constraint(Name table, const UniqueConstraint& constraint,
                                          Where where) {
  recorder_->record(ops::CreateUnique{ops::name(table), ops::unique(constraint)}, where);
}

void Operations::create_foreign_key(Name table, const ForeignKey& constraint, Where where) {
  recorder_->record(ops::CreateForeignKey{ops::name(table), ops::foreign_key(constraint)}, where);
}

void Operations::create_check_constraint(Name table, const CheckConstraint& constraint,
                                         Where where) {
  recorder_->record(ops::CreateCheck{ops::name(table), ops::check(constraint)}, where);
}

void Operations::create_exclude_constraint(Name table, const ExcludeConstraint& constraint,
                                           Where where) {
  recorder_->record(ops::CreateExclude{ops::name(table), ops::exclude(constraint)}, where);
}

void Operations::drop_constraint(std::string_view name, Name table, const DropConstraint& which,
                                 Where where) {
  recorder_->record(ops::DropConstraint{ops::name(table), std::string(name),
                                        static_cast<schema::ConstraintKind>(which.type),
                                        ops::texts(which.columns)},
                    where);
}

void Operations::create_enum(Name name, std::initializer_list<std::string_view> values,
                             Where where) {
  recorder_->record(ops::CreateEnum{{ops::name(name), ops::texts(values), {}}}, where);
}

void Operations::drop_enum(Name name, Where where) {
  recorder_->record(ops::DropEnum{ops::name(name)}, where);
}

void Operations::add_enum_value(Name name, std::string_view value, std::string_view before,
                                Where where) {
  recorder_->record(ops::AddEnumValue{ops::name(name), std::string(value), std::string(before)},
                    where);
}

void Operations::rename_enum_value(Name name, std::string_view value, std::string_view new_value,
                                   Where where) {
  recorder_->record(
      ops::RenameEnumValue{ops::name(name), std::string(value), std::string(new_value)}, where);
}

void Operations::replace_enum(Name name, std::initializer_list<std::string_view> values,
                              Where where) {
  recorder_->record(ops::ReplaceEnum{ops::name(name), ops::texts(values)}, where);
}

void Operations::execute(Sql sql, RevisionStep effect, Where where) {
  recorder_->record(ops::Execute{{{"", std::string(sql.text)}}, ops::record(effect)}, where);
}

void Operations::execute(SqlByDialect sql, RevisionStep effect, Where where) {
  ops::Execute value;
  value.effect = ops::record(effect);
  const auto put = [&](const char* dialect, std::string_view text) {
    if (!text.empty()) value.sql[dialect] = text;
  };
  put("postgresql", sql.postgresql);
  put("sqlite", sql.sqlite);
  put("mysql", sql.mysql);
  recorder_->record(std::move(value), where);
}

void Operations::bulk_insert(Name table, std::initializer_list<std::string_view> columns,
                             std::initializer_list<std::initializer_list<Value>> rows,
                             Where where) {
  ops::BulkInsert value{ops::name(table), ops::texts(columns), {}};
  value.rows.reserve(rows.size());
  for (const auto& row : rows) {
    auto& values = value.rows.emplace_back();
    values.reserve(row.size());
    for (const Value& cell : row) values.push_back(ops::value(cell));
  }
  recorder_->record(std::move(value), where);
}

void Operations::run(DataMigration migration, std::string_view description, Where where) {
  recorder_->record(ops::Run{migration, std::string(description)}, where);
}

void Operations::autocommit_block(RevisionStep block, Where where) {
  recorder_->record(ops::AutocommitBlock{ops::record(block)}, where);
}

void Operations::batch_alter_table(Name table, BatchStep block) {
  BatchOperations batch(*this, table);
  block(batch);
}

}  // namespace limbeck
