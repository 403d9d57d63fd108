#include "runtime/verify/leave_out_parts.h"

#include <algorithm>
#include <set>

#include "migrations/operations/apply/needs.h"
#include "migrations/schema/expression.h"
#include "migrations/schema/location.h"
#include "migrations/text/concat.h"

namespace limbeck::verify {
namespace {

using schema::Name;
using schema::Part;

template <class Things>
bool has_named(const Things& things, const std::string& name) {
  return std::ranges::any_of(things, [&](const auto& thing) { return thing.name == name; });
}

bool has_any(const std::vector<std::string>& names, const std::vector<std::string>& wanted) {
  return std::ranges::any_of(names, [&](const std::string& name) {
    return std::ranges::find(wanted, name) != wanted.end();
  });
}

class PartSieve {
 public:
  PartSieve(const schema::Filter& filter, const Naming& naming, std::vector<std::string>& excluded)
      : filter_(filter), naming_(naming), excluded_(excluded) {}

  void table(schema::Table& found, const schema::Table& kept) {
    const std::vector<std::string> columns = operations::column_names(found);
    std::vector<std::string> gone;
    std::erase_if(found.columns, [&](const schema::Column& column) {
      const bool others = is_others(Part::column, found.name, column.name, kept.columns);
      if (others) {
        gone.push_back(column.name);
        paths_.insert(schema::path_of_column(found.name, column.name));
      }
      return others;
    });
    const auto mentions_gone = [&](const std::string& sql) {
      return std::ranges::any_of(gone, [&](const std::string& column) {
        return schema::mentions_column(sql, column, columns);
      });
    };
    const auto constraints = [&](auto& list, const auto& kept_list, const auto& is_on_gone) {
      std::erase_if(list, [&](const auto& one) {
        const bool others =
            is_others(Part::constraint, found.name, one.name, kept_list) ||
            (is_on_gone(one) && (one.name.empty() || !has_named(kept_list, one.name)));
        if (others) paths_.insert(schema::path_of_constraint(found.name, one.name));
        return others;
      });
    };
    const auto has_gone = [&](const auto& one) { return has_any(one.columns, gone); };
    constraints(found.uniques, kept.uniques, has_gone);
    constraints(found.foreign_keys, kept.foreign_keys, has_gone);
    constraints(found.checks, kept.checks,
                [&](const schema::Check& one) { return mentions_gone(one.expression); });
    constraints(found.excludes, kept.excludes,
                [&](const schema::Exclude& one) { return mentions_gone(one.definition); });
    const bool has_key = found.primary_key && !kept.primary_key;
    if (has_key && is_others(Part::constraint, found.name, found.primary_key->name,
                             std::vector<schema::PrimaryKey>{})) {
      found.primary_key.reset();
    }
    indexes(found.name, found.indexes, kept.indexes, [&](const schema::Index& index) {
      return std::ranges::any_of(gone, [&](const std::string& column) {
        return operations::uses_column(index, column, columns);
      });
    });
  }

  template <class IsOnGone>
  void indexes(const Name& table, std::vector<schema::Index>& found,
               const std::vector<schema::Index>& kept, const IsOnGone& is_on_gone) {
    std::erase_if(found, [&](const schema::Index& index) {
      const bool others = is_others(Part::index, table, index.name, kept) ||
                          (is_on_gone(index) && !has_named(kept, index.name));
      if (others) paths_.insert(schema::path_of_index(table, index.name));
      return others;
    });
  }

  void triggers(schema::Schema& found, const schema::Schema& kept) {
    std::erase_if(found.triggers, [&](const schema::Trigger& trigger) {
      if (find_trigger(kept, trigger.table, trigger.name) != nullptr) return false;
      const bool others = is_excluded(Part::trigger, trigger.table, trigger.name);
      if (others) {
        paths_.insert(schema::path_of(
            schema::Object{schema::ObjectKind::trigger, trigger.table, trigger.name}));
      }
      return others;
    });
  }

  void what_is_said(std::vector<introspect::Omission>& list) const {
    std::erase_if(list, [&](const introspect::Omission& one) { return paths_.contains(one.path); });
  }

 private:
  bool is_excluded(Part part, const Name& table, const std::string& name) {
    if (name.empty() ||
        filter_.excluding(part, table, name, naming_.default_schema, naming_.letters) == nullptr)
      return false;
    excluded_.push_back(concat({to_string(part), " ", name, " of ", to_string(table)}));
    return true;
  }
  template <class Things>
  bool is_others(Part part, const Name& table, const std::string& name, const Things& kept) {
    return !has_named(kept, name) && is_excluded(part, table, name);
  }

  const schema::Filter& filter_;
  const Naming& naming_;
  std::vector<std::string>& excluded_;
  std::set<std::string> paths_;  ///< of what is left out
};

}  // namespace

void leave_out_parts(introspect::Result& read, const schema::Schema& kept,
                     const schema::Filter& filter, const Naming& naming,
                     std::vector<std::string>& excluded) {
  PartSieve sieve(filter, naming, excluded);
  const schema::Table no_table;
  for (schema::Table& table : read.schema.tables) {
    const schema::Table* ours = find_table(kept, table.name);
    sieve.table(table, ours == nullptr ? no_table : *ours);
  }
  for (schema::View& view : read.schema.views) {
    const schema::View* ours = find_view(kept, view.name);
    sieve.indexes(view.name, view.indexes, ours == nullptr ? no_table.indexes : ours->indexes,
                  [](const schema::Index&) { return false; });
  }
  sieve.triggers(read.schema, kept);
  sieve.what_is_said(read.defects);
  sieve.what_is_said(read.omissions);
}

}  // namespace limbeck::verify
