#include "migrations/operations/naming.h"

#include <utility>

#include "migrations/operations/apply.h"
#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"
#include "migrations/sql_text/expression.h"

namespace limbeck::operations {
namespace {

// Calls `with` with each constraint and index of the table.
template <class Table, class Function>
void for_each_constraint(Table& table, Function with) {
  if (table.primary_key) with(*table.primary_key);
  const auto each = [&](auto& constraints) {
    for (auto& one : constraints) with(one);
  };
  each(table.uniques);
  each(table.foreign_keys);
  each(table.checks);
  each(table.excludes);
  each(table.indexes);
}

// The operations that create constraints and indexes.
template <class Kind>
struct MakesConstraints {
  static constexpr Facts facts = Descriptor<Kind>::facts;
  static constexpr bool value =
      facts.verb == Verb::create && (facts.on == On::table || facts.on == On::index ||
                                     facts.on == On::primary_key || facts.on == On::constraint);
};

struct IsNameless {
  bool operator()(const CreateTable& op) const {
    bool found = false;
    for_each_constraint(op.table, [&](const auto& one) { found = found || one.name.empty(); });
    return found;
  }
  bool operator()(const CreateIndex& op) const { return op.index.name.empty(); }
  template <class Create>
  requires requires(const Create& op) { op.constraint.name; }
  bool operator()(const Create& op) const { return op.constraint.name.empty(); }
};
static_assert(Covers<IsNameless, Unsupported<>, MakesConstraints>::all);

// Applies the operations to a copy of the schema, because each may use what an earlier one has
// created.
class Namer {
 public:
  Namer(const schema::Schema& before, const schema::NamingConvention& convention)
      : schema_(before), applier_(schema_), convention_(convention) {}

  void name(std::vector<Operation>& operations) {
    for_each_leaf(operations, [&](Operation& operation) {
      visit_if(*this, operation.value);
      applier_.apply(operation);  // problems are ignored here: replaying the revision reports them
    });
  }

  void operator()(CreateTable& op) const {
    const schema::Table& with_columns = schema::column_source(schema_, op.table);
    for_each_constraint(op.table, [&](auto& one) { name(one, op.table.name, with_columns); });
    schema::sort(op.table);
  }
  void operator()(CreateIndex& op) const { name(op.table, op.index); }
  template <class Create>
  requires requires(Create& op) { op.constraint.name; }
  void operator()(Create& op) const { name(op.table, op.constraint); }

 private:
  template <class Constraint>
  void name(const Name& table, Constraint& constraint) const {
    static const schema::Table unknown;
    const schema::Table* found = schema::find_table(schema_, table);
    name(constraint, table, found == nullptr ? unknown : schema::column_source(schema_, *found));
  }

  void name(schema::PrimaryKey& key, const Name& table, const schema::Table&) const {
    give(key.name, "pk", table, key.columns);
  }
  void name(schema::Unique& unique, const Name& table, const schema::Table&) const {
    give(unique.name, "uq", table, unique.columns);
  }
  void name(schema::ForeignKey& key, const Name& table, const schema::Table&) const {
    give(key.name, "fk", table, key.columns, &key);
  }
  void name(schema::Check& check, const Name& table, const schema::Table& with_columns) const {
    std::vector<std::string> columns;
    for (const schema::Column& column : with_columns.columns) {
      if (sql_text::mentions_column(check.expression, column.name)) columns.push_back(column.name);
    }
    give(check.name, "ck", table, columns);
  }
  void name(schema::Exclude& exclude, const Name& table, const schema::Table&) const {
    give(exclude.name, "ex", table, {});
  }
  void name(schema::Index& index, const Name& table, const schema::Table&) const {
    std::vector<std::string> columns;
    for (const schema::IndexElement& element : index.elements) {
      columns.push_back(element.column.empty() ? schema::words_of(element.expression)
                                               : element.column);
    }
    give(index.name, "ix", table, columns);
  }

  void give(std::string& name, std::string_view kind, const Name& table,
            const std::vector<std::string>& columns,
            const schema::ForeignKey* key = nullptr) const {
    if (!name.empty()) return;
    schema::NameParts parts{.table = table.name, .columns = columns};
    if (key != nullptr) {
      parts.referred_table = key->ref_table.name;
      parts.referred_columns = key->ref_columns;
    }
    name = convention_.name(kind, parts);
  }

  schema::Schema schema_;
  Applier applier_;
  const schema::NamingConvention& convention_;
};

static_assert(Covers<const Namer, Unsupported<>, MakesConstraints>::all);

}  // namespace

bool has_nameless(const std::vector<Operation>& operations) {
  return any_of_leaves(operations, [](const Operation& operation) {
    return visit_or(IsNameless(), operation.value, false);
  });
}

void name_by_convention(std::vector<Operation>& operations, const schema::Schema& before,
                        const schema::NamingConvention& convention) {
  if (has_nameless(operations)) Namer(before, convention).name(operations);
}

}  // namespace limbeck::operations
