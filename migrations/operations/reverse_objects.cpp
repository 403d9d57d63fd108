#include <algorithm>
#include <iterator>

#include "migrations/operations/create.h"
#include "migrations/operations/reverse_one.h"
#include "migrations/operations/visit.h"

namespace limbeck::operations {
namespace {

template <class Thing>
std::optional<std::string> comment_of(const Thing* thing) {
  return thing == nullptr ? std::nullopt : std::optional(thing->comment);
}

std::optional<std::string> comment_of(const schema::Schema& schema, const schema::Object& object) {
  using Kind = schema::ObjectKind;
  switch (object.kind) {
    case Kind::schema:
      return comment_of(schema::find_namespace(schema, object.name.name));
    case Kind::extension:
      return comment_of(schema::find_extension(schema, object.name.name));
    case Kind::sequence:
      return comment_of(schema::find_sequence(schema, object.name));
    case Kind::domain:
      return comment_of(schema::find_domain(schema, object.name));
    case Kind::enumeration:
      return comment_of(schema::find_enum(schema, object.name));
    case Kind::view:
      return comment_of(schema::find_view(schema, object.name));
    case Kind::function:
      return comment_of(schema::find_function(schema, object.name, object.part));
    case Kind::trigger:
      return comment_of(schema::find_trigger(schema, object.name, object.part));
    case Kind::index:
      return comment_of(find_index(schema, object.name, object.part));
  }
  return std::nullopt;
}
template <class Create, class Thing>
Reversed again(const Thing* thing) {
  if (thing == nullptr) return std::nullopt;
  return one(Create{*thing});
}

// One operation's reverse, from the schema it is applied to.
struct ReverseObjects {
  const schema::Schema& before;

  Reversed operator()(const CreateSchema& op) const { return one(DropSchema{op.schema.name}); }
  Reversed operator()(const DropSchema& op) const {
    return again<CreateSchema>(schema::find_namespace(before, op.name.name));
  }
  Reversed operator()(const CreateExtension& op) const {
    return one(DropExtension{op.extension.name});
  }
  Reversed operator()(const AlterExtension& op) const {
    const schema::Extension* old = schema::find_extension(before, op.name.name);
    if (old == nullptr) return std::nullopt;
    AlterExtension back{op.name, {}, {}};
    if (op.in_schema) back.in_schema = old->in_schema;
    if (op.version) back.version = old->version;
    return one(std::move(back));
  }
  Reversed operator()(const DropExtension& op) const {
    return again<CreateExtension>(schema::find_extension(before, op.name.name));
  }
  Reversed operator()(const CreateSequence& op) const {
    return one(DropSequence{op.sequence.name});
  }
  Reversed operator()(const AlterSequence& op) const {
    const schema::Sequence* old = schema::find_sequence(before, op.name);
    if (old == nullptr) return std::nullopt;
    AlterSequence back;
    back.name = op.name;
    if (op.type) back.type = old->type;
    if (op.start) back.start.emplace(old->start);
    if (op.increment) back.increment = old->increment;
    if (op.min) back.min.emplace(old->min);
    if (op.max) back.max.emplace(old->max);
    if (op.cache) back.cache = old->cache;
    if (op.cycle) back.cycle = old->cycle;
    if (op.owned_by) back.owned_by.emplace(old->owned_by);
    return one(std::move(back));
  }
  Reversed operator()(const DropSequence& op) const {
    return again<CreateSequence>(schema::find_sequence(before, op.name));
  }
  Reversed operator()(const CreateDomain& op) const { return one(DropDomain{op.domain.name}); }
  Reversed operator()(const AlterDomain& op) const {
    const schema::Domain* old = schema::find_domain(before, op.name);
    if (old == nullptr) return std::nullopt;
    AlterDomain back;
    back.name = op.name;
    if (op.default_sql) back.default_sql.emplace(old->default_sql);
    if (op.not_null) back.not_null = old->not_null;
    for (const schema::Check& check : op.add_checks) {
      if (check.name.empty()) return std::nullopt;
      back.drop_checks.push_back(check.name);
    }
    for (const std::string& name : op.drop_checks) {
      std::copy_if(old->checks.begin(), old->checks.end(), std::back_inserter(back.add_checks),
                   [&](const schema::Check& check) { return check.name == name; });
    }
    return one(std::move(back));
  }
  Reversed operator()(const DropDomain& op) const {
    return again<CreateDomain>(schema::find_domain(before, op.name));
  }
  Reversed operator()(const CreateView& op) const { return one(DropView{op.view.name}); }
  Reversed operator()(const ReplaceView& op) const {
    const schema::View* old = schema::find_view(before, op.view.name);
    if (old == nullptr) return std::nullopt;
    schema::View view = *old;
    view.indexes.clear();
    view.comment.clear();
    return one(ReplaceView{std::move(view)});
  }
  Reversed operator()(const DropView& op) const {
    const schema::View* view = schema::find_view(before, op.name);
    if (view == nullptr) return std::nullopt;
    auto back = creation_of(*view);
    add_triggers(before, op.name, back);
    return back;
  }
  Reversed operator()(const CreateFunction& op) const {
    return one(DropFunction{op.function.name, op.function.arguments});
  }
  Reversed operator()(const ReplaceFunction& op) const {
    const schema::Function* old =
        schema::find_function(before, op.function.name, op.function.arguments);
    if (old == nullptr) return std::nullopt;
    schema::Function function = *old;
    function.comment.clear();
    return one(ReplaceFunction{std::move(function)});
  }
  Reversed operator()(const DropFunction& op) const {
    return again<CreateFunction>(schema::find_function(before, op.name, op.arguments));
  }
  Reversed operator()(const CreateTrigger& op) const {
    return one(DropTrigger{op.trigger.table, op.trigger.name});
  }
  Reversed operator()(const ReplaceTrigger& op) const {
    const schema::Trigger* old = schema::find_trigger(before, op.trigger.table, op.trigger.name);
    if (old == nullptr) return std::nullopt;
    schema::Trigger trigger = *old;
    trigger.mode = schema::TriggerMode::enabled;
    trigger.comment.clear();
    return one(ReplaceTrigger{std::move(trigger)});
  }
  Reversed operator()(const AlterTrigger& op) const {
    const schema::Trigger* old = schema::find_trigger(before, op.table, op.trigger);
    if (old == nullptr) return std::nullopt;
    return one(AlterTrigger{op.table, op.trigger, old->mode});
  }
  Reversed operator()(const DropTrigger& op) const {
    return again<CreateTrigger>(schema::find_trigger(before, op.table, op.trigger));
  }
  Reversed operator()(const CommentOn& op) const {
    const auto old = comment_of(before, op.object);
    if (!old) return std::nullopt;
    return one(CommentOn{op.object, *old});
  }
};

static_assert(Covers<ReverseObjects, Unsupported<>, IsOnObject>::all);

}  // namespace

Reversed reverse_on_object(const Operation& operation, const schema::Schema& before) {
  return visit_or(ReverseObjects{before}, operation.value, Reversed());
}

void add_triggers(const schema::Schema& before, const Name& table, std::vector<Operation>& back) {
  for (const schema::Trigger& trigger : before.triggers) {
    if (trigger.table == table) back.push_back({CreateTrigger{trigger}, {}});
  }
}

}  // namespace limbeck::operations
