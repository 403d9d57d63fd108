#include <algorithm>
#include <string>
#include <utility>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/column_change.h"
#include "migrations/operations/create.h"
#include "migrations/operations/drop_constraint.h"
#include "migrations/operations/renaming.h"
#include "migrations/operations/reverse_one.h"
#include "migrations/operations/subject.h"
#include "migrations/operations/visit.h"

namespace limbeck::operations {
namespace {

const schema::Column* column_of(const schema::Schema& schema, const Name& table,
                                const std::string& column) {
  const schema::Table* found = schema::find_table(schema, table);
  return found == nullptr ? nullptr : schema::find_column(*found, column);
}
AlterColumn reversed(const AlterColumn& op, const schema::Column& before) {
  AlterColumn back;
  back.table = op.table;
  back.column = op.column;
  each_altered_field<AlterColumn>([&](const auto& field, const auto& part) {
    if (op.*part.change) (back.*part.change).emplace(before.*field.member);
  });
  back.using_expression = renamed_back(op.using_expression);
  // NULLs that were written since then are replaced by the default.
  if (op.nullable == true && !before.nullable && !before.generated)
    back.fill = before.default_sql.value_or("");
  return back;
}
// One operation's reverse, from the schema it is applied to.
struct ReverseTables {
  const schema::Schema& before;

  Reversed operator()(const CreateTable& op) const { return one(DropTable{op.table.name}); }
  Reversed operator()(const DropTable& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    std::vector<Operation> back = with_owned(creation_of(*table), op.table, {});
    add_triggers(before, op.table, back);
    return back;
  }
  Reversed operator()(const RenameTable& op) const {
    return one(RenameTable{{op.table.schema, op.new_name}, op.table.name});
  }
  Reversed operator()(const AlterTableComment& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    return one(AlterTableComment{op.table, table->comment});
  }
  Reversed operator()(const AlterTableSettings& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    AlterTableSettings back{op.table, {}};
    for (const auto& [name, value] : op.settings) {
      const auto old = table->settings.find(name);
      back.settings[name] = old == table->settings.end() ? std::string() : old->second;
    }
    return one(std::move(back));
  }
  Reversed operator()(const AddColumn& op) const {
    return one(DropColumn{op.table, op.column.name});
  }
  Reversed operator()(const DropColumn& op) const {
    const schema::Column* column = column_of(before, op.table, op.column);
    if (column == nullptr) return std::nullopt;
    return with_owned(one(AddColumn{op.table, *column, {}}), op.table, op.column);
  }
  Reversed operator()(const RenameColumn& op) const {
    return one(RenameColumn{op.table, op.new_name, op.column});
  }
  Reversed operator()(const AlterColumn& op) const {
    const schema::Column* column = column_of(before, op.table, op.column);
    if (column == nullptr) return std::nullopt;
    return one(reversed(op, *column));
  }
  Reversed operator()(const CreateIndex& op) const {
    return one(DropIndex{op.table, op.index.name, op.concurrently});
  }
  Reversed operator()(const DropIndex& op) const {
    const schema::Index* index = find_index(before, op.table, op.index);
    if (index == nullptr) return std::nullopt;
    return one(CreateIndex{op.table, *index, op.concurrently});
  }
  Reversed operator()(const RenameIndex& op) const {
    return one(RenameIndex{op.table, op.new_name, op.index});
  }
  Reversed operator()(const RenameConstraint& op) const {
    return one(RenameConstraint{op.table, op.new_name, op.name});
  }
  // A primary key makes its columns NOT NULL. Without it they get their former nullability.
  Reversed operator()(const CreatePrimaryKey& op) const {
    std::vector<Operation> back = one(dropping(op.table, op.constraint));
    for (const std::string& name : op.constraint.columns) {
      const schema::Column* column = column_of(before, op.table, name);
      if (column == nullptr) return std::nullopt;
      if (!column->nullable) continue;
      AlterColumn nullable;
      nullable.table = op.table;
      nullable.column = name;
      nullable.nullable = true;
      back.push_back({std::move(nullable), {}});
    }
    return back;
  }
  Reversed operator()(const CreateUnique& op) const {
    return one(dropping(op.table, op.constraint));
  }
  Reversed operator()(const CreateForeignKey& op) const {
    return one(dropping(op.table, op.constraint));
  }
  Reversed operator()(const CreateCheck& op) const {
    return one(dropping(op.table, op.constraint));
  }
  Reversed operator()(const CreateExclude& op) const {
    return one(dropping(op.table, op.constraint));
  }
  Reversed operator()(const DropConstraint& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    const auto found = find_constraints(*table, op);
    if (found.size() != 1) return std::nullopt;
    return one(creation_of(*table, found.front()));
  }
  // Rows that were validated stay valid, so there is nothing to undo but the mark.
  Reversed operator()(const ValidateConstraint& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    const auto again = [&](const auto& constraints, auto create) -> Reversed {
      for (const auto& constraint : constraints) {
        if (constraint.name != op.name) continue;
        if (!constraint.not_valid) return std::vector<Operation>{};
        std::vector<Operation> back = one(dropping(op.table, constraint));
        create.table = op.table;
        create.constraint = constraint;
        back.push_back({std::move(create), {}});
        return back;
      }
      return std::nullopt;
    };
    auto back = again(table->foreign_keys, CreateForeignKey{});
    return back ? back : again(table->checks, CreateCheck{});
  }
  Reversed operator()(const AttachPartition& op) const { return attached(op); }
  Reversed operator()(const DetachPartition& op) const {
    const schema::Table* table = schema::find_table(before, op.partition);
    if (table == nullptr || !table->partition_of) return std::nullopt;
    return one(AttachPartition{op.table, op.partition, table->partition_of->bound});
  }
  Reversed operator()(const CreateEnum& op) const { return one(DropEnum{op.type.name}); }
  Reversed operator()(const DropEnum& op) const {
    const schema::Enum* type = schema::find_enum(before, op.name);
    if (type == nullptr) return std::nullopt;
    return one(CreateEnum{*type});
  }
  Reversed operator()(const RenameEnum& op) const {
    return one(RenameEnum{{op.name.schema, op.new_name}, op.name.name});
  }
  // No database can remove a single value of an enum.
  Reversed operator()(const AddEnumValue& op) const { return values_of(op.name); }
  Reversed operator()(const RenameEnumValue& op) const {
    return one(RenameEnumValue{op.name, op.new_value, op.value});
  }
  Reversed operator()(const ReplaceEnum& op) const { return values_of(op.name); }

