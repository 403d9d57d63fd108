#include <algorithm>
#include <iterator>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/create.h"
#include "migrations/operations/reverse_one.h"
#include "migrations/operations/visit.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/other_objects.h"

namespace limbeck::operations {
namespace {

std::optional<std::string> comment_of(const schema::Schema& schema, const schema::Object& object) {
  std::optional<std::string> comment;
  schema::visit_object(schema, object, [&](const auto& thing) { comment = thing.comment; });
  if (object.kind != schema::ObjectKind::index) return comment;
  const schema::Index* index = find_index(schema, object.name, object.part);
  return index == nullptr ? std::nullopt : std::optional(index->comment);
}

template <class Create, class Thing>
Reversed again(const Thing* thing) {
  if (thing == nullptr) return std::nullopt;
  return one(Create{*thing});
}

// One operation's reverse, from the schema it is applied to.
struct ReverseObjects {
  const schema::Schema& before;

  template <class Thing>
  Reversed operator()(const CreateObject<Thing>& op) const {
    return one(dropping(op.thing));
  }
  template <class Thing>
  Reversed operator()(const DropObject<Thing>& op) const {
    return again<CreateObject<Thing>>(find<Thing>(op.name, part_of(op)));
  }
  template <AltersObject Alter>
  Reversed operator()(const Alter& op) const {
    const auto* old = find<typename AlteredFields<Alter>::Thing>(op.name);
    if (old == nullptr) return std::nullopt;
    std::optional<Alter> back = undone(op, *old);
    if (!back) return std::nullopt;
    back->name = op.name;
    return one(*std::move(back));
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

 private:
  template <class Thing>
  const Thing* find(const Name& name, const std::string& part = {}) const {
    return schema::find_object(schema::list_of<Thing>(before),
                               {*schema::kind_of<Thing>.facts.object, name, part});
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
  for (const schema::OtherObject& object : before.objects) {
    if (schema::table_of(object) == table) back.push_back({CreateOther{object}, {}});
  }
}

}  // namespace limbeck::operations
