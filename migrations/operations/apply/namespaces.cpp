// Schemas of the database, and extensions.
#include "migrations/operations/apply/needs.h"
#include "migrations/operations/apply/plain_objects.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {

static void apply_to(Change& change, const DropSchema& operation) {
  auto* found = require_object<schema::Namespace>(change, operation.name);
  if (found == nullptr) return;
  const auto contents = contents_of(change.schema, operation.name.name);
  if (!contents.empty()) {
    return change.fail(
        concat({"schema ", quoted(operation.name), " is not empty: it has ", enumerated(contents),
                "; drop ", contents.size() == 1 ? "it" : "them", " first"}));
  }
  take_out(change.schema.schemas, found);
}

template void apply_as<CreateSchema>(Change&, const AnyOperation&);
template void apply_as<DropSchema>(Change&, const AnyOperation&);
template void apply_as<CreateExtension>(Change&, const AnyOperation&);
template void apply_as<AlterExtension>(Change&, const AnyOperation&);
template void apply_as<DropExtension>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
