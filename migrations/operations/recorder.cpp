#include "migrations/operations/recorder.h"

#include <utility>

#include "limbeck/operations.h"
#include "migrations/operations/altered_fields.h"
#include "migrations/operations/column_change.h"
#include "migrations/operations/from_spec.h"

namespace limbeck::operations {

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

// The public interface of the recorder: each function records the value of the same name.
namespace limbeck {

namespace ops = operations;

namespace {

bool changes_nothing(const ops::AlterColumn& change) {
  return !ops::has_changes(change) && change.using_expression.empty() && change.fill.empty();
}

}  // namespace

void Operations::create_table(Name table, const Table& definition, Where where) {
  recorder_->record(ops::CreateTable{ops::table(table, definition)}, where);
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

// Alembic's alter_column also renames. A change and a rename are two operations here.
void Operations::alter_column(Name table, std::string_view column, const AlterColumn& change,
                              Where where) {
  ops::AlterColumn value = ops::alter_column(table, column, change);
  if (!changes_nothing(value) || change.new_column_name.empty()) {
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
  recorder_->record(
      ops::CreateIndex{ops::name(table), ops::index(name, elements, options), options.concurrently},
      where);
}

void Operations::drop_index(std::string_view name, Name table, const DropIndex& options,
                            Where where) {
  recorder_->record(ops::DropIndex{ops::name(table), std::string(name), options.concurrently},
                    where);
}

void Operations::create_primary_key(std::string_view name, Name table,
                                    std::initializer_list<std::string_view> columns,
                                    Deferrable deferrable, Where where) {
  create_primary_key(table, {.name = name, .columns = columns, .deferrable = deferrable}, where);
}

void Operations::create_primary_key(Name table, const PrimaryKey& constraint, Where where) {
  recorder_->record(ops::CreatePrimaryKey{ops::name(table), ops::primary_key(constraint)}, where);
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
                                        ops::texts(which.columns), std::string(which.expression)},
                    where);
}

void Operations::create_enum(Name name, std::initializer_list<std::string_view> values,
                             std::string_view comment, Where where) {
  recorder_->record(ops::CreateEnum{{ops::name(name), ops::texts(values), std::string(comment)}},
                    where);
}

void Operations::drop_enum(Name name, Where where) {
  recorder_->record(ops::DropEnum{ops::name(name)}, where);
}

void Operations::rename_enum(Name name, std::string_view new_name, Where where) {
  recorder_->record(ops::RenameEnum{ops::name(name), std::string(new_name)}, where);
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
  ops::put_by_dialect(sql, value.sql);
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
