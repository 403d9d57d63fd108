#include "migrations/diff/accesses.h"

#include <algorithm>
#include <set>
#include <utility>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/subject.h"
#include "migrations/operations/visit.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/location.h"
#include "migrations/schema/mentions.h"

namespace limbeck::diff {
namespace {

using operations::Operation;
using schema::Name;
using schema::Schema;
using schema::Table;

class Collector {
 public:
  Collector(const Schema& before, const Schema& after) : before_(before), after_(after) {
    for (const Schema* side : {&before, &after}) known_.merge(schema::known_names(*side));
  }

  std::vector<Access> of(const Operation& operation) && {
    subject_ = subject_of(operation);
    if (!operations::visit_if(*this, operation.value)) subject(subject_);
    return std::move(accesses_);
  }

  // The operations that access more than their subject.
  void operator()(const operations::CreateTable& o) {
    changes_table(o.table.name);
    relation(o.table.name);
    parts_of(o.table);
  }
  void operator()(const operations::AddColumn& o) { column(o.table, o.column); }
  void operator()(const operations::CreateIndex& o) { index(o.table, o.index); }
  template <class Create>
  requires requires(const Create& o) { o.constraint; }
  void operator()(const Create& o) {
    need_table(o.table);
    constraint(o.table, o.constraint);
  }
  template <class Thing>
  void operator()(const operations::CreateObject<Thing>& o) {
    if constexpr (schema::kind_of<Thing>.facts.shares == schema::SharedNames::relations) {
      new_relation(o.thing);
    } else {
      subject(subject_);
    }
  }
  template <operations::AltersObject Alter>
  void operator()(const Alter&) {
    subject(subject_);
  }
  void operator()(const operations::CreateView& o) { view(o.view); }
  void operator()(const operations::ReplaceView& o) {
    view(o.view);
    known_view(o.view.name);
  }
  void operator()(const operations::CreateFunction& o) { function(o.function); }
  void operator()(const operations::ReplaceFunction& o) {
    function(o.function);
    known_function(o.function.name, o.function.arguments);
  }
  void operator()(const operations::CreateTrigger& o) { trigger(o.trigger); }
  void operator()(const operations::ReplaceTrigger& o) {
    trigger(o.trigger);
    known_trigger(o.trigger.table, o.trigger.name);
  }

 private:
  // What the operation works on.
  void subject(const operations::Subject& subject) {
    using operations::On;
    using operations::Verb;
    const bool renames = subject.verb == Verb::rename;
    const operations::Subject now = renames ? renamed(subject) : subject;
    switch (subject.on) {
      case On::table:
        if (renames) {
          changes_table(subject.name);
          changes_table(now.name);
          relation(subject.name);
          relation(now.name);
        } else if (subject.verb == Verb::drop) {
          changes_table(subject.name);
          relation(subject.name);
          if (const Table* table = schema::find_table(before_, subject.name)) parts_of(*table);
        } else {
          attribute(subject.name);
        }
        return;
      case On::partition:
        changes_table(subject.name);
        changes_table(subject.partition);
        return;
      case On::column:
        changes_column(subject.name, subject.part);
        if (renames) changes_column(subject.name, now.part);
        return;
      case On::index:
        dropped_index(subject.name, subject.part);
        if (renames) relation({subject.name.schema, now.part});
        return;
      case On::primary_key:
      case On::constraint:
        dropped_constraint(subject.name, subject.part);
        if (renames) relation({subject.name.schema, now.part});
        return;
      case On::enumeration:
      case On::value:
        changes_type(subject.name);
        if (renames && subject.on != On::value) changes_type(now.name);
        return;
      case On::object:
        return object(*object_in(subject), subject.verb == Verb::drop);
      case On::any_object:
        return add(path_of(subject), true);
      // Anything may depend on these.
      case On::nothing:
      case On::rows:
        return add("*", true);
    }
  }

  void object(const schema::Object& object, bool is_dropped) {
    using Kind = schema::ObjectKind;
    if (object.kind == Kind::view) return known_view(object.name);
    if (object.kind == Kind::function) return known_function(object.name, object.part);
    if (object.kind == Kind::trigger) return known_trigger(object.name, object.part);
    switch (schema::facts_of(object.kind).shares) {
      case schema::SharedNames::types:
        return changes_type(object.name);
      case schema::SharedNames::relations:
        if (is_dropped) return relation(object.name);
        for (const Schema* side : {&before_, &after_}) {
          schema::visit_object(*side, object, [&](const auto& known) { new_relation(known); });
        }
        return;
      case schema::SharedNames::none:
        return add("*", true);  // anything may depend on it
    }
  }

  void add(std::string path, bool changes) { accesses_.push_back({std::move(path), changes}); }

