#include "migrations/sql/postgresql/dependents.h"

#include <algorithm>

#include "migrations/schema/columns.h"
#include "migrations/sql/postgresql/foreign_keys.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/views.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql_text/expression.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using Columns = std::vector<ChangedColumn>;

bool has(const Columns& columns, const schema::Name& table, const std::string& column) {
  return std::ranges::find(columns, ChangedColumn{table, column}) != columns.end();
}

bool has_any(const Columns& columns, const schema::Name& table,
             const std::vector<std::string>& names) {
  return std::ranges::any_of(names,
                             [&](const std::string& name) { return has(columns, table, name); });
}

/// A table whose constraints and indexes are looked at; a partition has the columns of its
/// partitioned table.
struct Owner {
  const schema::Table& table;
  const schema::Table& source;
  const std::vector<schema::Name>& things;

  bool reads(const std::string& expression, const Columns& columns) const {
    if (expression.empty()) return false;
    if (!things.empty() && uses_any(expression, things)) return true;
    std::vector<std::string> names;
    for (const schema::Column& column : source.columns) names.push_back(column.name);
    return std::ranges::any_of(columns, [&](const ChangedColumn& changed) {
      return changed.table == source.name &&
             sql_text::mentions_column(expression, changed.column, names);
    });
  }

  bool is_affected(const schema::Index& index, const Columns& read, const Columns& dropped) const {
    return reads(index.where, read) || has_any(dropped, source.name, index.include) ||
           std::ranges::any_of(index.elements, [&](const schema::IndexElement& element) {
             return reads(element.expression, read) || has(dropped, source.name, element.column);
           });
  }
};

/// Whether the key may depend on a unique index of `table` that includes one of the columns.
/// PostgreSQL creates such an index again, but not the foreign keys that depend on it.
bool rests_on_included(const schema::Table* table, const schema::ForeignKey& key,
                       const Columns& columns) {
  return table != nullptr && std::ranges::any_of(table->indexes, [&](const schema::Index& index) {
           return schema::is_key(index, key.ref_columns) &&
                  has_any(columns, table->name, index.include);
         });
}

}  // namespace

Dependents::Dependents(const schema::Schema& schema, const std::vector<ChangedColumn>& columns,
                       Reach reach, const std::vector<schema::Name>& things)
    : schema_(schema) {
  look_at_all(columns, reach, nullptr, things);
}

Dependents::Dependents(const schema::Schema& schema, const NewType& change, Reach reach)
    : schema_(schema) {
  look_at_all({change.column}, reach, &change);
}

void Dependents::look_at_all(const Columns& columns, Reach reach, const NewType* change,
                             const std::vector<schema::Name>& things) {
  things_ = things;
  if (reach >= Reach::texts) read_ = columns;
  if (reach >= Reach::references) linked_ = columns;
  if (reach >= Reach::everything) dropped_ = columns;
  std::vector<ChangedColumn> changed = columns;
  for (const ChangedColumn& column : columns) look_at_generated(column, reach, change != nullptr);
  look_at_generated_by_things();
  changed.insert(changed.end(), dropped_.begin(), dropped_.end());
  for (const schema::Table& table : schema_.tables) look_at(table);
  for (const schema::Table& table : schema_.tables) look_at_foreign_keys(table, change);
  look_at_triggers(changed);
  for (const schema::View& view : views_on(schema_, changed, things)) look_at(view);
}

void Dependents::look_at_foreign_keys(const schema::Table& table, const NewType* change) {
  for (const schema::ForeignKey& key : table.foreign_keys) {
    const schema::Name& own = schema::column_source(schema_, table).name;
    const schema::Name other = source_of(key.ref_table);
    const schema::Table* referred = schema::find_table(schema_, other);
    const bool linked = has_any(linked_, own, key.columns) ||
                        has_any(linked_, other, key.ref_columns) ||
                        rests_on_included(referred, key, linked_) ||
                        (change != nullptr && rests_on_included(referred, key, {change->column}));
    const bool changes = change != nullptr && (has_any({change->column}, own, key.columns) ||
                                               has_any({change->column}, other, key.ref_columns));
    if (!linked && !changes) continue;
    const bool is_there = is_comparable(schema_, table, key);
    const bool stays = changes ? is_comparable(schema_, table, key, change) : is_there;
    if (!linked && is_there == stays) continue;
    Part part;
    if (is_there) {
      part.drop = [name = table.name, key](Writer& out) { drop_constraint(out, name, key); };
    }
    if (stays) {
      part.restore = [name = table.name, key](Writer& out) { out.add(add_constraint(name, key)); };
    }
    parts_.push_back(std::move(part));
  }
}

