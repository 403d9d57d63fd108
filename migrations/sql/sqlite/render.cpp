#include "migrations/sql/sqlite/render.h"

#include <algorithm>
#include <optional>

#include "migrations/operations/apply.h"
#include "migrations/operations/visit.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/mentions.h"
#include "migrations/sql/sqlite/conversion.h"
#include "migrations/sql/sqlite/ddl.h"
#include "migrations/sql/sqlite/expression.h"
#include "migrations/sql/sqlite/lower.h"
#include "migrations/sql/sqlite/objects.h"
#include "migrations/sql/sqlite/rebuild.h"
#include "migrations/sql/sqlite/rebuild_plan.h"
#include "migrations/sql_text/names.h"
#include "migrations/sql_text/splitter.h"

namespace limbeck::sql::sqlite {
namespace {

using operations::Operation;
using schema::Name;
using schema::Table;

// The state of a table in the database while operations on it are pending.
struct State {
  bool exists = true;                ///< in the database
  std::vector<std::string> indexes;  ///< in the database
  std::optional<Rebuild> rebuild;    ///< the operations that are not written yet
  Step last = {};                    ///< the last operation that the rebuild covers
};

std::vector<std::string> index_names(const Table& table) {
  std::vector<std::string> names;
  for (const schema::Index& index : table.indexes) names.push_back(index.name);
  return names;
}

class Renderer {
 public:
  explicit Renderer(schema::Schema before) : schema_(std::move(before)), applier_(schema_) {}

  Script render(const std::vector<Operation>& operations) {
    for (const Segment& segment : segments_of(operations)) {
      table_ids_.emplace(schema_);
      rebuilds_ = plan_rebuilds(segment, schema_);
      states_.clear();
      for (const Table& table : schema_.tables) {
        states_[table.name].indexes = index_names(table);
      }
      for (at_ = 0; at_ < segment.size(); ++at_) take(segment[at_]);
    }
    return script_.take();
  }

  void operator()(const operations::CreateTable& operation) {
    write_waiting_for(operation.table.name);
    applier_.apply(*step_.operation);
    State& state = states_[operation.table.name];
    state.exists = false;
    const std::size_t table_id = table_ids_->of(operation.table.name);
    // Later changes become a part of the one CREATE TABLE.
    if (rebuilds_.contains(table_id)) {
      state.rebuild.emplace(nullptr);
      state.last = step_;
    } else {
      write_create_table(script_, lowered(operation.table.name));
      state.exists = true;
    }
    state.indexes = state.exists ? index_names(*find_table(schema_, operation.table.name))
                                 : std::vector<std::string>();
  }

  void operator()(const operations::DropTable& operation) {
    write_waiting_for(operation.table);
    if (states_.at(operation.table).exists) write_drop_table(script_, operation.table.name);
    states_.erase(operation.table);
    applier_.apply(*step_.operation);
  }

  void operator()(const operations::RenameTable& operation) {
    write_waiting_for(operation.table);
    write_if_not_there(operation.table);
    write_if_looks_elsewhere(operation.table);
    if (states_.at(operation.table).exists) {
      write_rename_table(script_, operation.table.name, operation.new_name);
    }
    auto state = states_.extract(operation.table);
    state.key().name = operation.new_name;
    states_.insert(std::move(state));
    applier_.apply(*step_.operation);
  }

  void operator()(const operations::RenameColumn& operation) {
    write_waiting_for(operation.table);
    write_if_not_there(operation.table);
    write_if_looks_elsewhere(operation.table);
    State& state = states_.at(operation.table);
    if (state.rebuild && state.rebuild->stands(operation.column) &&
        state.rebuild->is_taken(operation.new_name) &&
        !sql_text::equal_ignoring_case(operation.column, operation.new_name)) {
      write_rebuild(operation.table);
    }
    if (state.exists && (!state.rebuild || state.rebuild->stands(operation.column))) {
      write_rename_column(script_, operation.table.name, operation.column, operation.new_name);
    }
    if (state.rebuild) state.rebuild->rename_column(operation.column, operation.new_name);
    applier_.apply(*step_.operation);
  }

