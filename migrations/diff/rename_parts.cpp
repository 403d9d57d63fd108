#include "migrations/diff/renames.h"

#include <algorithm>
#include <set>
#include <utility>

#include "migrations/diff/match.h"

namespace limbeck::diff {
namespace {

using operations::Operation;
using schema::Table;

struct Step {
  Operation operation;
  schema::Name new_name;
  bool is_relation;  ///< its name is one of those that tables have
};

template <class Thing>
bool has_names_of(const std::vector<Thing>& a, const std::vector<Thing>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Thing& one, const Thing& other) { return one.name == other.name; });
}

template <class Thing>
bool is_among(const std::vector<Thing>& things, const Thing& wanted) {
  return std::any_of(things.begin(), things.end(),
                     [&](const Thing& thing) { return same(thing, wanted); });
}

class Steps {
 public:
  void look(const Table& from, const Table& to) {
    indexes(from, to);
    // The copies of a constraint in partitions keep their names.
    if (from.partition_by.empty() && !from.partition_of) constraints(from, to);
  }
  std::vector<Step> found() && { return std::move(found_); }

 private:
  void indexes(const Table& from, const Table& to) {
    pairs(from.indexes, to.indexes, [&](const schema::Index& was, const schema::Index& is) {
      add(operations::RenameIndex{to.name, was.name, is.name}, to, is.name, true);
    });
  }

  void constraints(const Table& from, const Table& to) {
    const auto rename = [&](bool is_relation) {
      return [&, is_relation](const auto& was, const auto& is) {
        add(operations::RenameConstraint{to.name, was.name, is.name}, to, is.name, is_relation);
      };
    };
    if (from.primary_key && to.primary_key) {
      pairs<schema::PrimaryKey>({*from.primary_key}, {*to.primary_key}, rename(true));
    }
    pairs(from.uniques, to.uniques, rename(true));
    pairs(from.excludes, to.excludes, rename(true));
    pairs(from.foreign_keys, to.foreign_keys, rename(false));
    pairs(from.checks, to.checks, rename(false));
  }

  // Pairs each element of `from` that `to` does not have with the first of `to` that differs in
  // name only.
  template <class Thing, class Found>
  void pairs(const std::vector<Thing>& from, const std::vector<Thing>& to, Found found) {
    if (has_names_of(from, to)) return;
    std::set<const Thing*> taken;
    for (const Thing& was : from) {
      if (was.name.empty() || is_among(to, was)) continue;
      for (const Thing& is : to) {
        if (is.name.empty() || taken.contains(&is) || is_among(from, is)) continue;
        Thing renamed = was;
        renamed.name = is.name;
        if (!same(renamed, is)) continue;
        taken.insert(&is);
        found(was, is);
        break;
      }
    }
  }

  void add(operations::AnyOperation value, const Table& table, const std::string& new_name,
           bool is_relation) {
    found_.push_back({{std::move(value), {}}, {table.name.schema, new_name}, is_relation});
  }

  std::vector<Step> found_;
};

std::vector<Step> steps_between(const schema::Schema& from, const schema::Schema& to) {
  Steps steps;
  auto was = from.tables.begin();
  auto is = to.tables.begin();
  while (was != from.tables.end() && is != to.tables.end()) {
    if (was->name < is->name) {
      ++was;
    } else if (is->name < was->name) {
      ++is;
    } else {
      steps.look(*was++, *is++);
    }
  }
  return std::move(steps).found();
}

// The names of the indexes of keys, unique and exclusion constraints.
std::set<schema::Name> names_of_keys(const schema::Schema& schema) {
  std::set<schema::Name> names;
  for (const Table& table : schema.tables) {
    const auto add = [&](const auto& key) { names.insert({table.name.schema, key.name}); };
    if (table.primary_key) add(*table.primary_key);
    std::for_each(table.uniques.begin(), table.uniques.end(), add);
    std::for_each(table.excludes.begin(), table.excludes.end(), add);
  }
  return names;
}

}  // namespace

void rename_parts(operations::Applier& work, const schema::Schema& to,
                  std::vector<Operation>& operations) {
  std::vector<Step> steps = steps_between(work.schema(), to);
  // A name that another step frees can be used in the next round.
  for (bool again = !steps.empty(); again;) {
    again = false;
    const std::set<schema::Name> taken = names_of_keys(work.schema());
    std::erase_if(steps, [&](Step& step) {
      if (step.is_relation && taken.contains(step.new_name)) return false;
      if (work.apply(step.operation)) return false;
      operations.push_back(std::move(step.operation));
      return again = true;
    });
  }
}

}  // namespace limbeck::diff
