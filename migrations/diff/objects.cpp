#include "migrations/diff/objects.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "migrations/diff/creation_order.h"
#include "migrations/diff/match.h"
#include "migrations/diff/object_texts.h"
#include "migrations/diff/plain_objects.h"
#include "migrations/operations/create.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/mentions.h"
#include "migrations/schema/object_text.h"
#include "migrations/schema/other_objects.h"

namespace limbeck::diff {
namespace {

using operations::AnyOperation;
using operations::Operation;
using schema::Made;
using schema::Mentions;
using schema::ObjectKind;

void append_all(Operations& to, Operations from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

// Whether a dialect may have to drop views for the operation and create them again.
bool changes_a_type(const Operation& operation) {
  const auto* alter = std::get_if<operations::AlterColumn>(&operation.value);
  return std::holds_alternative<operations::ReplaceEnum>(operation.value) ||
         (alter != nullptr && (alter->type || alter->generated || alter->collation));
}

class ObjectComparison {
 public:
  ObjectComparison(const schema::Schema& from, const schema::Schema& to, const Operations& earlier,
                   const Operations& tables)
      : from_(from), to_(to), tables_(tables) {
    if (std::any_of(earlier.begin(), earlier.end(), changes_a_type) ||
        std::any_of(tables.begin(), tables.end(), changes_a_type)) {
      take_old_names(earlier);
    }
    for (const schema::Schema* side : {&from, &to}) known_.merge(schema::known_names(*side));
  }

  ObjectChanges run() {
    choose_functions();
    choose_objects();
    choose_views();
    drop_triggers();
    drop_views();
    compare_plain_objects(from_, to_, known_, changes_);
    create_functions_and_views();
    compare_triggers();
    create_parts();
    drop_functions();
    drop_plain_objects(from_, to_, known_, changes_);
    return std::move(changes_);
  }

 private:
  static Made made(const schema::View& view) { return {view.name, Mentions(view.definition)}; }
  static Made made(const schema::Function& function) {
    return {function.name, Mentions(function.arguments + " " + function.definition)};
  }
  // What other SQL calls it; what nothing mentions keeps its own name, which is no word.
  static Made made(const schema::OtherObject& object) {
    return {schema::named_in_sql(object).value_or(object.name),
            Mentions(object.create + " " + object.drop)};
  }

  bool is_dropped(const Name& table) const {
    return schema::find_table(to_, table) == nullptr && schema::find_table(from_, table) != nullptr;
  }
  // Whether a table or view with that name is created again, and so everything that depends on it.
  bool goes(const Name& table) const { return is_dropped(table) || dropped_views_.contains(table); }

  void take_old_names(const Operations& operations) {
    for (const Operation& operation : operations) {
      if (const auto* table = std::get_if<operations::RenameTable>(&operation.value))
        old_names_.insert(table->table.name);
      if (const auto* column = std::get_if<operations::RenameColumn>(&operation.value))
        old_names_.insert(column->column);
    }
  }

  // Whether a text has a name that was changed by a rename, so that it is invalid from then on.
  bool has_old_names(const Mentions& names) const {
    return std::any_of(old_names_.begin(), old_names_.end(),
                       [&](const std::string& name) { return names.has_word(name); });
  }

  // Views that are dropped, and those that are dropped and created again, because what they read
  // changes or their kind does; and the views that read those.
  void choose_views() {
    std::vector<std::size_t> going;
    for (std::size_t i = 0; i < from_.views.size(); ++i) {
      if (must_go(from_.views[i])) going.push_back(i);
    }
    const bool some_change = changed_views_.size() > 1;
    if (going.empty() && !some_change) return;
    std::vector<Name> names;
    for (const schema::View& view : from_.views) names.push_back(view.name);
    const schema::Mentioned views(names);
    std::vector<std::vector<std::size_t>> readers(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      for (const std::size_t read : views.in(Mentions(from_.views[i].definition), known_)) {
        if (read == i) continue;
        readers[read].push_back(i);
        // If it is replaced after what it reads, its old query may prevent that change.
        if (changed_views_.contains(names[read]) && changed_views_.contains(names[i]))
          going.push_back(i);
      }
    }
    while (!going.empty()) {
      const std::size_t at = going.back();
      going.pop_back();
      if (!dropped_views_.insert(names[at]).second) continue;
      going.insert(going.end(), readers[at].begin(), readers[at].end());
    }
  }

  bool must_go(const schema::View& view) {
    const schema::View* wanted = schema::find_view(to_, view.name);
    if (wanted == nullptr || wanted->materialized != view.materialized) return true;
    const bool changes = !same_definition(view, *wanted);
    if (changes) changed_views_.insert(view.name);
    if (names_of_remade_.empty() && !changes) return false;
    const Mentions names(view.definition);
    const bool on_remade =
        std::any_of(names_of_remade_.begin(), names_of_remade_.end(),
                    [&](const Name& function) { return names.has(function, known_); });
    return on_remade || (changes && has_old_names(names)) ||
           (changes && is_disturbed(names, view.definition.find('*') != std::string::npos));
  }

  // A view that no longer reads a dropped table or column has to be replaced first. Dialects handle
  // views that do not change.
  bool is_disturbed(const Mentions& names, bool all = false) const {
    return std::any_of(tables_.begin(), tables_.end(), [&](const Operation& operation) {
      if (const auto* drop = std::get_if<operations::DropColumn>(&operation.value)) {
        return names.has(drop->table, known_) && (all || names.has_word(drop->column));
      }
      const auto* drop = std::get_if<operations::DropTable>(&operation.value);
      return drop != nullptr && names.has(drop->table, known_);
    });
  }

  void choose_functions() {
    for (const schema::Function& function : from_.functions) {
      const auto* wanted = schema::find_function(to_, function.name, function.arguments);
      const bool remade = wanted != nullptr && is_another(function, *wanted);
      if (wanted != nullptr && !remade) continue;
      dropped_functions_.insert(&function);
      names_of_dropped_.insert(function.name);
      if (remade) names_of_remade_.insert(function.name);
    }
  }

  // Objects that are held as their SQL and whose SQL changes are dropped and made again.
  void choose_objects() {
    for (const schema::OtherObject& object : from_.objects) {
      const schema::OtherObject* wanted = schema::find_same(to_, object);
      if (wanted == nullptr) {
        dropped_objects_.insert(&object);
      } else if (!same_definition(object, *wanted)) {
        changed_objects_.insert(&object);
      }
    }
  }

  // Triggers that are dropped, and those whose function or view is dropped and created again.
  bool must_go(const schema::Trigger& trigger) const {
    const auto* wanted = schema::find_trigger(to_, trigger.table, trigger.name);
    if (wanted == nullptr || dropped_views_.contains(trigger.table)) return true;
    const bool changes = !same_definition(trigger, *wanted);
    if (names_of_dropped_.empty() && !changes) return false;
    const Mentions names(trigger.fires + " ON " + trigger.table.name + " " + trigger.definition);
    return (changes && is_disturbed(names)) ||
           std::any_of(names_of_dropped_.begin(), names_of_dropped_.end(),
                       [&](const Name& function) { return names.has(function, known_); });
  }

  void drop_triggers() {
    for (const schema::Trigger& trigger : from_.triggers) {
      if (!must_go(trigger)) continue;
      dropped_triggers_.insert({trigger.table, trigger.name});
      if (!goes(trigger.table))
        add(changes_.first, operations::DropTrigger{trigger.table, trigger.name});
    }
  }

  // Drops views, and functions and other objects that use dropped views and tables, before what
  // they use.
  void drop_views() {
    std::vector<AnyOperation> drops;
    std::vector<Made> all;
    std::set<Name> gone;
    Mentions used_by_tables;
    for (const schema::View& view : from_.views) {
      if (!dropped_views_.contains(view.name)) continue;
      drops.emplace_back(operations::DropView{view.name});
      all.push_back(made(view));
      gone.insert(view.name);
    }
    for (const schema::Table& table : from_.tables) {
      if (is_dropped(table.name)) gone.insert(table.name);
      if (!from_.functions.empty() || !from_.objects.empty())
        used_by_tables.add(mentions_of(table));
    }
    for (const Operation& operation : tables_) {
      if (const auto* drop = std::get_if<operations::DropColumn>(&operation.value))
        gone.insert(drop->table);
    }
    for (const schema::OtherObject* object : changed_objects_) {
      if (auto name = schema::named_in_sql(*object)) gone.insert(*std::move(name));
    }
    const schema::Mentioned gone_things({gone.begin(), gone.end()});
    for (const schema::Function& function : from_.functions) {
      if (schema::find_function(to_, function.name, function.arguments) != nullptr) continue;
      Made one = made(function);
      const bool stands_on = !gone_things.in(one.mentions, known_).empty();
      if (!stands_on || used_by_tables.has(one.name, known_)) continue;
      drops.emplace_back(operations::DropFunction{function.name, function.arguments});
      all.push_back(std::move(one));
      early_functions_.insert(&function);
    }
    for (const schema::OtherObject& object : from_.objects) {
      const bool changes = changed_objects_.contains(&object);
      if (!changes && !dropped_objects_.contains(&object)) continue;
      Made one = made(object);
      const bool stands_on =
          !gone_things.in(one.mentions, known_).empty() && !used_by_tables.has(one.name, known_);
      if (!changes && !schema::is_part(object) && !stands_on) continue;
      early_objects_.insert(&object);
      const std::optional<Name> table = schema::table_of(object);
      if (table && goes(*table)) continue;  // with its table
      drops.emplace_back(operations::DropOther{object.name});
      all.push_back(std::move(one));
    }
    const auto order = after_mentioned(all, known_);
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
      add(changes_.first, std::move(drops[*at]));
    }
  }

  // Types, functions and other objects are created before tables, which may use them in columns,
  // defaults and checks. Those that read a new table, column or view are created with the views,
  // each after what it mentions.
  void create_functions_and_views() {
    std::set<Name> new_names;
    Mentions used_by_tables;
    for (const schema::Table& table : to_.tables) {
      if (schema::find_table(from_, table.name) == nullptr) new_names.insert(table.name);
      if (!to_.functions.empty() || !to_.objects.empty() || !changes_.types.empty())
        used_by_tables.add(mentions_of(table));
    }
    for (const schema::View& view : to_.views) new_names.insert(view.name);
    for (const Operation& operation : tables_) {
      if (const auto* add = std::get_if<operations::AddColumn>(&operation.value))
        new_names.insert(add->table);
      if (const auto* alter = std::get_if<operations::AlterColumn>(&operation.value))
        new_names.insert(alter->table);
    }
    std::vector<Made> made_things;
    std::vector<Operations> creations;
    const auto place = [&](Made one, Operations operations) {
      if (operations.empty()) return;
      made_things.push_back(std::move(one));
      creations.push_back(std::move(operations));
    };
    for (NewType& type : std::exchange(changes_.types, {}))
      place(std::move(type.made), {{std::move(type.create), {}}});
    for (const schema::Function& wanted : to_.functions) place(made(wanted), change_of(wanted));
    for (const schema::OtherObject& wanted : to_.objects) {
      if (schema::is_part(wanted)) continue;
      place(made(wanted), change_of(wanted));
    }
    const std::vector<bool> is_late =
        made_after_tables(made_things, used_by_tables, new_names, known_);
    std::vector<Made> early_made, late_made;
    std::vector<Operations> early, late;
    for (std::size_t i = 0; i < made_things.size(); ++i) {
      (is_late[i] ? late_made : early_made).push_back(std::move(made_things[i]));
      (is_late[i] ? late : early).push_back(std::move(creations[i]));
    }
    for (const schema::View& wanted : to_.views) {
      Operations operations = change_of(wanted);
      if (operations.empty()) continue;
      late_made.push_back(made(wanted));
      late.push_back(std::move(operations));
    }
    for (const std::size_t at : after_mentioned(early_made, known_)) {
      append_all(changes_.before, std::move(early[at]));
    }
    for (const std::size_t at : after_mentioned(late_made, known_)) {
      append_all(changes_.after, std::move(late[at]));
    }
  }

  // Policies, grants, settings of columns: after the tables, views, indexes and triggers that they
  // are parts of.
  void create_parts() {
    for (const schema::OtherObject& wanted : to_.objects) {
      if (schema::is_part(wanted)) append_all(changes_.after, change_of(wanted));
    }
  }

  Operations change_of(const schema::Function& wanted) const {
    Operations changes;
    const auto* old = schema::find_function(from_, wanted.name, wanted.arguments);
    if (old != nullptr && dropped_functions_.contains(old)) {
      add(changes, operations::DropFunction{old->name, old->arguments});
      old = nullptr;
    }
    if (old == nullptr) {
      add(changes, operations::CreateFunction{wanted});
      return changes;
    }
    if (!same_definition(*old, wanted)) {
      schema::Function function = wanted;
      function.comment.clear();
      add(changes, operations::ReplaceFunction{std::move(function)});
    }
    compare_comments(changes, {ObjectKind::function, wanted.name, wanted.arguments}, *old, wanted);
    return changes;
  }

  Operations change_of(const schema::OtherObject& wanted) const {
    Operations changes;
    const schema::OtherObject* old = schema::find_same(from_, wanted);
    const std::optional<Name> table = schema::table_of(wanted);
    if (old == nullptr || early_objects_.contains(old) || (table && goes(*table))) {
      add(changes, operations::CreateOther{wanted});
    } else {
      compare_comments(changes, object_of(wanted), *old, wanted);
    }
    return changes;
  }

  Operations change_of(const schema::View& wanted) const {
    const auto* old = schema::find_view(from_, wanted.name);
    if (old == nullptr || dropped_views_.contains(wanted.name)) {
      return operations::creation_of(wanted);
    }
    Operations changes;
    for (const schema::Index& index : old->indexes) {
      if (!has(wanted, index)) add(changes, operations::DropIndex{wanted.name, index.name});
    }
    if (!same_definition(*old, wanted)) {
      schema::View view = wanted;
      view.indexes.clear();
      view.comment.clear();
      add(changes, operations::ReplaceView{std::move(view)});
    }
    for (const schema::Index& index : wanted.indexes) {
      if (!has(*old, index)) add(changes, operations::CreateIndex{wanted.name, index});
    }
    compare_comments(changes, {ObjectKind::view, wanted.name, {}}, *old, wanted);
    return changes;
  }

  static bool has(const schema::View& view, const schema::Index& index) {
    return std::any_of(view.indexes.begin(), view.indexes.end(),
                       [&](const schema::Index& other) { return same(other, index); });
  }

  void compare_triggers() {
    for (const schema::Trigger& wanted : to_.triggers) {
      const auto* old = schema::find_trigger(from_, wanted.table, wanted.name);
      if (old == nullptr || dropped_triggers_.contains({wanted.table, wanted.name})) {
        add(changes_.after, operations::CreateTrigger{wanted});
        continue;
      }
      if (!same_definition(*old, wanted)) {
        schema::Trigger trigger = wanted;
        trigger.mode = schema::TriggerMode::enabled;
        trigger.comment.clear();
        add(changes_.after, operations::ReplaceTrigger{std::move(trigger)});
      }
      if (old->mode != wanted.mode) {
        add(changes_.after, operations::AlterTrigger{wanted.table, wanted.name, wanted.mode});
      }
      compare_comments(changes_.after, {ObjectKind::trigger, wanted.table, wanted.name}, *old,
                       wanted);
    }
  }

  void drop_functions() {
    std::vector<AnyOperation> drops;
    std::vector<Made> all;
    for (const schema::Function& function : from_.functions) {
      if (early_functions_.contains(&function) ||
          schema::find_function(to_, function.name, function.arguments) != nullptr) {
        continue;
      }
      drops.emplace_back(operations::DropFunction{function.name, function.arguments});
      all.push_back(made(function));
    }
    for (const schema::OtherObject& object : from_.objects) {
      if (early_objects_.contains(&object) || !dropped_objects_.contains(&object)) continue;
      drops.emplace_back(operations::DropOther{object.name});
      all.push_back(made(object));
    }
    const auto order = after_mentioned(all, known_);
    for (auto at = order.rbegin(); at != order.rend(); ++at)
      add(changes_.last, std::move(drops[*at]));
  }

  const schema::Schema& from_;
  const schema::Schema& to_;
  const Operations& tables_;
  std::set<std::string> old_names_;  ///< of renamed tables and columns, where that matters
  std::set<Name> dropped_views_;
  std::set<const schema::Function*> dropped_functions_;
  std::set<const schema::Function*> early_functions_;  ///< that are dropped with the views
  std::set<const schema::OtherObject*> dropped_objects_;
  std::set<const schema::OtherObject*> changed_objects_;
  std::set<const schema::OtherObject*> early_objects_;  ///< that are dropped with the views
  std::set<Name> names_of_dropped_;
  std::set<Name> names_of_remade_;  ///< dropped, and made again with other arguments or results
  std::set<Name> changed_views_;    ///< that say something else, whether they are dropped or not
  std::set<Name> known_;            ///< the names of all that a text can mean
  std::set<std::pair<Name, std::string>> dropped_triggers_;
  ObjectChanges changes_;
};

}  // namespace

ObjectChanges compare_objects(const schema::Schema& from, const schema::Schema& to,
                              const Operations& earlier, const Operations& tables) {
  // Most schemas have many tables and no objects. Their texts need not be searched.
  if (!schema::has_sql_objects(from) && !schema::has_sql_objects(to)) return {};
  return ObjectComparison(from, to, earlier, tables).run();
}

}  // namespace limbeck::diff