  void need_table(const Name& table) {
    add("*", false);
    add(schema::path_of_table(table), false);
  }
  void changes_table(const Name& table) {
    add("*", false);
    add(schema::path_of_table(table), true);
  }
  // Tables, indexes, sequences and views share one namespace.
  void relation(const Name& name) {
    if (!name.name.empty()) add("relations/" + to_string(name), true);
  }
  void need_column(const Name& table, const std::string& column) {
    add(schema::path_of_column(table, column), false);
  }
  void need_type(const schema::Type& type) {
    if (!type.name.name.empty()) add("types/" + to_string(type.name), false);
    if (const auto name = schema::named_type(type)) add("types/" + to_string(*name), false);
  }
  void attribute(const Name& table) {
    need_table(table);
    add(schema::path_of_table(table) + "/attributes", true);
  }

  // A column as it was and as it is to be.
  void changes_column(const Name& table, const std::string& name) {
    for (const Schema* side : {&before_, &after_}) {
      const Table* found = schema::find_table(*side, table);
      const schema::Column* known = found == nullptr ? nullptr : find_column(*found, name);
      if (known != nullptr) column(table, *known);
    }
    need_table(table);
    add(schema::path_of_column(table, name), true);
  }
  void column(const Name& table, const schema::Column& column) {
    need_table(table);
    add(schema::path_of_column(table, column.name), true);
    need_type(column.type);
    if (column.identity) relation(schema::sequence_of_column(table, column.name));
    if (column.default_sql) text(*column.default_sql, {});
    if (column.generated) text(column.generated->expression, table);
    for (const Schema* side : {&before_, &after_}) {
      for (const schema::Sequence& owned : side->sequences) {
        if (owned.owned_by && owned.owned_by->table == table &&
            owned.owned_by->column == column.name) {
          relation(owned.name);
        }
      }
    }
  }

  void columns(const Name& table, const std::vector<std::string>& names) {
    for (const std::string& name : names) add(schema::path_of_column(table, name), true);
  }
  void constraint(const Name& table, const schema::PrimaryKey& key) { key_of(table, key); }
  void constraint(const Name& table, const schema::Unique& key) { key_of(table, key); }
  template <class Key>
  void key_of(const Name& table, const Key& key) {
    named_part(table, key.name);
    relation({table.schema, key.name});
    columns(table, key.columns);
    columns(table, key.include);
  }
  void constraint(const Name& table, const schema::ForeignKey& key) {
    named_part(table, key.name);
    columns(table, key.columns);
    need_table(key.ref_table);
    columns(key.ref_table, key.ref_columns);
  }
  void constraint(const Name& table, const schema::Check& check) {
    named_part(table, check.name);
    text(check.expression, table, true);
  }
  void constraint(const Name& table, const schema::Exclude& exclude) {
    named_part(table, exclude.name);
    relation({table.schema, exclude.name});
    text(exclude.definition, table, true);
  }
  void named_part(const Name& table, const std::string& name) {
    if (!name.empty()) add(schema::path_of_constraint(table, name), true);
  }
  void index(const Name& table, const schema::Index& index) {
    need_table(table);
    relation({table.schema, index.name});
    for (const schema::IndexElement& element : index.elements) {
      if (!element.column.empty()) columns(table, {element.column});
      text(element.expression, table, true);
    }
    columns(table, index.include);
    text(index.where, table, true);
    family(table);
  }
  // An index of a partitioned table and those of its partitions are made and dropped together.
  void family(const Name& table) {
    for (const Schema* side : {&before_, &after_}) {
      const Table* found = schema::find_table(*side, table);
      if (found == nullptr) continue;
      if (found->partition_of) add("partitions/" + to_string(found->partition_of->table), true);
      if (!found->partition_by.empty()) add("partitions/" + to_string(table), true);
    }
  }
  void parts_of(const Table& table) {
    for (const schema::Column& each : table.columns) column(table.name, each);
    if (table.primary_key) constraint(table.name, *table.primary_key);
    for (const auto& each : table.uniques) constraint(table.name, each);
    for (const auto& each : table.foreign_keys) constraint(table.name, each);
    for (const auto& each : table.checks) constraint(table.name, each);
    for (const auto& each : table.excludes) constraint(table.name, each);
    for (const auto& each : table.indexes) index(table.name, each);
    if (table.partition_of) changes_table(table.partition_of->table);
    family(table.name);
  }
  void dropped_index(const Name& table, const std::string& name) {
    relation({table.schema, name});
    if (const Table* found = schema::find_table(before_, table)) {
      for (const schema::Index& each : found->indexes) {
        if (each.name == name) index(table, each);
      }
    }
    need_table(table);
    family(table);
  }
  // A constraint without a name may be any of the table's.
  void dropped_constraint(const Name& table, const std::string& name) {
    need_table(table);
    family(table);
    const Table* found = schema::find_table(before_, table);
    if (found == nullptr) return;
    const auto look = [&](const auto& list) {
      for (const auto& each : list) {
        if (name.empty() || each.name == name) constraint(table, each);
      }
    };
    if (found->primary_key && (name.empty() || found->primary_key->name == name))
      constraint(table, *found->primary_key);
    look(found->uniques);
    look(found->foreign_keys);
    look(found->checks);
    look(found->excludes);
  }

