#include "migrations/diff/objects.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "migrations/operations/create.h"
#include "migrations/schema/mentions.h"
#include "migrations/schema/sql_tokens.h"

namespace limbeck::diff {
namespace {

using operations::AnyOperation;
using operations::Operation;
using schema::Made;
using schema::Mentions;
using schema::ObjectKind;

void add(Operations& to, AnyOperation value) { to.push_back({std::move(value), {}}); }

void append(Operations& to, Operations from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

template <class Thing>
void compare_comments(Operations& to, const schema::Object& object, const Thing& from,
                      const Thing& wanted) {
  if (from.comment != wanted.comment) add(to, operations::CommentOn{object, wanted.comment});
}

// All that a table says in SQL: what may use a function.
Mentions mentions_of(const schema::Table& table) {
  std::string text = table.partition_by;
  for (const schema::Column& column : table.columns) {
    text += " " + column.default_sql.value_or("");
    if (column.generated) text += " " + column.generated->expression;
    if (column.type.kind == schema::TypeKind::native) text += " " + to_string(column.type);
  }
  for (const auto& check : table.checks) text += " " + check.expression;
  for (const auto& exclude : table.excludes) text += " " + exclude.definition;
  for (const auto& index : table.indexes) {
    text += " " + index.where;
    for (const auto& element : index.elements) text += " " + element.expression;
  }
  return Mentions(text);
}

// What a function returns: CREATE OR REPLACE cannot change it.
std::string returned_type(const std::string& definition) {
  std::string type;
  bool inside = false;
  for (const schema::SqlToken& token : schema::sql_tokens(definition)) {
    if (token.kind == schema::SqlToken::Kind::space) continue;
    if (token.kind == schema::SqlToken::Kind::word) {
      constexpr std::string_view clauses[] = {
          "language",  "transform", "window", "immutable", "stable",   "volatile", "not",
          "leakproof", "called",    "strict", "external",  "security", "parallel", "cost",
          "rows",      "support",   "set",    "as",        "begin",    "return"};
      const bool ends = std::any_of(std::begin(clauses), std::end(clauses),
                                    [&](auto clause) { return schema::is_word(token, clause); });
      if (inside && ends) break;
      if (schema::is_word(token, "returns") && !inside) {
        inside = true;
        continue;
      }
    }
    if (inside) type += schema::lower_case(token.text) + " ";
  }
  return type;
}

bool has_none(const schema::Schema& schema) {
  return schema.schemas.empty() && schema.extensions.empty() && schema.sequences.empty() &&
         schema.domains.empty() && schema.views.empty() && schema.functions.empty() &&
         schema.triggers.empty();
}

class Comparison {
 public:
  Comparison(const schema::Schema& from, const schema::Schema& to, const Operations& tables)
      : from_(from), to_(to), tables_(tables) {
    for (const schema::Schema* side : {&from, &to}) known_.merge(schema::known_names(*side));
  }

  ObjectChanges run() {
    choose_views();
    choose_functions();
    drop_triggers();
    drop_views();
    create_schemas();
    compare_extensions();
    compare_domains();
    compare_sequences();
    create_functions_and_views();
    compare_triggers();
    drop_rest();
    return std::move(changes_);
  }

 private:
  static Made made(const schema::View& view) { return {view.name, Mentions(view.definition)}; }
  static Made made(const schema::Function& function) {
    return {function.name, Mentions(function.arguments + " " + function.definition)};
  }

  bool is_dropped(const Name& table) const {
    return schema::find_table(to_, table) == nullptr && schema::find_table(from_, table) != nullptr;
  }
  // A table or view of that name is made anew, so all on it is.
  bool goes(const Name& table) const { return is_dropped(table) || dropped_views_.contains(table); }

  // Views that go, and those that only go for a while: what they read changes, or has to be another
  // kind of view.
  void choose_views() {
    for (const schema::View& view : from_.views) {
      const schema::View* wanted = schema::find_view(to_, view.name);
      if (wanted == nullptr || wanted->materialized != view.materialized ||
          is_disturbed(view, *wanted)) {
        dropped_views_.insert(view.name);
      }
    }
    // And the views on those.
    for (bool more = true; more;) {
      more = false;
      for (const schema::View& view : from_.views) {
        if (dropped_views_.contains(view.name)) continue;
        const Mentions names(view.definition);
        more = std::any_of(dropped_views_.begin(), dropped_views_.end(),
                           [&](const Name& other) { return names.has(other, known_); });
        if (!more) continue;
        dropped_views_.insert(view.name);
        break;
      }
    }
  }

  // One that stops reading a table or column that goes has to let go of it first. One that stays as
  // it is stands in the way, of which a dialect knows more.
  bool is_disturbed(const schema::View& view, const schema::View& wanted) const {
    if (view.definition == wanted.definition) return false;
    const Mentions names(view.definition);
    const bool all = view.definition.find('*') != std::string::npos;
    return std::any_of(tables_.begin(), tables_.end(), [&](const Operation& operation) {
      if (const auto* drop = std::get_if<operations::DropColumn>(&operation.value)) {
        return names.has(drop->table, known_) && (all || names.has_word(drop->column));
      }
      const auto* drop = std::get_if<operations::DropTable>(&operation.value);
      return drop != nullptr && names.has(drop->table, known_);
    });
  }

  static bool is_another(const schema::Function& from, const schema::Function& to) {
    return from.procedure != to.procedure || from.arguments != to.arguments ||
           returned_type(from.definition) != returned_type(to.definition);
  }

  void choose_functions() {
    for (const schema::Function& function : from_.functions) {
      const auto* wanted = schema::find_function(to_, function.name, function.arguments);
      if (wanted == nullptr || is_another(function, *wanted)) {
        dropped_functions_.insert(&function);
        names_of_dropped_.insert(function.name);
      }
    }
  }

  // Triggers that go; and those that stay but stand on a function or view that goes for a while.
  bool must_go(const schema::Trigger& trigger) const {
    const bool stays = schema::find_trigger(to_, trigger.table, trigger.name) != nullptr;
    const Mentions names(trigger.definition);
    return !stays || dropped_views_.contains(trigger.table) ||
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

  // Views, and functions on views and tables that go: those before them.
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
      if (!from_.functions.empty()) used_by_tables.add(mentions_of(table));
    }
    for (const schema::Function& function : from_.functions) {
      if (schema::find_function(to_, function.name, function.arguments) != nullptr) continue;
      Made one = made(function);
      const bool stands_on = std::any_of(gone.begin(), gone.end(), [&](const Name& name) {
        return one.mentions.has(name, known_);
      });
      if (!stands_on || used_by_tables.has(one.name, known_)) continue;
      drops.emplace_back(operations::DropFunction{function.name, function.arguments});
      all.push_back(std::move(one));
      early_functions_.insert(&function);
    }
    const auto order = after_mentioned(all, known_);
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
      add(changes_.first, std::move(drops[*at]));
    }
  }

