// The hand that edits models: changes a schema, and leaves the hints that the models would hold.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "migrations/diff/diff.h"
#include "migrations/operations/operation.h"
#include "migrations/schema/schema.h"
#include "tests/property/random.h"

namespace limbeck::test {

/// smallint, integer, bigint.
bool is_integer(const schema::Type& type);
/// text, varchar.
bool is_text(const schema::Type& type);

/// Each edit says whether it found something to change; where it says no, the schema may be half
/// changed and is to be thrown away. An edit keeps the schema one that could be: what stood on a
/// thing that goes goes too, as a person would take it out of the models.
class Editor {
 public:
  /// What the values of a column must be after the upgrade, in terms of the rows before.
  struct Value {
    schema::Name table;      ///< before all edits
    std::string expression;  ///< for a row of it
    std::string fill;        ///< what the models say
    schema::Type type;
  };
  using Values = std::map<std::pair<schema::Name, std::string>, Value>;

  Editor(Random& random, schema::Schema& schema, diff::Hints& hints, Values& values,
         const schema::Schema& before, bool postgresql)
      : random_(random),
        schema_(schema),
        hints_(hints),
        values_(values),
        before_(before),
        postgresql_(postgresql) {}

  bool add_table();
  bool drop_table();
  bool rename_table();
  bool change_table_comment();
  bool change_table_setting();

  bool add_column();
  bool add_not_null_column();
  bool add_generated_column();
  bool drop_column();
  bool rename_column();
  bool swap_columns();
  bool widen_type();
  bool narrow_type();
  bool change_type();
  bool make_nullable();
  bool make_not_null();
  bool change_default();
  bool change_identity();
  bool change_generated();
  bool change_collation();
  bool change_column_comment();
  bool fill_from_column();
  bool move_column();
  bool swap_tables();
  bool swap_enum_values();

  bool change_primary_key();
  bool drop_primary_key();
  bool rename_constraint();
  bool add_unique();
  bool drop_unique();
  bool change_unique();
  bool add_foreign_key();
  bool drop_foreign_key();
  bool change_foreign_key();
  bool add_check();
  bool drop_check();
  bool change_check();
  bool add_exclude();
  bool add_index();
  bool drop_index();
  bool change_index();

  bool add_enum();
  bool add_enum_value();
  bool rename_enum();
  bool rename_enum_value();
  bool remove_enum_value();
  bool reorder_enum();
  bool add_sequence();
  bool change_sequence();
  bool drop_sequence();
  bool add_domain();
  bool change_domain();
  bool add_view();
  bool change_view();
  bool drop_view();
  bool add_function();
  bool change_function();
  bool drop_function();
  bool add_trigger();
  bool change_trigger();
  bool drop_trigger();
  bool add_partitioned_table();
  bool add_partition();
  bool detach_partition();
  bool attach_partition();
  bool add_extension();
  bool add_schema();
  bool change_object_comment();

 private:
  using Is = std::function<bool(const schema::Table&, const schema::Column&)>;
  using Place = std::pair<schema::Table*, schema::Column*>;

  /// A table that is no partition; null where there is none.
  schema::Table* any_table(const std::function<bool(const schema::Table&)>& is = {});
  /// A column of such a table; nulls where there is none.
  Place any_column(const Is& is);
  template <class Thing>
  std::pair<schema::Table*, Thing*> any_of(std::vector<Thing> schema::Table::*list,
                                           const std::function<bool(const Thing&)>& is = {}) {
    std::vector<std::pair<schema::Table*, Thing*>> found;
    for (schema::Table& table : schema_.tables) {
      if (table.partition_of) continue;
      for (Thing& thing : table.*list) {
        if (!is || is(thing)) found.emplace_back(&table, &thing);
      }
    }
    if (found.empty()) return {nullptr, nullptr};
    return random_.of(found);
  }
  template <class Thing>
  Thing* any_of(std::vector<Thing>& things, const std::function<bool(const Thing&)>& is = {}) {
    std::vector<Thing*> found;
    for (Thing& thing : things) {
      if (!is || is(thing)) found.push_back(&thing);
    }
    return found.empty() ? nullptr : random_.of(found);
  }

  /// A name that nothing has: mostly plain.
  std::string fresh(const std::string& base);
  std::string any_comment();
  std::string quoted(const std::string& name) const;
  std::string quoted(const schema::Name& name) const;
  std::string literal(const std::string& text) const;
  bool apply(operations::AnyOperation operation);
  bool done() {
    schema::sort(schema_);
    return true;
  }

  std::optional<Value> origin_of(const schema::Table& table, const schema::Column& column) const;
  /// A column of today that a fill reads: without it the fill would read what never was.
  bool is_new_and_read(const schema::Name& table, const std::string& column) const;
  bool drop_if_free(const schema::Name& of, const std::string& name);
  schema::Type any_type();
  std::string literal_for(const schema::Type& type);
  schema::Column any_new_column(const schema::Table& table);
  bool in_primary_key(const schema::Table& table, const std::string& column) const;
  /// Whether a check, an index's expression, a view … names the column in its text.
  bool is_in_texts(const schema::Table& table, const std::string& column) const;
  /// The columns that foreign keys tie to this one, itself among them.
  std::vector<Place> tied_to(const schema::Table& table, const std::string& column);
  bool retype(const std::function<std::optional<schema::Type>(const schema::Type&)>& change,
              bool keeps_texts);
  std::optional<schema::Type> wider(const schema::Type& type);
  std::optional<schema::Type> narrower(const schema::Type& type);
  std::optional<schema::Type> other(const schema::Type& type);

  void note_renamed_table(const schema::Name& from, const schema::Name& to);
  void note_renamed_column(const schema::Name& table, const std::string& from,
                           const std::string& to);
  void forget_column(const schema::Name& table, const std::string& column);
  /// `table`: of a column, whose name the triggers of other tables may well use for theirs.
  void rename_in_texts(const std::string& from, const std::string& to,
                       const schema::Name* table = nullptr);
  void drop_what_stands_on(schema::Table& table, const std::string& column);
  void drop_texts_with(const schema::Name& thing, const std::string& word);
  void drop_keys_to_what_is_no_key();
  schema::Index any_index(const schema::Table& table);

  Random& random_;
  schema::Schema& schema_;
  diff::Hints& hints_;
  Values& values_;
  const schema::Schema& before_;
  bool postgresql_;
};

}  // namespace limbeck::test
