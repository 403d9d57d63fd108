// Operations on objects: schemas, extensions, sequences, domains, views, functions and triggers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "migrations/operations/kinds/descriptor.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

struct CreateSchema {
  schema::Namespace schema = {};
};
template <>
struct Descriptor<CreateSchema> {
  static constexpr Facts facts{"create_schema", Verb::create, On::schema, Rows::untouched,
                               OlderPrograms::go_on};
  static Subject subject(const CreateSchema& op) { return {op.schema.name}; }
};

struct DropSchema {
  Name name = {};
};
template <>
struct Descriptor<DropSchema> {
  static constexpr Facts facts{"drop_schema", Verb::drop, On::schema, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const DropSchema& op) { return {op.name}; }
  template <class Each>
  static void members(const DropSchema& op, const Each& each) {
    each("name", op.name);
  }
};

struct CreateExtension {
  schema::Extension extension = {};
};
template <>
struct Descriptor<CreateExtension> {
  static constexpr Facts facts{"create_extension", Verb::create, On::extension, Rows::untouched,
                               OlderPrograms::go_on};
  static Subject subject(const CreateExtension& op) { return {op.extension.name}; }
};

/// What is absent stays as it is.
struct AlterExtension {
  Name name = {};
  std::optional<std::string> in_schema = {};
  std::optional<std::string> version = {};
};
template <>
struct Descriptor<AlterExtension> {
  static constexpr Facts facts{"alter_extension", Verb::alter, On::extension, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const AlterExtension& op) { return {op.name}; }
};

struct DropExtension {
  Name name = {};
};
template <>
struct Descriptor<DropExtension> {
  static constexpr Facts facts{"drop_extension", Verb::drop, On::extension, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const DropExtension& op) { return {op.name}; }
  template <class Each>
  static void members(const DropExtension& op, const Each& each) {
    each("name", op.name);
  }
};

struct CreateSequence {
  schema::Sequence sequence = {};
};
template <>
struct Descriptor<CreateSequence> {
  static constexpr Facts facts{"create_sequence", Verb::create, On::sequence, Rows::untouched,
                               OlderPrograms::go_on};
  static Subject subject(const CreateSequence& op) { return {op.sequence.name}; }
};

/// What is absent stays as it is. The inner optionals: present sets, absent takes away.
struct AlterSequence {
  Name name = {};
  std::optional<schema::Type> type = {};
  std::optional<std::optional<std::int64_t>> start = {};
  std::optional<std::int64_t> increment = {};
  std::optional<std::optional<std::int64_t>> min = {};
  std::optional<std::optional<std::int64_t>> max = {};
  std::optional<std::int64_t> cache = {};
  std::optional<bool> cycle = {};
  std::optional<std::optional<schema::OwnedBy>> owned_by = {};
};
template <>
struct Descriptor<AlterSequence> {
  static constexpr Facts facts{"alter_sequence", Verb::alter, On::sequence, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const AlterSequence& op) { return {op.name}; }
};

struct DropSequence {
  Name name = {};
};
template <>
struct Descriptor<DropSequence> {
  static constexpr Facts facts{"drop_sequence", Verb::drop, On::sequence, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const DropSequence& op) { return {op.name}; }
  template <class Each>
  static void members(const DropSequence& op, const Each& each) {
    each("name", op.name);
  }
};

struct CreateDomain {
  schema::Domain domain = {};
};
template <>
struct Descriptor<CreateDomain> {
  static constexpr Facts facts{"create_domain", Verb::create, On::domain, Rows::untouched,
                               OlderPrograms::go_on};
  static Subject subject(const CreateDomain& op) { return {op.domain.name}; }
};

/// Members without a value stay as they are. Checks are dropped before others are added. The type
/// and the collation of a domain cannot change.
struct AlterDomain {
  Name name = {};
  std::optional<std::optional<std::string>> default_sql = {};
  std::optional<bool> not_null = {};
  std::vector<std::string> drop_checks = {};
  std::vector<schema::Check> add_checks = {};
};
template <>
struct Descriptor<AlterDomain> {
  static constexpr Facts facts{"alter_domain", Verb::alter, On::domain, Rows::checked,
                               OlderPrograms::may_stop};
  static Subject subject(const AlterDomain& op) { return {op.name}; }
};

struct DropDomain {
  Name name = {};
};
template <>
struct Descriptor<DropDomain> {
  static constexpr Facts facts{"drop_domain", Verb::drop, On::domain, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const DropDomain& op) { return {op.name}; }
  template <class Each>
  static void members(const DropDomain& op, const Each& each) {
    each("name", op.name);
  }
};