  void create_schemas() {
    for (const schema::Namespace& wanted : to_.schemas) {
      const auto* old = schema::find_namespace(from_, wanted.name.name);
      if (old == nullptr) {
        add(changes_.first, operations::CreateSchema{wanted});
      } else {
        compare_comments(changes_.first, {ObjectKind::schema, wanted.name, {}}, *old, wanted);
      }
    }
  }

  void compare_extensions() {
    for (const schema::Extension& wanted : to_.extensions) {
      const auto* old = schema::find_extension(from_, wanted.name.name);
      if (old == nullptr) {
        add(changes_.first, operations::CreateExtension{wanted});
        continue;
      }
      operations::AlterExtension change{wanted.name, {}, {}};
      if (old->in_schema != wanted.in_schema) change.in_schema = wanted.in_schema;
      if (old->version != wanted.version) change.version = wanted.version;
      if (change.in_schema || change.version) add(changes_.first, std::move(change));
      compare_comments(changes_.first, {ObjectKind::extension, wanted.name, {}}, *old, wanted);
    }
  }

  void compare_domains() {
    std::vector<const schema::Domain*> created;
    std::vector<Made> all;
    for (const schema::Domain& wanted : to_.domains) {
      if (const auto* old = schema::find_domain(from_, wanted.name)) {
        compare_domain(*old, wanted);
        continue;
      }
      created.push_back(&wanted);
      all.push_back({wanted.name, Mentions(to_string(wanted.type))});
    }
    for (const std::size_t at : after_mentioned(all, known_)) {
      add(changes_.before, operations::CreateDomain{*created[at]});
    }
  }

