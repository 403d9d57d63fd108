// Finds the counterparts of constraints and indexes in another schema: by name, or by their content
// if they have no name.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "migrations/schema/table.h"

namespace limbeck::diff {

// Whether two parts are equal apart from the spelling of expressions (sql_text::canonical_sql).
bool same(const schema::PrimaryKey& a, const schema::PrimaryKey& b);
bool same(const schema::Unique& a, const schema::Unique& b);
bool same(const schema::ForeignKey& a, const schema::ForeignKey& b);
bool same(const schema::Check& a, const schema::Check& b);
bool same(const schema::Exclude& a, const schema::Exclude& b);
bool same(const schema::Index& a, const schema::Index& b);
bool same(const schema::Generated& a, const schema::Generated& b);

template <class Thing>
struct Matched {
  std::vector<const Thing*> dropped;
  std::vector<const Thing*> created;
  std::vector<const Thing*> kept;  ///< as they stand in `from`
};

/// A part whose name stays and whose content changes is dropped and created.
template <class Thing>
Matched<Thing> match(const std::vector<Thing>& from, const std::vector<Thing>& to) {
  Matched<Thing> matched;
  std::unordered_map<std::string, const Thing*> named;
  std::vector<const Thing*> nameless;
  for (const Thing& thing : from) {
    if (thing.name.empty() || !named.emplace(thing.name, &thing).second) nameless.push_back(&thing);
  }
  for (const Thing& wanted : to) {
    const Thing* found = nullptr;
    if (const auto by_name = named.find(wanted.name);
        by_name != named.end() && !wanted.name.empty()) {
      if (same(*by_name->second, wanted)) {
        found = by_name->second;
        named.erase(by_name);
      }
    } else {
      for (auto at = nameless.begin(); at != nameless.end() && found == nullptr; ++at) {
        if (!same(**at, wanted)) continue;
        found = *at;
        nameless.erase(at);
        break;
      }
    }
    (found == nullptr ? matched.created : matched.kept)
        .push_back(found == nullptr ? &wanted : found);
  }
  // In the order of the table, so that the result is deterministic.
  for (const Thing& thing : from) {
    bool gone = false;
    if (const auto by_name = named.find(thing.name); by_name != named.end())
      gone = by_name->second == &thing;
    for (const Thing* other : nameless) gone = gone || other == &thing;
    if (gone) matched.dropped.push_back(&thing);
  }
  return matched;
}

}  // namespace limbeck::diff
