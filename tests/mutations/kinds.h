// How the kinds of mutations choose what they change.
#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include "tests/mutations/mutation.h"

namespace limbeck::test {

const std::vector<MutationKind>& table_mutations();
const std::vector<MutationKind>& column_mutations();
const std::vector<MutationKind>& constraint_mutations();
const std::vector<MutationKind>& index_mutations();
const std::vector<MutationKind>& object_mutations();
const std::vector<MutationKind>& text_mutations();

/// One of `things` that `fits`; null if none does.
template <class Thing, class Fits>
Thing* one_of(Random& random, std::vector<Thing>& things, const Fits& fits) {
  std::vector<Thing*> found;
  for (Thing& thing : things)
    if (fits(thing)) found.push_back(&thing);
  return found.empty() ? nullptr : random.of(found);
}

/// A part of a table and the table.
template <class Part>
struct PartOf {
  schema::Table* table = nullptr;
  Part* part = nullptr;
  explicit operator bool() const { return part != nullptr; }
  Part* operator->() const { return part; }
};

/// One of the parts that the tables keep in `member` and that `fits(table, part)`.
template <class Part, class Fits>
PartOf<Part> one_of(Random& random, schema::Schema& schema,
                    std::vector<Part> schema::Table::*member, const Fits& fits) {
  std::vector<PartOf<Part>> found;
  for (schema::Table& table : schema.tables)
    for (Part& part : table.*member)
      if (fits(table, part)) found.push_back({&table, &part});
  return found.empty() ? PartOf<Part>() : random.of(found);
}

/// Takes out the thing that `part` points to.
template <class Part>
void take_out(std::vector<Part>& parts, const Part* part) {
  parts.erase(parts.begin() + (part - parts.data()));
}

inline const auto any = [](const auto&...) { return true; };

/// What a constraint or index is called; what it is on, where it has no name.
template <class Part>
std::string name_or_columns(const Part& part) {
  return part.name.empty() ? part.columns.front() : part.name;
}

}  // namespace limbeck::test
