// Schemas of the database, and extensions.
#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/needs.h"
#include "migrations/operations/apply/objects.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {

using Kind = schema::ObjectKind;

static void apply_to(Change& change, const CreateSchema& operation) {
  require_new(change, change.schema.schemas, Kind::schema, operation.schema.name);
  if (change.failed()) return;
  change.schema.schemas.push_back(operation.schema);
  schema::sort_objects(change.schema);
}

static void apply_to(Change& change, const DropSchema& operation) {
  auto* found = require_object(change, change.schema.schemas, Kind::schema, operation.name);
  if (found == nullptr) return;
  const auto contents = contents_of(change.schema, operation.name.name);
  if (!contents.empty()) {
    return change.fail(
        concat({"schema ", quoted(operation.name), " is not empty: it has ", enumerated(contents),
                "; drop ", contents.size() == 1 ? "it" : "them", " first"}));
  }
  take_out(change.schema.schemas, found);
}

static void apply_to(Change& change, const CreateExtension& operation) {
  require_new(change, change.schema.extensions, Kind::extension, operation.extension.name);
  if (change.failed()) return;
  change.schema.extensions.push_back(operation.extension);
  schema::sort_objects(change.schema);
}

static void apply_to(Change& change, const AlterExtension& operation) {
  auto* found = require_object(change, change.schema.extensions, Kind::extension, operation.name);
  if (found == nullptr) return;
  if (operation.in_schema) found->in_schema = *operation.in_schema;
  if (operation.version) found->version = *operation.version;
}

static void apply_to(Change& change, const DropExtension& operation) {
  auto* found = require_object(change, change.schema.extensions, Kind::extension, operation.name);
  if (found != nullptr) take_out(change.schema.extensions, found);
}

template void apply_as<CreateSchema>(Change&, const AnyOperation&);
template void apply_as<DropSchema>(Change&, const AnyOperation&);
template void apply_as<CreateExtension>(Change&, const AnyOperation&);
template void apply_as<AlterExtension>(Change&, const AnyOperation&);
template void apply_as<DropExtension>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
