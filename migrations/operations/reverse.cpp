#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "migrations/operations/apply.h"
#include "migrations/operations/apply/drop_constraint.h"
#include "migrations/operations/create.h"
#include "migrations/operations/renaming.h"

namespace limbeck::operations {
namespace {

using Reversed = std::optional<std::vector<Operation>>;  ///< nothing: the operation does not apply

std::vector<Operation> one(AnyOperation value) {
  std::vector<Operation> operations;
  operations.push_back({std::move(value), {}});
  return operations;
}

const schema::Column* column_of(const schema::Schema& schema, const Name& table,
                                const std::string& column) {
  const schema::Table* found = schema::find_table(schema, table);
  return found == nullptr ? nullptr : schema::find_column(*found, column);
}

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

template <class Thing>
std::optional<std::string> comment_of(const Thing* thing) {
  return thing == nullptr ? std::nullopt : std::optional(thing->comment);
}

std::optional<std::string> comment_of(const schema::Schema& schema, const schema::Object& object) {
  using Kind = schema::ObjectKind;
  switch (object.kind) {
    case Kind::schema:
      return comment_of(schema::find_namespace(schema, object.name.name));
    case Kind::extension:
      return comment_of(schema::find_extension(schema, object.name.name));
    case Kind::sequence:
      return comment_of(schema::find_sequence(schema, object.name));
    case Kind::domain:
      return comment_of(schema::find_domain(schema, object.name));
    case Kind::enumeration:
      return comment_of(schema::find_enum(schema, object.name));
    case Kind::view:
      return comment_of(schema::find_view(schema, object.name));
    case Kind::function:
      return comment_of(schema::find_function(schema, object.name, object.part));
    case Kind::trigger:
      return comment_of(schema::find_trigger(schema, object.name, object.part));
    case Kind::index:
      return comment_of(find_index(schema, object.name, object.part));
  }
  return std::nullopt;
}

AlterColumn reversed(const AlterColumn& op, const schema::Column& before) {
  AlterColumn back;
  back.table = op.table;
  back.column = op.column;
  if (op.type) back.type = before.type;
  back.using_expression = renamed_back(op.using_expression);
  if (op.nullable) back.nullable = before.nullable;
  if (op.default_sql) back.default_sql.emplace(before.default_sql);
  if (op.identity) back.identity.emplace(before.identity);
  if (op.generated) back.generated.emplace(before.generated);
  if (op.collation) back.collation = before.collation;
  if (op.comment) back.comment = before.comment;
  return back;
}

// One operation's reverse, from the schema it is applied to. Those without one are not asked.
struct Reverse {
  const schema::Schema& before;

