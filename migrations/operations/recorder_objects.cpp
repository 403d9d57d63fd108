// The public interface of the recorder for objects.
#include "limbeck/operations.h"
#include "migrations/operations/from_spec_fields.h"
#include "migrations/operations/recorder.h"

namespace limbeck {

namespace ops = operations;

namespace {

ops::Name plain(std::string_view name) { return {"", std::string(name)}; }

schema::Trigger trigger_of(std::string_view name, const Name& table, const Trigger& spec) {
  auto trigger = ops::value_of<schema::Trigger>(spec);
  trigger.name = name;
  trigger.table = ops::name(table);
  return trigger;
}

}  // namespace

void Operations::rename_index(std::string_view name, Name table, std::string_view new_name,
                              Where where) {
  recorder_->record(ops::RenameIndex{ops::name(table), std::string(name), std::string(new_name)},
                    where);
}

void Operations::rename_constraint(std::string_view name, Name table, std::string_view new_name,
                                   Where where) {
  recorder_->record(
      ops::RenameConstraint{ops::name(table), std::string(name), std::string(new_name)}, where);
}

void Operations::validate_constraint(std::string_view name, Name table, Where where) {
  recorder_->record(ops::ValidateConstraint{ops::name(table), std::string(name)}, where);
}

void Operations::attach_partition(Name table, Name partition, std::string_view bound, Where where) {
  recorder_->record(
      ops::AttachPartition{ops::name(table), ops::name(partition), std::string(bound)}, where);
}

void Operations::detach_partition(Name table, Name partition, Where where) {
  recorder_->record(ops::DetachPartition{ops::name(table), ops::name(partition)}, where);
}

void Operations::create_schema(std::string_view name, std::string_view comment, Where where) {
  recorder_->record(ops::CreateSchema{{plain(name), std::string(comment)}}, where);
}

void Operations::drop_schema(std::string_view name, Where where) {
  recorder_->record(ops::DropSchema{plain(name)}, where);
}

void Operations::create_extension(std::string_view name, const Extension& extension, Where where) {
  recorder_->record(ops::CreateExtension{ops::object_of<schema::Extension>(plain(name), extension)},
                    where);
}

void Operations::alter_extension(std::string_view name, const Extension& change, Where where) {
  auto value = ops::alteration<ops::AlterExtension>(plain(name), change);
  if (ops::has_changes(value)) recorder_->record(std::move(value), where);
  if (!change.comment.empty()) create_comment(on_extension(name), change.comment, where);
}

void Operations::drop_extension(std::string_view name, Where where) {
  recorder_->record(ops::DropExtension{plain(name)}, where);
}

void Operations::create_sequence(Name name, const Sequence& sequence, Where where) {
  recorder_->record(
      ops::CreateSequence{ops::object_of<schema::Sequence>(ops::name(name), sequence)}, where);
}

void Operations::alter_sequence(Name name, const AlterSequence& change, Where where) {
  recorder_->record(ops::alteration<ops::AlterSequence>(ops::name(name), change), where);
}

void Operations::drop_sequence(Name name, Where where) {
  recorder_->record(ops::DropSequence{ops::name(name)}, where);
}

void Operations::create_domain(Name name, const Domain& domain, Where where) {
  recorder_->record(ops::CreateDomain{ops::object_of<schema::Domain>(ops::name(name), domain)},
                    where);
}

void Operations::alter_domain(Name name, const AlterDomain& change, Where where) {
  recorder_->record(ops::alteration<ops::AlterDomain>(ops::name(name), change), where);
}

void Operations::drop_domain(Name name, Where where) {
  recorder_->record(ops::DropDomain{ops::name(name)}, where);
}

void Operations::create_object(Name name, const ObjectSql& sql, Where where) {
  recorder_->record(ops::CreateOther{ops::object_of<schema::OtherObject>(ops::name(name), sql)},
                    where);
}

void Operations::drop_object(Name name, Where where) {
  recorder_->record(ops::DropOther{ops::name(name)}, where);
}

void Operations::create_view(Name name, const View& view, Where where) {
  recorder_->record(ops::CreateView{ops::object_of<schema::View>(ops::name(name), view)}, where);
}

void Operations::replace_view(Name name, const View& view, Where where) {
  recorder_->record(ops::ReplaceView{ops::object_of<schema::View>(ops::name(name), view)}, where);
}

void Operations::drop_view(Name name, Where where) {
  recorder_->record(ops::DropView{ops::name(name)}, where);
}

void Operations::create_function(Name name, const Function& function, Where where) {
  recorder_->record(
      ops::CreateFunction{ops::object_of<schema::Function>(ops::name(name), function)}, where);
}

void Operations::replace_function(Name name, const Function& function, Where where) {
  recorder_->record(
      ops::ReplaceFunction{ops::object_of<schema::Function>(ops::name(name), function)}, where);
}

void Operations::drop_function(Name name, std::string_view arguments, Where where) {
  recorder_->record(ops::DropFunction{ops::name(name), std::string(arguments)}, where);
}

void Operations::create_trigger(std::string_view name, Name table, const Trigger& trigger,
                                Where where) {
  recorder_->record(ops::CreateTrigger{trigger_of(name, table, trigger)}, where);
}

void Operations::replace_trigger(std::string_view name, Name table, const Trigger& trigger,
                                 Where where) {
  recorder_->record(ops::ReplaceTrigger{trigger_of(name, table, trigger)}, where);
}

void Operations::enable_trigger(std::string_view name, Name table, TriggerMode mode, Where where) {
  recorder_->record(ops::AlterTrigger{ops::name(table), std::string(name),
                                      static_cast<schema::TriggerMode>(mode)},
                    where);
}

void Operations::disable_trigger(std::string_view name, Name table, Where where) {
  enable_trigger(name, table, TriggerMode::disabled, where);
}

void Operations::drop_trigger(std::string_view name, Name table, Where where) {
  recorder_->record(ops::DropTrigger{ops::name(table), std::string(name)}, where);
}

void Operations::create_comment(const Object& object, std::string_view comment, Where where) {
  recorder_->record(ops::CommentOn{ops::object(object), std::string(comment)}, where);
}

void Operations::drop_comment(const Object& object, Where where) {
  create_comment(object, {}, where);
}

}  // namespace limbeck