  void compare_domain(const schema::Domain& old, const schema::Domain& wanted) {
    operations::AlterDomain change;
    change.name = wanted.name;
    if (old.default_sql != wanted.default_sql) change.default_sql.emplace(wanted.default_sql);
    if (old.not_null != wanted.not_null) change.not_null = wanted.not_null;
    const auto has = [](const schema::Domain& domain, const schema::Check& check) {
      return std::find(domain.checks.begin(), domain.checks.end(), check) != domain.checks.end();
    };
    for (const schema::Check& check : old.checks) {
      if (!has(wanted, check) && !check.name.empty()) change.drop_checks.push_back(check.name);
    }
    for (const schema::Check& check : wanted.checks) {
      if (!has(old, check)) change.add_checks.push_back(check);
    }
    const bool changes = change.default_sql || change.not_null || !change.drop_checks.empty() ||
                         !change.add_checks.empty();
    if (changes) add(changes_.before, std::move(change));
    compare_comments(changes_.before, {ObjectKind::domain, wanted.name, {}}, old, wanted);
  }

  // A sequence stands before the table whose default reads it, and gets its owner after that.
  void compare_sequences() {
    for (const schema::Sequence& wanted : to_.sequences) {
      const auto* old = schema::find_sequence(from_, wanted.name);
      operations::AlterSequence owner;
      owner.name = wanted.name;
      if (old == nullptr) {
        schema::Sequence free = wanted;
        if (free.owned_by) owner.owned_by.emplace(std::exchange(free.owned_by, std::nullopt));
        add(changes_.before, operations::CreateSequence{std::move(free)});
      } else {
        operations::AlterSequence change;
        change.name = wanted.name;
        if (old->type != wanted.type) change.type = wanted.type;
        if (old->start != wanted.start) change.start.emplace(wanted.start);
        if (old->increment != wanted.increment) change.increment = wanted.increment;
        if (old->min != wanted.min) change.min.emplace(wanted.min);
        if (old->max != wanted.max) change.max.emplace(wanted.max);
        if (old->cache != wanted.cache) change.cache = wanted.cache;
        if (old->cycle != wanted.cycle) change.cycle = wanted.cycle;
        // One that is free of its owner before that goes does not go with it.
        if (old->owned_by != wanted.owned_by) {
          if (old->owned_by) change.owned_by.emplace();
          if (wanted.owned_by) owner.owned_by.emplace(wanted.owned_by);
        }
        const bool changes = change.type || change.start || change.increment || change.min ||
                             change.max || change.cache || change.cycle || change.owned_by;
        if (changes) add(changes_.before, std::move(change));
        compare_comments(changes_.before, {ObjectKind::sequence, wanted.name, {}}, *old, wanted);
      }
      if (owner.owned_by) add(changes_.after, std::move(owner));
    }
  }

