#include "migrations/diff/creation_order.h"

namespace limbeck::diff {
namespace {

using Places = std::vector<std::size_t>;

/// Sets `reached` for the places in `next` and for all that `edges` lead to from there, but goes to
/// no place that is in `closed`.
void reach(Places next, const std::vector<Places>& edges, const std::vector<bool>& closed,
           std::vector<bool>& reached) {
  while (!next.empty()) {
    const std::size_t at = next.back();
    next.pop_back();
    if (reached[at] || closed[at]) continue;
    reached[at] = true;
    next.insert(next.end(), edges[at].begin(), edges[at].end());
  }
}

}  // namespace

std::vector<bool> made_after_tables(const std::vector<schema::Made>& things,
                                    const schema::Mentions& used_by_tables,
                                    const std::set<schema::Name>& new_names,
                                    const std::set<schema::Name>& known) {
  std::vector<schema::Name> names;
  for (const schema::Made& thing : things) names.push_back(thing.name);
  const schema::Mentioned mentioned(names);
  const schema::Mentioned new_things({new_names.begin(), new_names.end()});
  std::vector<Places> uses, users(things.size());
  Places of_tables, of_new_things;
  for (std::size_t i = 0; i < things.size(); ++i) {
    uses.push_back(mentioned.in(things[i].mentions, known));
    for (const std::size_t used : uses[i]) users[used].push_back(i);
    if (used_by_tables.has(things[i].name, known)) of_tables.push_back(i);
    if (!new_things.in(things[i].mentions, known).empty()) of_new_things.push_back(i);
  }
  std::vector<bool> early(things.size()), late(things.size());
  reach(std::move(of_tables), uses, late, early);
  reach(std::move(of_new_things), users, early, late);
  return late;
}

}  // namespace limbeck::diff
