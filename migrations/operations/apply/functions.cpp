#include <tuple>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/objects.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

using Kind = schema::ObjectKind;

schema::Object object_of(const schema::Function& function) {
  return {Kind::function, function.name, function.arguments};
}

}  // namespace

static void apply_to(Change& change, const CreateFunction& operation) {
  const schema::Function& function = operation.function;
  if (function.name.name.empty()) change.fail("a function must have a name");
  if (schema::find_function(change.schema, function.name, function.arguments) != nullptr) {
    change.fail(concat({"there is a function ", quoted(to_string(object_of(function))),
                        " already; replace_function gives it another body"}));
  }
  if (function.definition.empty()) {
    change.fail(
        concat({"function ", quoted(to_string(object_of(function))), " has no definition"}));
  }
  if (change.failed()) return;
  put_in_order(change.schema.functions, function,
               [](const schema::Function& one) { return std::tie(one.name, one.arguments); });
}

static void apply_to(Change& change, const ReplaceFunction& operation) {
  const schema::Function& function = operation.function;
  auto* found = require_object<schema::Function>(change, function.name, function.arguments);
  if (found == nullptr) return;
  if (found->procedure != function.procedure) {
    change.fail(
        concat({quoted(to_string(object_of(function))), " is a ",
                found->procedure ? "procedure" : "function", "; drop it and create the other"}));
  }
  if (function.definition.empty()) {
    change.fail(
        concat({"function ", quoted(to_string(object_of(function))), " has no definition"}));
  }
  if (change.failed()) return;
  found->arguments = function.arguments;
  found->definition = function.definition;
  schema::sort_objects(change.schema);
}

static void apply_to(Change& change, const DropFunction& operation) {
  auto* found = require_object<schema::Function>(change, operation.name, operation.arguments);
  if (found == nullptr) return;
  // Triggers execute functions without arguments.
  if (schema::argument_types(found->arguments).empty()) {
    fail_used(change, "function " + quoted(to_string(object_of(*found))),
              users_of_function(change.schema, operation.name));
  }
  if (!change.failed()) take_out(change.schema.functions, found);
}

template void apply_as<CreateFunction>(Change&, const AnyOperation&);
template void apply_as<ReplaceFunction>(Change&, const AnyOperation&);
template void apply_as<DropFunction>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
