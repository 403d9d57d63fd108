#include "migrations/operations/naming.h"

#include <algorithm>
#include <utility>

#include "migrations/operations/apply.h"
#include "migrations/operations/visit.h"
#include "migrations/schema/expression.h"

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

struct IsNameless {
  bool operator()(const CreateTable& op) const {
    bool found = false;
    for_each_constraint(op.table, [&](const auto& one) { found = found || one.name.empty(); });
    return found;
  }
  bool operator()(const CreateIndex& op) const { return op.index.name.empty(); }
  bool operator()(const Execute& op) const { return has_nameless(op.effect); }
  bool operator()(const AutocommitBlock& op) const { return has_nameless(op.operations); }
  template <class Other>
  bool operator()(const Other& op) const {
    if constexpr (requires { op.constraint.name; }) {
      return op.constraint.name.empty();
    } else {
      return false;
    }
  }
};

// Follows the operations with a schema of its own, as each may name what one before it made.
class Namer {
 public:
  Namer(const schema::Schema& before, const schema::NamingConvention& convention)
      : schema_(before), applier_(schema_), convention_(convention) {}

  void name(std::vector<Operation>& operations) {
    for (Operation& operation : operations) {
      if (auto* execute = std::get_if<Execute>(&operation.value)) {
        name(execute->effect);
      } else if (auto* block = std::get_if<AutocommitBlock>(&operation.value)) {
        name(block->operations);
      } else {
        operations::visit(*this, operation.value);
        applier_.apply(operation);  // what cannot be applied is told by whoever does it
      }
    }
  }

  void operator()(CreateTable& op) const {
    const schema::Table& with_columns = schema::column_source(schema_, op.table);
    for_each_constraint(op.table, [&](auto& one) { name(one, op.table.name, with_columns); });
    schema::sort(op.table);
  }
  void operator()(CreateIndex& op) const { name(op.table, op.index); }
  template <class Other>
  void operator()(Other& op) const {
    if constexpr (requires { op.constraint.name; }) name(op.table, op.constraint);
  }

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
      if (schema::mentions_column(check.expression, column.name)) columns.push_back(column.name);
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

}  // namespace

bool has_nameless(const std::vector<Operation>& operations) {
  return std::ranges::any_of(operations, [](const Operation& operation) {
    return operations::visit(IsNameless(), operation.value);
  });
}

void name_by_convention(std::vector<Operation>& operations, const schema::Schema& before,
                        const schema::NamingConvention& convention) {
  if (has_nameless(operations)) Namer(before, convention).name(operations);
}

}  // namespace limbeck::operations