  void operator()(const operations::Execute& operation) {
    auto text = operation.sql.find("sqlite");
    if (text == operation.sql.end()) text = operation.sql.find("");
    if (text != operation.sql.end() && !text->second.empty()) script_.sql(text->second);
  }
  void operator()(const operations::Run& operation) {
    script_.add(Statement::Kind::run, operation.description);
  }
  void operator()(const operations::BulkInsert& operation) { write_rows(script_, operation); }
  void operator()(const operations::AutocommitBlock&) {}

  void operator()(const operations::CreateView& operation) {
    make_view(operation.view);
    applier_.apply(*step_.operation);
  }
  // DROP VIEW drops the triggers of the view as well.
  void operator()(const operations::ReplaceView& operation) {
    script_.sql("DROP VIEW " + quote(operation.view.name.name));
    make_view(operation.view);
    applier_.apply(*step_.operation);
    for (const schema::Trigger& trigger : schema_.triggers) {
      if (trigger.table == operation.view.name) script_.sql(create_trigger(trigger));
    }
  }
  void operator()(const operations::DropView& operation) {
    script_.sql("DROP VIEW " + quote(operation.name.name));
    applier_.apply(*step_.operation);
  }
  void operator()(const operations::CreateOther& operation) {
    for (const std::string_view statement : sql_text::statements_of(operation.thing.create))
      script_.sql(std::string(statement));
    applier_.apply(*step_.operation);
  }
  void operator()(const operations::DropOther& operation) {
    const auto* object = schema::find<schema::OtherObject>(schema_, operation.name);
    if (object != nullptr) {
      for (const std::string_view statement : sql_text::statements_of(object->drop))
        script_.sql(std::string(statement));
    }
    applier_.apply(*step_.operation);
  }
  void operator()(const operations::CreateTrigger& operation) {
    make_trigger(operation.trigger);
    applier_.apply(*step_.operation);
  }
  void operator()(const operations::ReplaceTrigger& operation) {
    script_.sql("DROP TRIGGER " + quote(operation.trigger.name));
    make_trigger(operation.trigger);
    applier_.apply(*step_.operation);
  }
  void operator()(const operations::DropTrigger& operation) {
    script_.sql("DROP TRIGGER " + quote(operation.trigger));
    applier_.apply(*step_.operation);
  }
  void operator()(const operations::AlterTrigger&) { applier_.apply(*step_.operation); }

 private:
  void take(const Step& step) {
    step_ = step;
    script_.at(step.index, step.transactional);
    if (!step.written) {
      applier_.apply(*step.operation);
      return;
    }
    table_ids_->follow(*step.operation);
    if (!operations::visit_if(*this, step.operation->value)) write_change(*step.operation);
  }

  void make_view(const schema::View& view) {
    write_what_is_read(view.definition);
    script_.sql(create_view(view));
  }
  void make_trigger(const schema::Trigger& trigger) {
    if (const auto on = states_.find(trigger.table); on != states_.end())
      write_if_not_there(trigger.table);
    write_what_is_read(trigger.definition);
    script_.sql(create_trigger(trigger));
  }
  // SQLite rejects every ALTER TABLE while a view reads a table that does not exist.
  void write_what_is_read(const std::string& text) {
    const schema::Mentions names(text);
    for (auto& [name, state] : states_) {
      const bool read =
          names.has_word(name.name) || names.has_word(sql_text::lower_case(name.name));
      if (state.rebuild && read) write_rebuild(name);
    }
  }

  // All other operations: an ALTER TABLE, a part of a rebuild, or nothing where SQLite lacks it.
  void write_change(const Operation& operation) {
    const std::vector<Name> tables = tables_of(operation, schema_);
    std::map<Name, Table> before;
    for (const Name& name : tables) {
      write_waiting_for(name);
      const State& state = states_.at(name);
      if (state.rebuild && state.rebuild->must_be_written_before(operation)) write_rebuild(name);
      // An operation on an index needs the table only if it becomes a part of a rebuild.
      if (!is_of_an_index(operation) || rebuilds_.contains(table_ids_->of(name))) {
        before[name] = lowered(name);
      }
    }
    write_before_looking(operation);
    std::map<Name, std::vector<std::string>> of_enum;
    for (const Name& name : tables) {
      of_enum[name] = enum_columns(operation, *find_table(schema_, name));
    }
    applier_.apply(operation);
    for (const Name& name : tables) change(name, before[name], of_enum[name]);
  }

