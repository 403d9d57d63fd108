#include "migrations/diff/default_schema.h"

#include <set>

#include "migrations/schema/mentions.h"

namespace limbeck::diff {
namespace {

using schema::Name;

template <class Visitor>
void each_name(schema::Schema& schema, Visitor&& visit) {
  const auto visit_type = [&](schema::Type& type) {
    if (type.kind == schema::TypeKind::enumeration) visit(type.name);
  };
  for (schema::Table& table : schema.tables) {
    visit(table.name);
    if (table.partition_of) visit(table.partition_of->table);
    for (schema::Column& column : table.columns) visit_type(column.type);
    for (schema::ForeignKey& key : table.foreign_keys) visit(key.ref_table);
  }
  for (schema::Sequence& sequence : schema.sequences) {
    visit(sequence.name);
    if (sequence.owned_by) visit(sequence.owned_by->table);
  }
  for (schema::Domain& domain : schema.domains) {
    visit(domain.name);
    visit_type(domain.type);
  }
  for (schema::Enum& type : schema.enums) visit(type.name);
  for (schema::View& view : schema.views) visit(view.name);
  for (schema::Function& function : schema.functions) visit(function.name);
  for (schema::Trigger& trigger : schema.triggers) visit(trigger.table);
}

}  // namespace

schema::Schema with_default_schema(schema::Schema found, const schema::Schema& meant,
                                   std::string_view default_schema) {
  std::set<Name> known = schema::known_names(meant);
  for (const schema::Sequence& sequence : meant.sequences) known.insert(sequence.name);
  each_name(found, [&](Name& name) {
    if (!name.schema.empty() || known.contains(name)) return;
    const Name said{std::string(default_schema), name.name};
    if (known.contains(said)) name = said;
  });
  schema::sort(found);
  return found;
}

}  // namespace limbeck::diff