  Reversed operator()(const CreateTable& op) const { return one(DropTable{op.table.name}); }
  Reversed operator()(const DropTable& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    std::vector<Operation> back = with_owned(creation_of(*table), op.table, {});
    add_triggers(op.table, back);
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
  // A primary key makes its columns NOT NULL; without it they may be what they were.
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
  // Rows that were found right stay so: there is nothing to take back but the mark.
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
  Reversed operator()(const CreateSchema& op) const { return one(DropSchema{op.schema.name}); }
  Reversed operator()(const DropSchema& op) const {
    return recreated<CreateSchema>(schema::find_namespace(before, op.name.name));
  }
  Reversed operator()(const CreateExtension& op) const {
    return one(DropExtension{op.extension.name});
  }
  Reversed operator()(const AlterExtension& op) const {
    const schema::Extension* old = schema::find_extension(before, op.name.name);
    if (old == nullptr) return std::nullopt;
    AlterExtension back{op.name, {}, {}};
    if (op.in_schema) back.in_schema = old->in_schema;
    if (op.version) back.version = old->version;
    return one(std::move(back));
  }
  Reversed operator()(const DropExtension& op) const {
    return recreated<CreateExtension>(schema::find_extension(before, op.name.name));
  }
  Reversed operator()(const CreateSequence& op) const {
    return one(DropSequence{op.sequence.name});
  }
  Reversed operator()(const AlterSequence& op) const {
    const schema::Sequence* old = schema::find_sequence(before, op.name);
    if (old == nullptr) return std::nullopt;
    AlterSequence back;
    back.name = op.name;
    if (op.type) back.type = old->type;
    if (op.start) back.start.emplace(old->start);
    if (op.increment) back.increment = old->increment;
    if (op.min) back.min.emplace(old->min);
    if (op.max) back.max.emplace(old->max);
    if (op.cache) back.cache = old->cache;
    if (op.cycle) back.cycle = old->cycle;
    if (op.owned_by) back.owned_by.emplace(old->owned_by);
    return one(std::move(back));
  }
  Reversed operator()(const DropSequence& op) const {
    return recreated<CreateSequence>(schema::find_sequence(before, op.name));
  }
  Reversed operator()(const CreateDomain& op) const { return one(DropDomain{op.domain.name}); }
  Reversed operator()(const AlterDomain& op) const {
    const schema::Domain* old = schema::find_domain(before, op.name);
    if (old == nullptr) return std::nullopt;
    AlterDomain back;
    back.name = op.name;
    if (op.default_sql) back.default_sql.emplace(old->default_sql);
    if (op.not_null) back.not_null = old->not_null;
    for (const schema::Check& check : op.add_checks) {
      if (check.name.empty()) return std::nullopt;
      back.drop_checks.push_back(check.name);
    }
    for (const std::string& name : op.drop_checks) {
      std::copy_if(old->checks.begin(), old->checks.end(), std::back_inserter(back.add_checks),
                   [&](const schema::Check& check) { return check.name == name; });
    }
    return one(std::move(back));
  }
  Reversed operator()(const DropDomain& op) const {
    return recreated<CreateDomain>(schema::find_domain(before, op.name));
  }
  Reversed operator()(const CreateView& op) const { return one(DropView{op.view.name}); }
  Reversed operator()(const ReplaceView& op) const {
    const schema::View* old = schema::find_view(before, op.view.name);
    if (old == nullptr) return std::nullopt;
    schema::View view = *old;
    view.indexes.clear();
    view.comment.clear();
    return one(ReplaceView{std::move(view)});
  }
  Reversed operator()(const DropView& op) const {
    const schema::View* view = schema::find_view(before, op.name);
    if (view == nullptr) return std::nullopt;
    auto back = creation_of(*view);
    add_triggers(op.name, back);
    return back;
  }
  Reversed operator()(const CreateFunction& op) const {
    return one(DropFunction{op.function.name, op.function.arguments});
  }
  Reversed operator()(const ReplaceFunction& op) const {
    const schema::Function* old =
        schema::find_function(before, op.function.name, op.function.arguments);
    if (old == nullptr) return std::nullopt;
    schema::Function function = *old;
    function.comment.clear();
    return one(ReplaceFunction{std::move(function)});
  }
  Reversed operator()(const DropFunction& op) const {
    return recreated<CreateFunction>(schema::find_function(before, op.name, op.arguments));
  }
  Reversed operator()(const CreateTrigger& op) const {
    return one(DropTrigger{op.trigger.table, op.trigger.name});
  }
  Reversed operator()(const ReplaceTrigger& op) const {
    const schema::Trigger* old = schema::find_trigger(before, op.trigger.table, op.trigger.name);
    if (old == nullptr) return std::nullopt;
    schema::Trigger trigger = *old;
    trigger.mode = schema::TriggerMode::enabled;
    trigger.comment.clear();
    return one(ReplaceTrigger{std::move(trigger)});
  }
  Reversed operator()(const AlterTrigger& op) const {
    const schema::Trigger* old = schema::find_trigger(before, op.table, op.trigger);
    if (old == nullptr) return std::nullopt;
    return one(AlterTrigger{op.table, op.trigger, old->mode});
  }
  Reversed operator()(const DropTrigger& op) const {
    return recreated<CreateTrigger>(schema::find_trigger(before, op.table, op.trigger));
  }
  Reversed operator()(const CommentOn& op) const {
    const auto old = comment_of(before, op.object);
    if (!old) return std::nullopt;
    return one(CommentOn{op.object, *old});
  }
  Reversed operator()(const CreateEnum& op) const { return one(DropEnum{op.type.name}); }
  Reversed operator()(const DropEnum& op) const {
    const schema::Enum* type = schema::find_enum(before, op.name);
    if (type == nullptr) return std::nullopt;
    return one(CreateEnum{*type});
  }
  // No database takes a single value out of an enum.
  Reversed operator()(const AddEnumValue& op) const { return values_of(op.name); }
  Reversed operator()(const RenameEnumValue& op) const {
    return one(RenameEnumValue{op.name, op.new_value, op.value});
  }
  Reversed operator()(const ReplaceEnum& op) const { return values_of(op.name); }
  template <class Other>
  Reversed operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  template <class Create, class Thing>
  static Reversed recreated(const Thing* thing) {
    if (thing == nullptr) return std::nullopt;
    return one(Create{*thing});
  }

  // The triggers that go with a table or view.
  void add_triggers(const Name& table, std::vector<Operation>& back) const {
    for (const schema::Trigger& trigger : before.triggers) {
      if (trigger.table == table) back.push_back({CreateTrigger{trigger}, {}});
    }
  }

  // And the sequences, which stand before the defaults that read them, and find their owner after.
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

  // A table that was attached has its constraints under other names once it is detached: those are
  // made what they were.
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
        if (std::find(then.begin(), then.end(), one) == then.end()) back.push_back({drop(one), {}});
      }
      for (const auto& one : then) {
        if (std::find(now.begin(), now.end(), one) == now.end()) made.push_back({create(one), {}});
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
      AlterColumn change;
      change.table = op.partition;
      change.column = column.name;
      if (now->nullable != column.nullable) change.nullable = column.nullable;
      if (now->default_sql != column.default_sql) change.default_sql.emplace(column.default_sql);
      if (now->identity != column.identity) change.identity.emplace(column.identity);
      if (now->collation != column.collation) change.collation = column.collation;
      if (now->comment != column.comment) change.comment = column.comment;
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

Problem without_reverse(const Operation& operation, const std::string& why) {
  return {std::string(name_of(operation)) + ": " + why +
              "; write the downgrade, or say that there is none with limbeck::irreversible",
          operation.location};
}

// Why limbeck cannot know what undoes it; nothing if it can.
std::optional<Problem> no_reverse(const Operation& operation) {
  if (std::holds_alternative<Execute>(operation.value)) {
    return without_reverse(operation, "limbeck cannot know what undoes this SQL");
  }
  if (std::holds_alternative<Run>(operation.value)) {
    return without_reverse(operation, "limbeck cannot know what undoes a data migration in C++");
  }
  if (std::holds_alternative<BulkInsert>(operation.value)) {
    return without_reverse(operation, "limbeck cannot know which rows to take out again");
  }
  return std::nullopt;
}

using AllReversed = std::variant<std::vector<Operation>, std::vector<Problem>>;

// Reverses a list from the applier's schema, which it takes to the schema after the list. `made`
// are the tables that the list itself makes: their rows go with them.
AllReversed reverse_all(const std::vector<Operation>& operations, Applier& applier,
                        std::set<Name>& made) {
  std::vector<std::vector<Operation>> steps;
  std::vector<Problem> problems;
  for (const Operation& operation : operations) {
    if (const auto* insert = std::get_if<BulkInsert>(&operation.value);
        insert != nullptr && made.contains(insert->table)) {
      continue;
    }
    if (const auto* block = std::get_if<AutocommitBlock>(&operation.value)) {
      auto inner = reverse_all(block->operations, applier, made);
      if (auto* found = std::get_if<std::vector<Problem>>(&inner)) {
        std::move(found->begin(), found->end(), std::back_inserter(problems));
      } else {
        steps.push_back(one(AutocommitBlock{std::get<std::vector<Operation>>(std::move(inner))}));
        steps.back().front().location = operation.location;
      }
      continue;
    }
    if (auto problem = no_reverse(operation)) {
      problems.push_back(std::move(*problem));
      applier.apply(operation);
      continue;
    }
    auto back = std::visit(Reverse{applier.schema()}, operation.value);
    if (auto problem = applier.apply(operation)) {
      problems.push_back(std::move(*problem));
      continue;
    }
    if (const auto* create = std::get_if<CreateTable>(&operation.value))
      made.insert(create->table.name);
    if (const auto* rename = std::get_if<RenameTable>(&operation.value);
        rename != nullptr && made.erase(rename->table) > 0) {
      made.insert({rename->table.schema, rename->new_name});
    }
    for (Operation& step : *back) step.location = operation.location;
    steps.push_back(std::move(*back));
  }
  if (!problems.empty()) return problems;
  std::vector<Operation> all;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    std::move(step->begin(), step->end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace

std::variant<std::vector<Operation>, Problem> reverse(const Operation& operation,
                                                      const schema::Schema& before) {
  if (auto problem = no_reverse(operation)) return *std::move(problem);
  if (!std::holds_alternative<AutocommitBlock>(operation.value)) {
    if (auto back = std::visit(Reverse{before}, operation.value)) {
      for (Operation& step : *back) step.location = operation.location;
      return *std::move(back);
    }
  }
  auto all = reverse(std::vector<Operation>{operation}, before);
  if (auto* problems = std::get_if<std::vector<Problem>>(&all)) return std::move(problems->front());
  return std::get<std::vector<Operation>>(std::move(all));
}

std::variant<std::vector<Operation>, std::vector<Problem>> reverse(
    const std::vector<Operation>& operations, const schema::Schema& before) {
  schema::Schema schema = before;
  return reverse_and_apply(operations, schema);
}

std::variant<std::vector<Operation>, std::vector<Problem>> reverse_and_apply(
    const std::vector<Operation>& operations, schema::Schema& schema) {
  Applier applier(schema);
  return reverse_and_apply(operations, applier);
}

std::variant<std::vector<Operation>, std::vector<Problem>> reverse_and_apply(
    const std::vector<Operation>& operations, Applier& applier) {
  std::set<Name> made;
  return reverse_all(operations, applier, made);
}

}  // namespace limbeck::operations
