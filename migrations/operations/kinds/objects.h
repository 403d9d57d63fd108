// Operations on objects: schemas, extensions, sequences, domains, views, functions and triggers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "migrations/operations/kinds/descriptor.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

/// Creates an object. A kind of object that has no operation of its own for that has this one.
template <class Thing>
struct CreateObject {
  Thing thing = {};
};
template <class Thing>
struct Descriptor<CreateObject<Thing>> {
  static constexpr Facts facts = facts_on<Thing, Verb::create>(OlderPrograms::go_on);
  static Subject subject(const CreateObject<Thing>& op) {
    if constexpr (schema::is_on_table<Thing>) {
      return {op.thing.table, op.thing.name};
    } else if constexpr (schema::kind_of<Thing>.facts.has_arguments) {
      return {op.thing.name, op.thing.arguments};
    } else {
      return {op.thing.name};
    }
  }
};

/// Whether a name is not enough to tell apart the things of a kind: see schema::Object::part.
template <class Thing>
inline constexpr bool has_part =
    schema::kind_of<Thing>.facts.has_arguments || schema::is_on_table<Thing>;

/// Drops an object. `name` and `part` are those of a schema::Object.
template <class Thing, bool = has_part<Thing>>
struct DropObject {
  Name name = {};
};
template <class Thing>
struct DropObject<Thing, true> {
  Name name = {};
  std::string part = {};
};
template <class Thing>
DropObject<Thing> dropping(const Thing& thing) {
  if constexpr (has_part<Thing>) {
    schema::Object object = object_of(thing);
    return {std::move(object.name), std::move(object.part)};
  } else {
    return {thing.name};
  }
}
template <class Thing>
const std::string& part_of(const DropObject<Thing, true>& op) {
  return op.part;
}
template <class Thing>
std::string part_of(const DropObject<Thing, false>&) {
  return {};
}
template <class Thing, bool has>
struct Descriptor<DropObject<Thing, has>> {
  static constexpr Facts facts = facts_on<Thing, Verb::drop>(OlderPrograms::may_stop);
  static Subject subject(const DropObject<Thing>& op) {
    if constexpr (has) {
      return {op.name, op.part};
    } else {
      return {op.name};
    }
  }
  template <class Each>
  static void members(const DropObject<Thing>& op, const Each& each) {
    constexpr schema::ThingFacts kind = schema::kind_of<Thing>.facts;
    each(kind.belongs_to == schema::BelongsTo::table ? "table" : "name", op.name);
    if constexpr (kind.belongs_to == schema::BelongsTo::table) each("name", op.part);
    if constexpr (kind.has_arguments) each("arguments", OptionalInCpp{op.part});
  }
};

using CreateSchema = CreateObject<schema::Namespace>;
using DropSchema = DropObject<schema::Namespace>;
using CreateExtension = CreateObject<schema::Extension>;
using DropExtension = DropObject<schema::Extension>;
using CreateSequence = CreateObject<schema::Sequence>;
using DropSequence = DropObject<schema::Sequence>;
using CreateDomain = CreateObject<schema::Domain>;
using DropDomain = DropObject<schema::Domain>;
using CreateOther = CreateObject<schema::OtherObject>;
using DropOther = DropObject<schema::OtherObject>;

// The operations that change an object in place. What is absent stays as it is.

struct AlterExtension {
  Name name = {};
  std::optional<std::string> in_schema = {};
  std::optional<std::string> version = {};
};
template <>
struct Descriptor<AlterExtension> {
  static constexpr Facts facts = facts_on<schema::Extension, Verb::alter>(OlderPrograms::may_stop);
  static Subject subject(const AlterExtension& op) { return {op.name}; }
};
/// A revision writes the members of an extension that change.
template <>
struct AlteredFields<AlterExtension> {
  using Thing = schema::Extension;
  using Spec = limbeck::Extension;
  static constexpr auto list = schema::FieldList{
      AlteredField{&Thing::in_schema, &AlterExtension::in_schema, &Spec::schema},
      AlteredField{&Thing::version, &AlterExtension::version, &Spec::version},
  };
};

/// The inner optionals: present sets, absent takes away.
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
  static constexpr Facts facts = facts_on<schema::Sequence, Verb::alter>(OlderPrograms::may_stop);
  static Subject subject(const AlterSequence& op) { return {op.name}; }
};
template <>
struct AlteredFields<AlterSequence> {
  using Thing = schema::Sequence;
  using Spec = limbeck::AlterSequence;
  static constexpr auto list = schema::FieldList{
      AlteredField{&Thing::type, &AlterSequence::type, &Spec::type},
      AlteredField{&Thing::start, &AlterSequence::start, &Spec::start},
      AlteredField{&Thing::increment, &AlterSequence::increment, &Spec::increment},
      AlteredField{&Thing::min, &AlterSequence::min, &Spec::min},
      AlteredField{&Thing::max, &AlterSequence::max, &Spec::max},
      AlteredField{&Thing::cache, &AlterSequence::cache, &Spec::cache},
      AlteredField{&Thing::cycle, &AlterSequence::cycle, &Spec::cycle},
      AlteredField{&Thing::owned_by, &AlterSequence::owned_by, &Spec::owned_by},
  };
};