struct CreateView {
  schema::View view = {};
};
template <>
struct Descriptor<CreateView> {
  static constexpr Facts facts{"create_view", Verb::create, On::view, Rows::untouched,
                               OlderPrograms::go_on};
  static Subject subject(const CreateView& op) { return {op.view.name}; }
};

/// Replaces the query and the storage parameters. The comment and the indexes stay; those of `view`
/// are empty.
struct ReplaceView {
  schema::View view = {};
};
template <>
struct Descriptor<ReplaceView> {
  static constexpr Facts facts{"replace_view", Verb::alter, On::view, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const ReplaceView& op) { return {op.view.name}; }
};

struct DropView {
  Name name = {};
};
template <>
struct Descriptor<DropView> {
  static constexpr Facts facts{"drop_view", Verb::drop, On::view, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const DropView& op) { return {op.name}; }
  template <class Each>
  static void members(const DropView& op, const Each& each) {
    each("name", op.name);
  }
};

struct CreateFunction {
  schema::Function function = {};
};
template <>
struct Descriptor<CreateFunction> {
  static constexpr Facts facts{"create_function", Verb::create, On::function, Rows::untouched,
                               OlderPrograms::depend};
  static Subject subject(const CreateFunction& op) {
    return {op.function.name, op.function.arguments};
  }
};

/// Replaces the function with that name and those argument types. Its comment stays.
struct ReplaceFunction {
  schema::Function function = {};
};
template <>
struct Descriptor<ReplaceFunction> {
  static constexpr Facts facts{"replace_function", Verb::alter, On::function, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const ReplaceFunction& op) {
    return {op.function.name, op.function.arguments};
  }
};

struct DropFunction {
  Name name = {};
  std::string arguments = {};
};
template <>
struct Descriptor<DropFunction> {
  static constexpr Facts facts{"drop_function", Verb::drop, On::function, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const DropFunction& op) { return {op.name, op.arguments}; }
};

struct CreateTrigger {
  schema::Trigger trigger = {};
};
template <>
struct Descriptor<CreateTrigger> {
  static constexpr Facts facts{"create_trigger", Verb::create, On::trigger, Rows::untouched,
                               OlderPrograms::go_on_if_new};
  static Subject subject(const CreateTrigger& op) { return {op.trigger.table, op.trigger.name}; }
};

/// Replaces a trigger by another of the same name. Its comment and mode stay.
struct ReplaceTrigger {
  schema::Trigger trigger = {};
};
template <>
struct Descriptor<ReplaceTrigger> {
  static constexpr Facts facts{"replace_trigger", Verb::alter, On::trigger, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const ReplaceTrigger& op) { return {op.trigger.table, op.trigger.name}; }
};

struct AlterTrigger {
  Name table = {};
  std::string trigger = {};
  schema::TriggerMode mode = schema::TriggerMode::enabled;
};
template <>
struct Descriptor<AlterTrigger> {
  static constexpr Facts facts{"enable_trigger", Verb::alter, On::trigger, Rows::untouched,
                               OlderPrograms::may_stop};
  static constexpr std::string_view name(const AlterTrigger& op) {
    return op.mode == schema::TriggerMode::disabled ? "disable_trigger" : facts.name;
  }
  static Subject subject(const AlterTrigger& op) { return {op.table, op.trigger}; }
};

struct DropTrigger {
  Name table = {};
  std::string trigger = {};
};
template <>
struct Descriptor<DropTrigger> {
  static constexpr Facts facts{"drop_trigger", Verb::drop, On::trigger, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const DropTrigger& op) { return {op.table, op.trigger}; }
  template <class Each>
  static void members(const DropTrigger& op, const Each& each) {
    each("table", op.table);
    each("trigger", op.trigger);
  }
};

/// Sets the comment of an object; an empty one removes it.
struct CommentOn {
  schema::Object object = {};
  std::string comment = {};
};
template <>
struct Descriptor<CommentOn> {
  static constexpr Facts facts{"create_comment", Verb::comment, On::any_object, Rows::untouched,
                               OlderPrograms::go_on};
  static constexpr std::string_view name(const CommentOn& op) {
    return op.comment.empty() ? "drop_comment" : facts.name;
  }
  static Subject subject(const CommentOn& op) {
    return {op.object.name, op.object.part, {}, {}, op.object.kind};
  }
};

using ObjectKinds =
    Kinds<CreateSchema, DropSchema, CreateExtension, AlterExtension, DropExtension, CreateSequence,
          AlterSequence, DropSequence, CreateDomain, AlterDomain, DropDomain, CreateView,
          ReplaceView, DropView, CreateFunction, ReplaceFunction, DropFunction, CreateTrigger,
          ReplaceTrigger, AlterTrigger, DropTrigger, CommentOn>;

}  // namespace limbeck::operations
