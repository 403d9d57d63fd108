#include <utility>

#include "migrations/operations/apply/plain_objects.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {

static void check_object(Change& change, const schema::Sequence& sequence) {
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

static std::vector<std::string> users_of_object(Change& change, const schema::Sequence& sequence) {
  return users_of_sequence(change, sequence.name);
}

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

template void apply_as<CreateSequence>(Change&, const AnyOperation&);
template void apply_as<AlterSequence>(Change&, const AnyOperation&);
template void apply_as<DropSequence>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
