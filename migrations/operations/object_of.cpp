#include "migrations/operations/visit.h"

namespace limbeck::operations {
namespace {

using Kind = schema::ObjectKind;
using Result = std::optional<ObjectChange>;

Result change(Kind kind, const Name& name, Verb verb, const std::string& part = {}) {
  return ObjectChange{{kind, name, part}, verb};
}

struct ObjectOf {
  Result operator()(const CreateSchema& op) const {
    return change(Kind::schema, op.schema.name, Verb::create);
  }
  Result operator()(const DropSchema& op) const {
    return change(Kind::schema, op.name, Verb::drop);
  }
  Result operator()(const CreateExtension& op) const {
    return change(Kind::extension, op.extension.name, Verb::create);
  }
  Result operator()(const AlterExtension& op) const {
    return change(Kind::extension, op.name, Verb::alter);
  }
  Result operator()(const DropExtension& op) const {
    return change(Kind::extension, op.name, Verb::drop);
  }
  Result operator()(const CreateSequence& op) const {
    return change(Kind::sequence, op.sequence.name, Verb::create);
  }
  Result operator()(const AlterSequence& op) const {
    return change(Kind::sequence, op.name, Verb::alter);
  }
  Result operator()(const DropSequence& op) const {
    return change(Kind::sequence, op.name, Verb::drop);
  }
  Result operator()(const CreateDomain& op) const {
    return change(Kind::domain, op.domain.name, Verb::create);
  }
  Result operator()(const AlterDomain& op) const {
    return change(Kind::domain, op.name, Verb::alter);
  }
  Result operator()(const DropDomain& op) const {
    return change(Kind::domain, op.name, Verb::drop);
  }
  Result operator()(const CreateView& op) const {
    return change(Kind::view, op.view.name, Verb::create);
  }
  Result operator()(const ReplaceView& op) const {
    return change(Kind::view, op.view.name, Verb::alter);
  }
  Result operator()(const DropView& op) const { return change(Kind::view, op.name, Verb::drop); }
  Result operator()(const CreateFunction& op) const {
    return change(Kind::function, op.function.name, Verb::create, op.function.arguments);
  }
  Result operator()(const ReplaceFunction& op) const {
    return change(Kind::function, op.function.name, Verb::alter, op.function.arguments);
  }
  Result operator()(const DropFunction& op) const {
    return change(Kind::function, op.name, Verb::drop, op.arguments);
  }
  Result operator()(const CreateTrigger& op) const {
    return change(Kind::trigger, op.trigger.table, Verb::create, op.trigger.name);
  }
  Result operator()(const ReplaceTrigger& op) const {
    return change(Kind::trigger, op.trigger.table, Verb::alter, op.trigger.name);
  }
  Result operator()(const AlterTrigger& op) const {
    return change(Kind::trigger, op.table, Verb::alter, op.trigger);
  }
  Result operator()(const DropTrigger& op) const {
    return change(Kind::trigger, op.table, Verb::drop, op.trigger);
  }
  Result operator()(const CommentOn& op) const { return ObjectChange{op.object, Verb::alter}; }
  template <class Other>
  Result operator()(const Other&) const {
    return std::nullopt;
  }
};

}  // namespace

std::optional<ObjectChange> object_of(const Operation& operation) {
  return operations::visit(ObjectOf{}, operation.value);
}

}  // namespace limbeck::operations
