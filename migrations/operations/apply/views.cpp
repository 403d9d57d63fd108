#include <algorithm>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/needs.h"
#include "migrations/operations/apply/objects.h"
#include "migrations/schema/order.h"
#include "migrations/schema/other_objects.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

using Kind = schema::ObjectKind;

void check_view(Change& change, const schema::View& view) {
  if (view.definition.empty()) change.fail(concat({"view ", quoted(view.name), " has no query"}));
  if (!view.indexes.empty() && !view.materialized) {
    change.fail(concat({"view ", quoted(view.name),
                        " keeps no rows, so it can have no index; make it materialized"}));
  }
}

}  // namespace

static void apply_to(Change& change, const CreateView& operation) {
  const Name& name = operation.view.name;
  if (name.name.empty()) return change.fail("a view must have a name");
  require_free_relation(change, name);
  check_view(change, operation.view);
  if (change.failed()) return;
  change.edited.push_back(name);
  schema::View view = operation.view;
  schema::sort_by(view.indexes,
                  [](const schema::Index& a, const schema::Index& b) { return a.name < b.name; });
  put_in_order(change.schema.views, view,
               [](const schema::View& one) -> const Name& { return one.name; });
}

static void apply_to(Change& change, const ReplaceView& operation) {
  auto* found = require_object<schema::View>(change, operation.view.name);
  if (found == nullptr) return;
  if (found->materialized != operation.view.materialized) {
    change.fail(concat({"view ", quoted(found->name), " is ", found->materialized ? "" : "not ",
                        "materialized; drop it and create the other"}));
  }
  check_view(change, operation.view);
  if (change.failed()) return;
  found->definition = operation.view.definition;
  found->storage = operation.view.storage;
}

static void apply_to(Change& change, const DropView& operation) {
  auto* found = require_object<schema::View>(change, operation.name);
  if (found == nullptr) return;
  std::erase_if(change.schema.triggers,
                [&](const schema::Trigger& trigger) { return trigger.table == operation.name; });
  std::erase_if(change.schema.objects, [&](const schema::OtherObject& object) {
    return schema::table_of(object) == operation.name;
  });
  change.edited.push_back(operation.name);
  take_out(change.schema.views, found);
}

template void apply_as<CreateView>(Change&, const AnyOperation&);
template void apply_as<ReplaceView>(Change&, const AnyOperation&);
template void apply_as<DropView>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
