#include "migrations/scope/parts.h"

#include <algorithm>
#include <utility>

#include "migrations/schema/columns.h"
#include "migrations/schema/kinds.h"
#include "migrations/sql_text/expression.h"

namespace limbeck::scope {
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

class LeavingOutParts {
 public:
  LeavingOutParts(const Scope& scope, std::vector<LeftOut>& left_out)
      : scope_(scope), left_out_(left_out) {}

  void of_table(schema::Table& found, const schema::Table& history) {
    const std::vector<std::string> columns = schema::column_names(found);
    std::vector<std::string> gone;
    std::erase_if(found.columns, [&](const schema::Column& column) {
      const bool goes = leave_out(Part::column, found.name, column.name, history.columns,
                                  schema::path_of_column(found.name, column.name));
      if (goes) gone.push_back(column.name);
      return goes;
    });
    const auto mentions_gone = [&](const std::string& sql) {
      return std::ranges::any_of(gone, [&](const std::string& column) {
        return sql_text::mentions_column(sql, column, columns);
      });
    };
    const auto constraints = [&](auto& list, const auto& of_history, const auto& is_on_gone) {
      std::erase_if(list, [&](const auto& one) {
        const std::string path = schema::path_of_constraint(found.name, one.name);
        if (leave_out(Part::constraint, found.name, one.name, of_history, path)) return true;
        const bool goes = is_on_gone(one) && (one.name.empty() || !has_named(of_history, one.name));
        if (goes) remember(Part::constraint, found.name, one.name, path, Reason::owner);
        return goes;
      });
    };
    const auto has_gone = [&](const auto& one) { return has_any(one.columns, gone); };
    constraints(found.uniques, history.uniques, has_gone);
    constraints(found.foreign_keys, history.foreign_keys, has_gone);
    constraints(found.checks, history.checks,
                [&](const schema::Check& one) { return mentions_gone(one.expression); });
    constraints(found.excludes, history.excludes,
                [&](const schema::Exclude& one) { return mentions_gone(one.definition); });
    if (found.primary_key && !history.primary_key &&
        leave_out(Part::constraint, found.name, found.primary_key->name,
                  std::vector<schema::PrimaryKey>{}, schema::path_of_primary_key(found.name))) {
      found.primary_key.reset();
    }
    indexes(found.name, found.indexes, history.indexes, [&](const schema::Index& index) {
      return std::ranges::any_of(gone, [&](const std::string& column) {
        return schema::uses_column(index, column, columns);
      });
    });
  }

  template <class IsOnGone>
  void indexes(const Name& table, std::vector<schema::Index>& found,
               const std::vector<schema::Index>& history, const IsOnGone& is_on_gone) {
    std::erase_if(found, [&](const schema::Index& index) {
      const std::string path = schema::path_of_index(table, index.name);
      if (leave_out(Part::index, table, index.name, history, path)) return true;
      const bool goes = is_on_gone(index) && !has_named(history, index.name);
      if (goes) remember(Part::index, table, index.name, path, Reason::owner);
      return goes;
    });
  }

  void triggers(schema::Schema& found, const schema::Schema& history) {
    std::erase_if(found.triggers, [&](const schema::Trigger& trigger) {
      const bool goes = find_trigger(history, trigger.table, trigger.name) == nullptr &&
                        scope_.pattern_for(Part::trigger, trigger.table, trigger.name) != nullptr;
      if (goes) {
        remember(Part::trigger, trigger.table, trigger.name, schema::path_of(trigger),
                 Reason::pattern);
      }
      return goes;
    });
  }

 private:
  void remember(Part part, const Name& table, const std::string& name, std::string path,
                Reason reason) {
    left_out_.push_back(
        {std::string(to_string(part)), name, to_string(table), std::move(path), reason});
  }
  template <class Things>
  bool leave_out(Part part, const Name& table, const std::string& name, const Things& history,
                 std::string path) {
    if (name.empty() || has_named(history, name) ||
        scope_.pattern_for(part, table, name) == nullptr)
      return false;
    remember(part, table, name, std::move(path), Reason::pattern);
    return true;
  }

  const Scope& scope_;
  std::vector<LeftOut>& left_out_;
};

}  // namespace

void leave_out_parts(const Scope& scope, schema::Schema& found, const schema::Schema& history,
                     std::vector<LeftOut>& left_out) {
  LeavingOutParts parts(scope, left_out);
  const schema::Table no_table;
  for (schema::Table& table : found.tables) {
    const schema::Table* same = find_table(history, table.name);
    parts.of_table(table, same == nullptr ? no_table : *same);
  }
  for (schema::View& view : found.views) {
    const schema::View* same = find_view(history, view.name);
    parts.indexes(view.name, view.indexes, same == nullptr ? no_table.indexes : same->indexes,
                  [](const schema::Index&) { return false; });
  }
  parts.triggers(found, history);
}

}  // namespace limbeck::scope