 private:
  // The sequences are created before the defaults that read them, and get their owners afterwards.
  std::vector<Operation> with_owned(std::vector<Operation> back, const Name& table,
                                    const std::string& column) const {
    for (const schema::Sequence& sequence : before.sequences) {
      if (!sequence.owned_by || sequence.owned_by->table != table ||
          (!column.empty() && sequence.owned_by->column != column)) {
        continue;
      }
      schema::Sequence free = sequence;
      free.owned_by.reset();
      back.insert(back.begin(), {CreateSequence{std::move(free)}, {}});
      AlterSequence own;
      own.name = sequence.name;
      own.owned_by.emplace(sequence.owned_by);
      back.push_back({std::move(own), {}});
    }
    return back;
  }

  // The constraints of a table that was attached have other names after it is detached. They get
  // their former names.
  Reversed attached(const AttachPartition& op) const {
    const schema::Table* table = schema::find_table(before, op.partition);
    if (table == nullptr) return std::nullopt;
    schema::Schema after = before;
    std::vector<Operation> back = one(DetachPartition{op.table, op.partition});
    if (apply({op, {}}, after) || apply(back.front(), after)) return std::nullopt;
    const schema::Table& detached = *schema::find_table(after, op.partition);
    std::vector<Operation> made;
    const auto compare = [&](const auto& now, const auto& then, auto drop, auto create) {
      for (const auto& one : now) {
        if (std::ranges::find(then, one) == then.end()) back.push_back({drop(one), {}});
      }
      for (const auto& one : then) {
        if (std::ranges::find(now, one) == now.end()) made.push_back({create(one), {}});
      }
    };
    const auto drop = [&](const auto& constraint) { return dropping(op.partition, constraint); };
    const auto list = [](const std::optional<schema::PrimaryKey>& key) {
      return key ? std::vector<schema::PrimaryKey>{*key} : std::vector<schema::PrimaryKey>{};
    };
    compare(list(detached.primary_key), list(table->primary_key), drop, [&](const auto& key) {
      return CreatePrimaryKey{op.partition, key};
    });
    compare(detached.uniques, table->uniques, drop, [&](const auto& unique) {
      return CreateUnique{op.partition, unique};
    });
    compare(
        detached.indexes, table->indexes,
        [&](const auto& index) {
          return DropIndex{op.partition, index.name};
        },
        [&](const auto& index) {
          return CreateIndex{op.partition, index};
        });
    compare(detached.foreign_keys, table->foreign_keys, drop, [&](const auto& key) {
      return CreateForeignKey{op.partition, key};
    });
    compare(detached.checks, table->checks, drop, [&](const auto& check) {
      return CreateCheck{op.partition, check};
    });
    for (const schema::Column& column : table->columns) {
      const schema::Column* now = schema::find_column(detached, column.name);
      if (now == nullptr || *now == column) continue;
      AlterColumn change = column_change(op.partition, *now, column);
      // A table with another type or expression cannot be attached, so only the spelling differs.
      change.type.reset();
      change.generated.reset();
      made.push_back({std::move(change), {}});
    }
    std::move(made.begin(), made.end(), std::back_inserter(back));
    return back;
  }

  Reversed values_of(const Name& name) const {
    const schema::Enum* type = schema::find_enum(before, name);
    if (type == nullptr) return std::nullopt;
    return one(ReplaceEnum{name, type->values});
  }
};

template <class Kind>
struct IsOnNoObject {
  static constexpr bool value = !IsOnObject<Kind>::value;
};

using WithoutReverse = Unsupported<Execute, BulkInsert, Run, AutocommitBlock>;
static_assert(Covers<ReverseTables, WithoutReverse, IsOnNoObject>::all);

}  // namespace

const schema::Index* find_index(const schema::Schema& schema, const Name& table,
                                const std::string& name) {
  const schema::View* view = schema::find_view(schema, table);
  const schema::Table* owner = schema::find_table(schema, table);
  if (view == nullptr && owner == nullptr) return nullptr;
  for (const schema::Index& index : view == nullptr ? owner->indexes : view->indexes) {
    if (index.name == name) return &index;
  }
  return nullptr;
}
Reversed reverse_one(const Operation& operation, const schema::Schema& before) {
  if (is_object(facts_of(operation).on)) return reverse_on_object(operation, before);
  return visit_or(ReverseTables{before}, operation.value, Reversed());
}

}  // namespace limbeck::operations
