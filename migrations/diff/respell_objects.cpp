#include "migrations/diff/respell.h"

#include "migrations/schema/kinds.h"
#include "migrations/schema/schema.h"

namespace limbeck::diff {
namespace {

/// Finds a function, also if its arguments have another spelling (`m public.mood`) and no other
/// function has the name.
const schema::Function* function_like(const schema::Schema& schema, const schema::Function& one) {
  if (const auto* same = schema::find_function(schema, one.name, one.arguments)) return same;
  const schema::Function* like = nullptr;
  for (const schema::Function& other : schema.functions) {
    if (other.name != one.name) continue;
    if (like != nullptr) return nullptr;
    like = &other;
  }
  return like;
}

template <class Thing>
const Thing* counterpart(const schema::Schema& schema, const Thing& one) {
  if constexpr (std::is_same_v<Thing, schema::Function>) {
    return function_like(schema, one);
  } else {
    return schema::find_same(schema, one);
  }
}

}  // namespace

void respell_objects(schema::Schema& found, const schema::Schema& kept,
                     const schema::Schema& meant) {
  schema::for_each_sql_object_kind([&](const auto& kind) {
    using Thing = schema::ThingOf<decltype(kind)>;
    for (Thing& thing : found.*kind.member) {
      const Thing* same = counterpart(kept, thing);
      const Thing* original = counterpart(meant, thing);
      if (same == nullptr || original == nullptr) continue;
      schema::each_field<Thing>([&](const auto& field) {
        if (!field.is_key && thing.*field.member == same->*field.member)
          thing.*field.member = original->*field.member;
      });
    }
  });
}

}  // namespace limbeck::diff