// PostgreSQL does not change a column that a generated column reads, and does not convert the
// values of a generated column. Generated columns do not read each other, so one step finds all of
// them.
void Dependents::look_at_generated(const ChangedColumn& changed, Reach reach, bool is_altered) {
  const schema::Table* table = schema::find_table(schema_, changed.table);
  if (table == nullptr) return;
  for (const schema::Column& column : table->columns) {
    if (!column.generated || has(dropped_, table->name, column.name)) continue;
    // One that is altered has either been dropped already or is not generated any more.
    if (is_altered && column.name == changed.column) continue;
    const bool itself = column.name == changed.column && reach < Reach::everything;
    if (!itself && !Owner{*table, *table, {}}.reads(column.generated->expression, {changed}))
      continue;
    take_generated(table->name, column);
  }
}

void Dependents::look_at_generated_by_things() {
  if (things_.empty()) return;
  for (const schema::Table& table : schema_.tables) {
    for (const schema::Column& column : table.columns) {
      if (column.generated && !has(dropped_, table.name, column.name) &&
          uses_any(column.generated->expression, things_)) {
        take_generated(table.name, column);
      }
    }
  }
}

void Dependents::take_generated(const schema::Name& table, const schema::Column& column) {
  for (Columns* list : {&read_, &linked_, &dropped_}) list->push_back({table, column.name});
  parts_.push_back({[table, column](Writer& out) {
                      out.add(concat({alter_table(table), "DROP COLUMN ", quote(column.name)}));
                    },
                    [table, column](Writer& out) { add_column(out, table, column); }});
}

void Dependents::look_at(const schema::Table& table) {
  const auto add = [&](const auto& constraint) {
    parts_.push_back(
        {[name = table.name, constraint](Writer& out) { drop_constraint(out, name, constraint); },
         [name = table.name, constraint](Writer& out) {
           out.add(add_constraint(name, constraint));
         }});
  };
  const Owner owner{table, schema::column_source(schema_, table), things_};
  const schema::Name& source = owner.source.name;
  if (table.primary_key && has_any(dropped_, source, table.primary_key->columns)) {
    add(*table.primary_key);
  }
  for (const schema::Unique& unique : table.uniques) {
    if (has_any(dropped_, source, unique.columns)) add(unique);
  }
  for (const schema::Check& check : table.checks) {
    if (owner.reads(check.expression, read_)) add(check);
  }
  for (const schema::Exclude& exclude : table.excludes) {
    if (owner.reads(exclude.definition, read_)) add(exclude);
  }
  for (const schema::Index& index : table.indexes) {
    if (!owner.is_affected(index, read_, dropped_)) continue;
    parts_.push_back({[name = table.name, index](Writer& out) {
                        out.add("DROP INDEX " + quote_beside(name, index.name));
                      },
                      [name = table.name, index](Writer& out) { add_index(out, name, index); }});
  }
}

schema::Name Dependents::source_of(const schema::Name& name) const {
  const schema::Table* table = schema::find_table(schema_, name);
  return table == nullptr ? name : schema::column_source(schema_, *table).name;
}

// PostgreSQL does not change the type of a column that `UPDATE OF` or a condition of a trigger
// names.
void Dependents::look_at_triggers(const std::vector<ChangedColumn>& changed) {
  for (const schema::Trigger& trigger : schema_.triggers) {
    const schema::Name source = source_of(trigger.table);
    const bool reads = std::ranges::any_of(changed, [&](const auto& column) {
      return column.table == source && reads_column(trigger, column.column);
    });
    if (!reads && !uses_any(trigger.definition, things_)) continue;
    parts_.push_back({[trigger](Writer& out) { postgresql::drop(out, trigger); },
                      [trigger](Writer& out) { create(out, trigger); }});
  }
}

// PostgreSQL does not change the type of a column that a view reads.
void Dependents::look_at(const schema::View& view) {
  parts_.push_back({[view](Writer& out) { postgresql::drop(out, view); },
                    [view, triggers = triggers_of(schema_, view.name)](Writer& out) {
                      create(out, view);
                      for (const schema::Trigger& trigger : triggers) create(out, trigger);
                    }});
}

void Dependents::drop(Writer& out) const {
  for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
    if (part->drop) part->drop(out);
  }
}

void Dependents::restore(Writer& out) const {
  for (const Part& part : parts_) {
    if (part.restore) part.restore(out);
  }
}

}  // namespace limbeck::sql::postgresql
