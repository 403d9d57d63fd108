#include "migrations/scope/scope.h"

#include <algorithm>
#include <set>
#include <utility>

#include "migrations/schema/kinds.h"
#include "migrations/schema/other_objects.h"
#include "migrations/scope/parts.h"
#include "migrations/text/concat.h"

namespace limbeck::scope {
namespace {

using schema::Name;
using schema::Table;

/// Functions count by their names alone: a filter leaves out all of a name or none.
template <class Thing>
bool has_name(const std::vector<Thing>& sorted, const Name& name) {
  return std::ranges::binary_search(sorted, name, {}, &Thing::name);
}

class LeavingOut {
 public:
  LeavingOut(const Scope& scope, schema::Schema& found, const schema::Schema& history)
      : scope_(scope), found_(found), history_(history) {}

  std::vector<LeftOut> run(Scope::IsLedger is_ledger) {
    leave_out_tables(is_ledger);
    schema::for_each_kind([&](const auto& kind) { leave_out(found_.*kind.member, kind.label); });
    leave_out_what_goes_with_tables();
    leave_out_parts(scope_, found_, history_, left_out_);
    return std::move(left_out_);
  }

 private:
  template <class Thing>
  void remember(const Thing& thing, const char* kind, Reason reason) {
    left_out_.push_back({kind, to_string(thing.name), {}, schema::path_of(thing), reason});
  }

  void leave_out_tables(Scope::IsLedger is_ledger) {
    for (const Table& table : found_.tables) {
      if (has_name(history_.tables, table.name)) continue;
      const bool is_record = is_ledger != nullptr && is_ledger(table);
      const std::optional<Reason> reason =
          is_record ? Reason::ledger : scope_.reason_for(table.name);
      if (!reason) continue;
      remember(table, "table", *reason);
      tables_.insert(table.name);
    }
    // A partition goes with its table, and its own partitions go with it.
    for (bool more = true; more;) {
      more = false;
      for (const Table& table : found_.tables) {
        const bool goes = table.partition_of && tables_.contains(table.partition_of->table) &&
                          !has_name(history_.tables, table.name);
        if (!goes || !tables_.insert(table.name).second) continue;
        remember(table, "table", Reason::owner);
        more = true;
      }
    }
    std::erase_if(found_.tables, [&](const Table& table) { return tables_.contains(table.name); });
  }

  /// Whatever kind it is: a kind that is added needs nothing here.
  template <class Thing>
  void leave_out(std::vector<Thing>& things, const char* kind) {
    // Tables are left out first, and what is on them goes with them.
    if constexpr (!std::is_same_v<Thing, Table> && !schema::is_on_table<Thing>) {
      std::erase_if(things, [&](const Thing& thing) {
        if (has_name(schema::list_of<Thing>(history_), thing.name)) return false;
        std::optional<Reason> reason =
            schema::is_in_schema<Thing> ? scope_.reason_for(thing.name) : Reason::administrator;
        if constexpr (std::is_same_v<Thing, schema::OtherObject>) {
          const std::optional<Name> table = schema::table_of(thing);
          if (!reason && table) reason = scope_.reason_for(*table);
          if (!reason && table && tables_.contains(*table)) reason = Reason::owner;
        }
        if (reason) remember(thing, kind, *reason);
        return reason.has_value();
      });
    }
  }

  void leave_out_what_goes_with_tables() {
    schema::for_each_sql_object_kind([&](const auto& kind) {
      std::erase_if(found_.*kind.member, [&](const auto& thing) {
        if constexpr (schema::is_on_table<schema::ThingOf<decltype(kind)>>) {
          if (has_name(found_.tables, thing.table) || has_name(found_.views, thing.table))
            return false;
          left_out_.push_back({kind.label, thing.name, to_string(thing.table),
                               schema::path_of(thing), Reason::owner});
          return true;
        } else {
          const schema::OwnedBy* owner = schema::owner_of(thing);
          const bool goes = owner != nullptr && tables_.contains(owner->table) &&
                            !has_name(history_.*kind.member, thing.name);
          if (goes) remember(thing, kind.label, Reason::owner);
          return goes;
        }
      });
    });
    for (Table& table : found_.tables) {
      std::erase_if(table.foreign_keys, [&](const schema::ForeignKey& key) {
        return tables_.contains(key.ref_table) ||
               (!has_name(history_.tables, key.ref_table) && scope_.reason_for(key.ref_table));
      });
    }
  }

  const Scope& scope_;
  schema::Schema& found_;
  const schema::Schema& history_;
  std::set<Name> tables_;  ///< that are left out
  std::vector<LeftOut> left_out_;
};

}  // namespace

std::string to_string(const LeftOut& one) {
  return one.part_of.empty() ? one.name : concat({one.kind, " ", one.name, " of ", one.part_of});
}

std::vector<std::string> schemas_of(const schema::Schema& schema) {
  std::set<std::string> names;
  schema::for_each_kind([&](const auto& kind) {
    for (const auto& thing : schema.*kind.member) names.insert(schema::schema_of(thing));
  });
  names.erase("");
  return {names.begin(), names.end()};
}

schema::Filter filter_of(const Manifest& manifest) {
  const Texts& exclude = manifest.exclude_tables;
  const Texts& schemas = manifest.include_schemas;
  return {{exclude.begin(), exclude.end()}, {schemas.begin(), schemas.end()}};
}

schema::Filter for_scratch_database(schema::Filter filter) {
  if (filter.schemas.empty()) filter.schemas = {"*"};
  return filter;
}

Scope::Scope(schema::Filter filter, Naming naming, IsLedger is_ledger)
    : filter_(std::move(filter)), naming_(std::move(naming)), is_ledger_(is_ledger) {}

std::vector<std::string> Scope::schemas_to_read(
    const schema::Schema& history,
    const std::function<std::vector<std::string>()>& of_database) const {
  std::vector<std::string> schemas = schemas_of(history);
  if (filter_.schemas.empty() || !naming_.has_schemas) return schemas;
  for (const std::string& name : of_database()) {
    if (filter_.includes_schema(name, naming_.letters) &&
        std::ranges::find(schemas, name) == schemas.end())
      schemas.push_back(name);
  }
  return schemas;
}

const std::string* Scope::pattern_for(const Name& name) const {
  return filter_.excluding(name, naming_.default_schema, naming_.letters);
}

const std::string* Scope::pattern_for(schema::Part part, const Name& table,
                                      std::string_view name) const {
  return filter_.excluding(part, table, name, naming_.default_schema, naming_.letters);
}

std::optional<Reason> Scope::reason_for(const Name& name) const {
  if (pattern_for(name) != nullptr) return Reason::pattern;
  const std::string& schema = name.schema.empty() ? naming_.default_schema : name.schema;
  if (naming_.has_schemas && !schema.empty() && !filter_.includes_schema(schema, naming_.letters))
    return Reason::schema;
  return std::nullopt;
}

std::vector<LeftOut> Scope::leave_out(schema::Schema& found, const schema::Schema& history) const {
  return LeavingOut(*this, found, history).run(is_ledger_);
}

bool Scope::is_about(const std::vector<LeftOut>& left_out, const schema::Schema& history,
                     const std::string& path, const Name& table) const {
  const bool is_of_history = has_name(history.tables, table) || has_name(history.views, table);
  if (!table.name.empty() && !is_of_history && reason_for(table)) return true;
  const std::string of_table = schema::path_of_table(table);
  return std::ranges::any_of(
      left_out, [&](const LeftOut& one) { return one.path == path || one.path == of_table; });
}

}  // namespace limbeck::scope
