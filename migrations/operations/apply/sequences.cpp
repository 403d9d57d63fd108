#include <utility>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/objects.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

using Kind = schema::ObjectKind;

void check_sequence(Change& change, const schema::Sequence& sequence) {
  const std::string what = "sequence " + quoted(sequence.name);
  using Type = schema::TypeKind;
  const Type kind = sequence.type.kind;
  if (kind != Type::smallint && kind != Type::integer && kind != Type::bigint) {
    change.fail(concat({what, " is of type ", to_string(sequence.type),
                        ": it can only be smallint, integer or bigint"}));
  }
  if (sequence.increment == 0) change.fail(what + " has the increment 0");
  if (sequence.cache < 1) change.fail(what + " has a cache below 1");
  if (sequence.min && sequence.max && *sequence.min >= *sequence.max) {
    change.fail(what + " has a min that is not below its max");
  }
  if (!sequence.owned_by) return;
  schema::Table* table = require_table(change, sequence.owned_by->table);
  if (table != nullptr) require_column(change, std::as_const(*table), sequence.owned_by->column);
}

}  // namespace

void drop_owned(Change& change, const Name& table, const std::string& column) {
  const auto goes = [&](const schema::Sequence& sequence) {
    return sequence.owned_by && sequence.owned_by->table == table &&
           (column.empty() || sequence.owned_by->column == column);
  };
  for (const schema::Sequence& sequence : change.schema.sequences) {
    if (!goes(sequence)) continue;
    fail_used(change, concat({"sequence ", quoted(sequence.name), ", which goes with it,"}),
              users_of_sequence(change, sequence.name, table, column));
  }
  if (!change.failed()) std::erase_if(change.schema.sequences, goes);
}

static void apply_to(Change& change, const CreateSequence& operation) {
  const Name& name = operation.sequence.name;
  if (name.name.empty()) return change.fail("a sequence must have a name");
  require_free_relation(change, name);
  check_sequence(change, operation.sequence);
  if (change.failed()) return;
  change.schema.sequences.push_back(operation.sequence);
  schema::sort_objects(change.schema);
}

static void apply_to(Change& change, const AlterSequence& operation) {
  auto* found = require_object(change, change.schema.sequences, Kind::sequence, operation.name);
  if (found == nullptr) return;
  schema::Sequence altered = *found;
  if (operation.type) altered.type = *operation.type;
  if (operation.start) altered.start = *operation.start;
  if (operation.increment) altered.increment = *operation.increment;
  if (operation.min) altered.min = *operation.min;
  if (operation.max) altered.max = *operation.max;
  if (operation.cache) altered.cache = *operation.cache;
  if (operation.cycle) altered.cycle = *operation.cycle;
  if (operation.owned_by) altered.owned_by = *operation.owned_by;
  check_sequence(change, altered);
  if (!change.failed()) *found = std::move(altered);
}

static void apply_to(Change& change, const DropSequence& operation) {
  auto* found = require_object(change, change.schema.sequences, Kind::sequence, operation.name);
  if (found == nullptr) return;
  fail_used(change, "sequence " + quoted(operation.name),
            users_of_sequence(change, operation.name));
  if (!change.failed()) take_out(change.schema.sequences, found);
}

template void apply_as<CreateSequence>(Change&, const AnyOperation&);
template void apply_as<AlterSequence>(Change&, const AnyOperation&);
template void apply_as<DropSequence>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
