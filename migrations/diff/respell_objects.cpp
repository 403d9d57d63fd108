#include "migrations/diff/respell_objects.h"

namespace limbeck::diff {
namespace {

/// Replaces the members of `found` that equal those of `kept` by those of `meant`.
template <class Thing, class Find, class... Members>
void respell(std::vector<Thing>& things, const Find& find, const schema::Schema& kept,
             const schema::Schema& meant, Members... members) {
  for (Thing& thing : things) {
    const Thing* same = find(kept, thing);
    const Thing* original = find(meant, thing);
    if (same == nullptr || original == nullptr) continue;
    const auto part = [&](auto member) {
      if (thing.*member == same->*member) thing.*member = original->*member;
    };
    (part(members), ...);
  }
}

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

}  // namespace

void respell_objects(schema::Schema& found, const schema::Schema& kept,
                     const schema::Schema& meant) {
  using schema::Schema;
  respell(
      found.schemas,
      [](const Schema& in, const auto& one) { return find_namespace(in, one.name.name); }, kept,
      meant, &schema::Namespace::comment);
  respell(
      found.extensions,
      [](const Schema& in, const auto& one) { return find_extension(in, one.name.name); }, kept,
      meant, &schema::Extension::in_schema, &schema::Extension::version,
      &schema::Extension::comment);
  using schema::Sequence;
  respell(
      found.sequences,
      [](const Schema& in, const auto& one) { return find_sequence(in, one.name); }, kept, meant,
      &Sequence::type, &Sequence::start, &Sequence::min, &Sequence::max);
  using schema::Domain;
  respell(
      found.domains, [](const Schema& in, const auto& one) { return find_domain(in, one.name); },
      kept, meant, &Domain::type, &Domain::collation, &Domain::default_sql, &Domain::checks);
  using schema::View;
  respell(
      found.views, [](const Schema& in, const auto& one) { return find_view(in, one.name); }, kept,
      meant, &View::definition, &View::storage, &View::indexes);
  using schema::Function;
  respell(
      found.functions, [](const Schema& in, const auto& one) { return function_like(in, one); },
      kept, meant, &Function::definition, &Function::arguments);
  using schema::Trigger;
  respell(
      found.triggers,
      [](const Schema& in, const auto& one) { return find_trigger(in, one.table, one.name); }, kept,
      meant, &Trigger::fires, &Trigger::definition);
}

}  // namespace limbeck::diff
