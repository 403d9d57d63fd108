// Operations after which a program that was built before the revision may stop working.
#include "migrations/operations/compatible.h"
#include "migrations/rules/rules.h"

namespace limbeck::rules {

void incompatible(const Context& context, const Operation& operation, const Report& report) {
  if (context.in_effect) return;  // the SQL that says so may do anything
  if (operations::older_programs_go_on(operation, context.before, context.made)) return;
  std::string words = operations::describe(operation);
  std::string message = "older programs may stop working after " + words;
  report(std::move(message), {{"operation", std::move(words)}});
}

}  // namespace limbeck::rules