  void changes_type(const Name& type) {
    add("*", false);
    add("types/" + to_string(type), true);
    for (const Schema* side : {&before_, &after_}) {
      for (const Table& table : side->tables) {
        for (const schema::Column& each : table.columns) {
          const auto named = schema::named_type(each.type);
          if (each.type.name == type || named == type) columns(table.name, {each.name});
        }
      }
    }
  }
  template <class Thing>
  void new_relation(const Thing& thing) {
    add("*", false);
    relation(schema::object_of(thing).name);
    if (const schema::OwnedBy* owner = schema::owner_of(thing)) {
      need_table(owner->table);
      need_column(owner->table, owner->column);
    }
  }

  void view(const schema::View& view) {
    changes_table(view.name);
    relation(view.name);
    text(view.definition, {});
    for (const schema::Index& each : view.indexes) relation({view.name.schema, each.name});
  }
  void known_view(const Name& name) {
    changes_table(name);
    for (const Schema* side : {&before_, &after_}) {
      if (const schema::View* known = schema::find_view(*side, name)) view(*known);
    }
  }
  void function(const schema::Function& function) {
    add("*", false);
    add("functions/" + to_string(function.name), true);
    text(function.arguments + " " + function.definition, {});
  }
  void known_function(const Name& name, const std::string& arguments) {
    add("*", false);
    add("functions/" + to_string(name), true);
    if (const auto* known = schema::find_function(before_, name, arguments)) function(*known);
  }
  void trigger(const schema::Trigger& trigger) {
    need_table(trigger.table);
    add(schema::path_of({schema::ObjectKind::trigger, trigger.table, trigger.name}), true);
    text(trigger.fires + " " + trigger.definition, trigger.table);
  }
  void known_trigger(const Name& table, const std::string& name) {
    need_table(table);
    add(schema::path_of({schema::ObjectKind::trigger, table, name}), true);
    if (const auto* known = schema::find_trigger(before_, table, name)) trigger(*known);
  }

  // Accesses what the SQL text names. A column of `own`, or of a table that the text names, counts
  // as named if its name is a word of the text.
  void text(const std::string& sql, const Name& own, bool changes_columns = false) {
    if (sql.empty()) return;
    const schema::Mentions names(sql);
    const auto has = [&](const Name& name) { return names.has(name, known_); };
    for (const Schema* side : {&before_, &after_}) {
      for (const Table& table : side->tables) {
        if (table.name == own || has(table.name)) columns_in(names, table, sql, changes_columns);
      }
      for (const auto& each : side->views) {
        if (has(each.name)) add(schema::path_of_table(each.name), false);
      }
      for (const auto& each : side->functions) {
        if (has(each.name)) add("functions/" + to_string(each.name), false);
      }
      schema::for_each_kind([&](const auto& kind) {
        using Thing = schema::ThingOf<decltype(kind)>;
        constexpr schema::SharedNames names = schema::kind_of<Thing>.facts.shares;
        if constexpr (schema::is_type<Thing> ||
                      (names == schema::SharedNames::relations && !std::is_same_v<Thing, Table> &&
                       !std::is_same_v<Thing, schema::View>)) {
          for (const Thing& each : side->*kind.member) {
            if (has(each.name))
              add((schema::is_type<Thing> ? "types/" : "relations/") + to_string(each.name), false);
          }
        }
      });
    }
  }
  void columns_in(const schema::Mentions& names, const Table& table, const std::string& sql,
                  bool changes) {
    need_table(table.name);
    const bool all = !changes && sql.find('*') != std::string::npos;
    for (const schema::Column& column : table.columns) {
      if (all || names.has_word(column.name))
        add(schema::path_of_column(table.name, column.name), changes);
    }
  }

  const Schema& before_;
  const Schema& after_;
  operations::Subject subject_ = {};
  std::set<Name> known_;
  std::vector<Access> accesses_;
};

// These access nothing but their subject. The same is true of operations that hold only names.
using OnlyTheirSubject =
    operations::Unsupported<operations::AlterTableSettings, operations::AlterColumn,
                            operations::DropIndex, operations::DropConstraint,
                            operations::CreateEnum, operations::DropFunction,
                            operations::AlterTrigger, operations::CommentOn, operations::Execute,
                            operations::BulkInsert, operations::Run, operations::AutocommitBlock>;
static_assert(operations::Covers<Collector, OnlyTheirSubject, operations::HoldsSchemaValues>::all);

}  // namespace

std::vector<Access> accesses_of(const Operation& operation, const Schema& before,
                                const Schema& after) {
  return Collector(before, after).of(operation);
}

}  // namespace limbeck::diff