  void change(const Name& name, const Table& before, const std::vector<std::string>& of_enum) {
    const Operation& operation = *step_.operation;
    State& state = states_.at(name);
    const Table after = lowered(name);
    const auto ahead = rebuilds_.find(table_ids_->of(name));
    if (ahead == rebuilds_.end() || at_ > ahead->second) {
      if (alter_method_of(operation, before, after) == AlterMethod::alter) {
        write_alter(script_, operation, after);
      }
      state.indexes = index_names(after);
      return;
    }
    if (!state.rebuild) state.rebuild.emplace(&before);
    state.rebuild->record(operation, before, after, of_enum);
    state.last = step_;
    drop_vanished_indexes(state, after);
    if (at_ == ahead->second) write_rebuild(name);
  }

  // Drops indexes at once. Their names may be used again, and the rebuild would keep them as
  // indexes that limbeck does not know.
  void drop_vanished_indexes(State& state, const Table& after) {
    const std::vector<std::string> names = index_names(after);
    std::erase_if(state.indexes, [&](const std::string& index) {
      if (std::ranges::find(names, index) != names.end()) return false;
      script_.sql("DROP INDEX " + quote(index));
      return true;
    });
  }

  void write_rebuild(const Name& name) {
    State& state = states_.at(name);
    script_.at(state.last.index, state.last.transactional);
    const Table after = lowered(name);
    state.rebuild->write(script_, after);
    state.rebuild.reset();
    state.exists = true;
    state.indexes = index_names(after);
    script_.at(step_.index, step_.transactional);
  }

  // A new table is created before it is renamed, even if more operations on it follow. Only then
  // does SQLite rename it in the foreign keys that other tables already have to it.
  void write_if_not_there(const Name& name) {
    if (const State& state = states_.at(name); !state.exists && state.rebuild) write_rebuild(name);
  }

  // Writes rebuilds whose expressions read other tables, before one of those tables changes.
  void write_waiting_for(const Name& changing) {
    for (auto& [name, state] : states_) {
      if (name != changing) write_if_looks_elsewhere(name);
    }
  }
  void write_if_looks_elsewhere(const Name& name) {
    const State& state = states_.at(name);
    if (state.rebuild && state.rebuild->looks_elsewhere()) write_rebuild(name);
  }

  // Writes all pending rebuilds of other tables before an operation whose expression has a
  // subquery.
  void write_before_looking(const Operation& operation) {
    const auto expressions = expressions_of(operation);
    if (std::ranges::none_of(expressions, has_subquery)) return;
    const auto own = table_of(operation);
    for (auto& [name, state] : states_) {
      if (state.rebuild && name != own) write_rebuild(name);
    }
  }

  Table lowered(const Name& name) const {
    return lower_table(*find_table(schema_, name), schema_, Types::spelled);
  }

  schema::Schema schema_;  ///< after the operations so far
  operations::Applier applier_;
  ScriptBuilder script_;
  std::optional<TableIds> table_ids_;
  RebuildPlan rebuilds_;
  std::map<Name, State> states_;
  std::size_t at_ = 0;
  Step step_;
};

// The kinds of operations that do more than change an existing table.
template <class Kind>
struct HasItsOwnWay {
  static constexpr bool decide() {
    using operations::On;
    using operations::Verb;
    constexpr operations::Facts facts = operations::Descriptor<Kind>::facts;
    switch (facts.on) {
      case On::nothing:
      case On::rows:
        return true;
      case On::object:
        return facts.object == schema::ObjectKind::view ||
               facts.object == schema::ObjectKind::trigger ||
               facts.object == schema::ObjectKind::other;
      case On::table:
        return facts.verb != Verb::alter && facts.verb != Verb::comment;
      case On::column:
        return facts.verb == Verb::rename;
      case On::primary_key:
      case On::constraint:
      case On::index:
      case On::enumeration:
      case On::value:
        return false;
      case On::partition:
      case On::any_object:
        return false;  // SQLite has none, or keeps no comments
    }
    return false;
  }
  static constexpr bool value = decide();
};
static_assert(operations::Covers<Renderer, operations::Unsupported<>, HasItsOwnWay>::all);

}  // namespace

Script render(const std::vector<Operation>& operations, const schema::Schema& before) {
  const schema::Schema part = relevant(operations, before);
  return Renderer(part).render(with_conversions(operations, part));
}

}  // namespace limbeck::sql::sqlite