/// Checks are dropped before others are added. The type and the collation of a domain cannot
/// change.
struct AlterDomain {
  Name name = {};
  std::optional<std::optional<std::string>> default_sql = {};
  std::optional<bool> not_null = {};
  std::vector<std::string> drop_checks = {};
  std::vector<schema::Check> add_checks = {};
};
template <>
struct Descriptor<AlterDomain> {
  static constexpr Facts facts =
      facts_on<schema::Domain, Verb::alter>(OlderPrograms::may_stop, Rows::checked);
  static Subject subject(const AlterDomain& op) { return {op.name}; }
};
template <>
struct AlteredFields<AlterDomain> {
  using Thing = schema::Domain;
  using Spec = limbeck::AlterDomain;
  static constexpr auto list = schema::FieldList{
      AlteredField{&Thing::default_sql, &AlterDomain::default_sql, &Spec::server_default},
      AlteredField{&Thing::not_null, &AlterDomain::not_null, &Spec::not_null},
      AlteredParts{&Thing::checks, &AlterDomain::drop_checks, &AlterDomain::add_checks,
                   &Spec::drop_checks, &Spec::add_checks, "check"},
  };
};

struct CreateView {
  schema::View view = {};
};
template <>
struct Descriptor<CreateView> {
  static constexpr Facts facts{"create_view",   Verb::create,         On::object,
                               Rows::untouched, OlderPrograms::go_on, schema::ObjectKind::view};
  static Subject subject(const CreateView& op) { return {op.view.name}; }
};

/// Replaces the query and the storage parameters. The comment and the indexes stay; those of `view`
/// are empty.
struct ReplaceView {
  schema::View view = {};
};
template <>
struct Descriptor<ReplaceView> {
  static constexpr Facts facts{
      "replace_view",          Verb::alter, On::object, Rows::untouched, OlderPrograms::may_stop,
      schema::ObjectKind::view};
  static Subject subject(const ReplaceView& op) { return {op.view.name}; }
};

struct DropView {
  Name name = {};
};
template <>
struct Descriptor<DropView> {
  static constexpr Facts facts{"drop_view",
                               Verb::drop,
                               On::object,
                               Rows::untouched,
                               OlderPrograms::may_stop,
                               schema::ObjectKind::view};
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
  static constexpr Facts facts{
      "create_function", Verb::create,          On::object,
      Rows::untouched,   OlderPrograms::depend, schema::ObjectKind::function};
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
  static constexpr Facts facts{"replace_function",
                               Verb::alter,
                               On::object,
                               Rows::untouched,
                               OlderPrograms::may_stop,
                               schema::ObjectKind::function};
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
  static constexpr Facts facts{"drop_function",
                               Verb::drop,
                               On::object,
                               Rows::untouched,
                               OlderPrograms::may_stop,
                               schema::ObjectKind::function};
  static Subject subject(const DropFunction& op) { return {op.name, op.arguments}; }
};

struct CreateTrigger {
  schema::Trigger trigger = {};
};
template <>
struct Descriptor<CreateTrigger> {
  static constexpr Facts facts{"create_trigger",
                               Verb::create,
                               On::object,
                               Rows::untouched,
                               OlderPrograms::go_on_if_new,
                               schema::ObjectKind::trigger};
  static Subject subject(const CreateTrigger& op) { return {op.trigger.table, op.trigger.name}; }
};

/// Replaces a trigger by another of the same name. Its comment and mode stay.
struct ReplaceTrigger {
  schema::Trigger trigger = {};
};
template <>
struct Descriptor<ReplaceTrigger> {
  static constexpr Facts facts{
      "replace_trigger",          Verb::alter, On::object, Rows::untouched, OlderPrograms::may_stop,
      schema::ObjectKind::trigger};
  static Subject subject(const ReplaceTrigger& op) { return {op.trigger.table, op.trigger.name}; }
};

struct AlterTrigger {
  Name table = {};
  std::string trigger = {};
  schema::TriggerMode mode = schema::TriggerMode::enabled;
};
template <>
struct Descriptor<AlterTrigger> {
  static constexpr Facts facts{
      "enable_trigger",           Verb::alter, On::object, Rows::untouched, OlderPrograms::may_stop,
      schema::ObjectKind::trigger};
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
  static constexpr Facts facts{"drop_trigger",
                               Verb::drop,
                               On::object,
                               Rows::untouched,
                               OlderPrograms::may_stop,
                               schema::ObjectKind::trigger};
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
          ReplaceTrigger, AlterTrigger, DropTrigger, CommentOn, CreateOther, DropOther>;

}  // namespace limbeck::operations