  // Functions stand before the tables, which may use them in defaults and checks, unless they read
  // a new table or view themselves; with the views then, each after what it mentions.
  void create_functions_and_views() {
    std::set<Name> new_names;
    Mentions used_by_tables;
    for (const schema::Table& table : to_.tables) {
      if (schema::find_table(from_, table.name) == nullptr) new_names.insert(table.name);
      if (!to_.functions.empty()) used_by_tables.add(mentions_of(table));
    }
    for (const schema::View& view : to_.views) new_names.insert(view.name);
    const auto is_late = [&](const Made& function) {
      return !used_by_tables.has(function.name, known_) &&
             std::any_of(new_names.begin(), new_names.end(),
                         [&](const Name& name) { return function.mentions.has(name, known_); });
    };
    std::vector<Made> early_made, late_made;
    std::vector<Operations> early, late;
    for (const schema::Function& wanted : to_.functions) {
      Operations operations = change_of(wanted);
      if (operations.empty()) continue;
      Made function = made(wanted);
      const bool after = is_late(function);
      (after ? late_made : early_made).push_back(std::move(function));
      (after ? late : early).push_back(std::move(operations));
    }
    for (const schema::View& wanted : to_.views) {
      Operations operations = change_of(wanted);
      if (operations.empty()) continue;
      late_made.push_back(made(wanted));
      late.push_back(std::move(operations));
    }
    for (const std::size_t at : after_mentioned(early_made, known_)) {
      append(changes_.before, std::move(early[at]));
    }
    for (const std::size_t at : after_mentioned(late_made, known_)) {
      append(changes_.after, std::move(late[at]));
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
    if (old->definition != wanted.definition) {
      schema::Function function = wanted;
      function.comment.clear();
      add(changes, operations::ReplaceFunction{std::move(function)});
    }
    compare_comments(changes, {ObjectKind::function, wanted.name, wanted.arguments}, *old, wanted);
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
    if (old->definition != wanted.definition || old->storage != wanted.storage) {
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
    return std::find(view.indexes.begin(), view.indexes.end(), index) != view.indexes.end();
  }

  void compare_triggers() {
    for (const schema::Trigger& wanted : to_.triggers) {
      const auto* old = schema::find_trigger(from_, wanted.table, wanted.name);
      if (old == nullptr || dropped_triggers_.contains({wanted.table, wanted.name})) {
        add(changes_.after, operations::CreateTrigger{wanted});
        continue;
      }
      if (old->fires != wanted.fires || old->definition != wanted.definition ||
          old->constraint != wanted.constraint) {
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

  bool goes_with_its_owner(const schema::Sequence& sequence) const {
    if (!sequence.owned_by) return false;
    const schema::Table* table = schema::find_table(to_, sequence.owned_by->table);
    return table == nullptr || schema::find_column(*table, sequence.owned_by->column) == nullptr;
  }

  void drop_rest() {
    std::vector<const schema::Function*> functions;
    std::vector<Made> all;
    for (const schema::Function& function : from_.functions) {
      if (early_functions_.contains(&function) ||
          schema::find_function(to_, function.name, function.arguments) != nullptr) {
        continue;
      }
      functions.push_back(&function);
      all.push_back(made(function));
    }
    const auto order = after_mentioned(all, known_);
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
      add(changes_.last, operations::DropFunction{functions[*at]->name, functions[*at]->arguments});
    }
    for (const schema::Sequence& sequence : from_.sequences) {
      if (schema::find_sequence(to_, sequence.name) == nullptr && !goes_with_its_owner(sequence))
        add(changes_.last, operations::DropSequence{sequence.name});
    }
    std::vector<const schema::Domain*> domains;
    std::vector<Made> types;
    for (const schema::Domain& domain : from_.domains) {
      if (schema::find_domain(to_, domain.name) != nullptr) continue;
      domains.push_back(&domain);
      types.push_back({domain.name, Mentions(to_string(domain.type))});
    }
    const auto order_of_types = after_mentioned(types, known_);
    for (auto at = order_of_types.rbegin(); at != order_of_types.rend(); ++at) {
      add(changes_.last, operations::DropDomain{domains[*at]->name});
    }
    for (const schema::Extension& extension : from_.extensions) {
      if (schema::find_extension(to_, extension.name.name) == nullptr)
        add(changes_.schemas_dropped, operations::DropExtension{extension.name});
    }
    for (const schema::Namespace& old : from_.schemas) {
      if (schema::find_namespace(to_, old.name.name) == nullptr)
        add(changes_.schemas_dropped, operations::DropSchema{old.name});
    }
  }

  const schema::Schema& from_;
  const schema::Schema& to_;
  const Operations& tables_;
  std::set<Name> dropped_views_;
  std::set<const schema::Function*> dropped_functions_;
  std::set<const schema::Function*> early_functions_;  ///< that are dropped with the views
  std::set<Name> names_of_dropped_;
  std::set<Name> known_;  ///< the names of all that a text can mean
  std::set<std::pair<Name, std::string>> dropped_triggers_;
  ObjectChanges changes_;
};

}  // namespace

ObjectChanges compare_objects(const schema::Schema& from, const schema::Schema& to,
                              const Operations& tables) {
  // Most schemas have tables alone, and many: those need not be read for what they mention.
  if (has_none(from) && has_none(to)) return {};
  return Comparison(from, to, tables).run();
}

}  // namespace limbeck::diff
