#include "migrations/diff/default_schema.h"

#include <set>

#include "migrations/schema/mentions.h"
#include "migrations/schema/parts.h"

namespace limbeck::diff {
namespace {

using schema::Name;

template <class Visitor>
void each_name(schema::Schema& schema, const Visitor& visit) {
  schema::for_each_kind([&](const auto& kind) {
    for (auto& thing : schema.*kind.member) {
      schema::each_part<Name>(thing, visit);
      schema::each_part<schema::Type>(thing, [&](schema::Type& type) {
        if (type.kind == schema::TypeKind::enumeration) visit(type.name);
      });
    }
  });
}

}  // namespace

schema::Schema with_default_schema(schema::Schema found, const schema::Schema& meant,
                                   std::string_view default_schema) {
  const std::set<Name> known = schema::known_names(meant);
  each_name(found, [&](Name& name) {
    if (!name.schema.empty() || known.contains(name)) return;
    const Name said{std::string(default_schema), name.name};
    if (known.contains(said)) name = said;
  });
  schema::sort(found);
  return found;
}

}  // namespace limbeck::diff
