#include "migrations/rules/rules.h"

#include <array>

#include "migrations/findings/rule.h"
#include "migrations/findings/rule_id.h"
#include "migrations/operations/walk.h"

namespace limbeck::rules {

#define LIMBECK_OPERATION_RULE(name, ...) \
  void name(const Context& context, const Operation& operation, const Report& report);
#include "migrations/findings/rules.def"

namespace {

struct OperationRule {
  RuleId rule;
  Concern concern;
  void (*check)(const Context&, const Operation&, const Report&);
};

constexpr auto all = std::to_array<OperationRule>({
#define LIMBECK_OPERATION_RULE(name, id, severity, asked_by, meaning, remedy, concern) \
  {RuleId::name, Concern::concern, &rules::name},
#include "migrations/findings/rules.def"
});

class Walk {
 public:
  /// Without an applier, nothing is applied.
  Walk(Revision revision, const schema::Schema& schema, operations::Applier* applier,
       Concern concern)
      : revision_(std::move(revision)), schema_(schema), applier_(applier), concern_(concern) {}

  std::vector<Finding> run() && {
    for (std::size_t i = 0; i < revision_.operations.size(); ++i)
      visit(revision_.operations[i], i, true, false);
    return std::move(found_);
  }

 private:
  void visit(const Operation& operation, std::size_t number, bool transactional, bool in_effect) {
    const bool is_block = operations::block_of(operation) != nullptr;
    if (!is_block) ask(operation, number, {revision_, schema_, made_, transactional, in_effect});
    if (const auto* held = operations::inner(operation)) {
      for (const Operation& each : *held)
        visit(each, number, transactional && !is_block, in_effect || !is_block);
      return;
    }
    made_.follow(operation);
    if (applier_ != nullptr) applier_->apply(operation);
  }

  void ask(const Operation& operation, std::size_t number, const Context& context) {
    for (const OperationRule& rule : all) {
      if (rule.concern == concern_)
        rule.check(context, operation, Report(rule.rule, number, operation, found_));
    }
  }

  Revision revision_;
  const schema::Schema& schema_;
  operations::Applier* applier_;
  Concern concern_;
  operations::Made made_;
  std::vector<Finding> found_;
};

}  // namespace

void Report::operator()(std::string message, std::vector<findings::Fact> facts,
                        std::vector<findings::Note> notes) const {
  to_.push_back({.rule = rule_,
                 .message = std::move(message),
                 .location = operation_.location,
                 .notes = std::move(notes),
                 .severity = findings::rule_of(rule_).severity,
                 .facts = std::move(facts),
                 .operation = number_});
}

std::vector<Finding> check(const Revision& revision, operations::Applier& applier,
                           Concern concern) {
  return Walk(revision, applier.schema(), &applier, concern).run();
}

std::vector<Finding> losses(const std::vector<Operation>& operations, schema::Schema& schema) {
  operations::Applier applier(schema);
  return check({operations}, applier, Concern::loss);
}

std::vector<Finding> incompatibilities(const std::vector<Operation>& operations,
                                       const schema::Schema& before) {
  return Walk({operations}, before, nullptr, Concern::compatibility).run();
}

}  // namespace limbeck::rules
