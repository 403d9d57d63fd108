#include "compiler/emit/operation_source.h"

#include <type_traits>
#include <utility>
#include <variant>

#include "compiler/emit/spec_fields.h"
#include "migrations/operations/altered_fields.h"
#include "migrations/operations/visit.h"
#include "migrations/schema/dialect_keys.h"

namespace limbeck::compiler {
namespace {

using operations::Operation;

constexpr const char* lambda_head = "[](limbeck::Operations& op)";
constexpr const char* empty_lambda_head = "[](limbeck::Operations&)";

Cpp op(std::string_view name, std::vector<Cpp> arguments) {
  return Cpp::call("op." + std::string(name), std::move(arguments));
}

Cpp step_source(const std::vector<Operation>& operations, Step step) {
  return Cpp::lambda(operations.empty() ? empty_lambda_head : lambda_head,
                     statements_of(operations, step));
}

Cpp value_source(const operations::Value& value) {
  return std::visit(
      [](const auto& held) -> Cpp {
        using T = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<T, std::monostate>) return "nullptr";
        if constexpr (std::is_same_v<T, bool>) return held ? "true" : "false";
        if constexpr (std::is_same_v<T, std::int64_t>) return cpp_integer(held);
        if constexpr (std::is_same_v<T, double>) return cpp_double(held);
        if constexpr (std::is_same_v<T, std::string>) return cpp_string(held);
      },
      value);
}

std::vector<Cpp> by_dialect(const std::map<std::string, std::string>& sql) {
  std::vector<Cpp> texts;
  for (const std::string_view dialect : schema::dialect_keys) {
    const auto found = sql.find(std::string(dialect));
    if (found != sql.end()) texts.push_back(Cpp::member(dialect, cpp_string(found->second)));
  }
  return texts;
}

std::string constraint_type(schema::ConstraintKind kind) {
  using schema::ConstraintKind;
  switch (kind) {
    case ConstraintKind::any:
      return "any";
    case ConstraintKind::primary:
      return "primary";
    case ConstraintKind::unique:
      return "unique";
    case ConstraintKind::foreign_key:
      return "foreign_key";
    case ConstraintKind::check:
      return "check";
    case ConstraintKind::exclude:
      return "exclude";
  }
  return "any";
}

// The value of a field in alter_column and its like; `limbeck::none` removes it.
Cpp change_source(std::int64_t number) { return cpp_integer(number); }
Cpp change_source(const schema::OwnedBy& owner) {
  return Cpp::braces(members_of(owner), "limbeck::OwnedBy");
}
Cpp change_source(bool flag) { return flag ? "true" : "false"; }
Cpp change_source(const schema::Type& type) { return source_of(type); }
Cpp change_source(const schema::Identity& identity) { return source_of(identity); }
Cpp change_source(const schema::Generated& generated) { return cpp_string(generated.expression); }
Cpp change_source(const std::string& text) {
  return text.empty() ? Cpp("limbeck::none") : Cpp(cpp_string(text));
}
template <class Value>
Cpp change_source(const std::optional<Value>& value) {
  return value ? change_source(*value) : Cpp("limbeck::none");
}

// Writes the statements of one operation.
class Writer {
 public:
  Writer(std::vector<Cpp>& out, Step step, bool is_computed = false)
      : out_(out), step_(step), is_computed_(is_computed) {}

  void operator()(const operations::CreateTable& o) {
    add("create_table", {source_of(o.table.name), source_of(o.table)});
    for (const schema::Index& index : o.table.indexes)
      (*this)(operations::CreateIndex{o.table.name, index});
  }
  void operator()(const operations::AlterTableSettings& o) {
    add("alter_table_settings", {source_of(o.table), source_of(o.settings)});
  }
  void operator()(const operations::AddColumn& o) {
    if (needs_fill(o)) remark_on_fill(o);
    add("add_column", {source_of(o.table), source_of(o.column, o.fill)});
  }
  void operator()(const operations::AlterColumn& o) {
    const bool computed = is_computed_ || (o.generated && *o.generated);
    if (o.nullable == false && o.fill.empty() && !computed) remark_on_null(o);
    add("alter_column", {source_of(o.table), cpp_string(o.column), Cpp::braces(changes_of(o))});
  }
  void operator()(const operations::CreateIndex& o) {
    std::vector<Cpp> elements;
    for (const schema::IndexElement& element : o.index.elements)
      elements.push_back(source_of(element));
    std::vector<Cpp> arguments = {cpp_string(o.index.name), source_of(o.table),
                                  Cpp::braces(std::move(elements))};
    if (auto options = index_options(o.index, o.concurrently); !options.empty()) {
      arguments.push_back(Cpp::braces(std::move(options)));
    }
    add("create_index", std::move(arguments));
  }
  void operator()(const operations::DropIndex& o) {
    std::vector<Cpp> arguments = {cpp_string(o.index), source_of(o.table)};
    if (o.concurrently) arguments.push_back(Cpp::braces({Cpp::member("concurrently", "true")}));
    add("drop_index", std::move(arguments));
  }
  void operator()(const operations::CreatePrimaryKey& o) {
    if (!o.constraint.include.empty()) return add_constraint("create_primary_key", o);
    std::vector<Cpp> arguments = {cpp_string(o.constraint.name), source_of(o.table),
                                  source_of(o.constraint.columns)};
    if (o.constraint.deferrable != schema::Deferrable::no) {
      arguments.push_back(deferrable_source(o.constraint.deferrable));
    }
    add("create_primary_key", std::move(arguments));
  }
  void operator()(const operations::CreateUnique& o) {
    add_constraint("create_unique_constraint", o);
  }
  void operator()(const operations::CreateForeignKey& o) {
    add_constraint("create_foreign_key", o);
  }
  void operator()(const operations::CreateCheck& o) {
    add_constraint("create_check_constraint", o);
  }
  void operator()(const operations::CreateExclude& o) {
    add_constraint("create_exclude_constraint", o);
  }
  void operator()(const operations::DropConstraint& o) {
    std::vector<Cpp> which;
    if (o.kind != schema::ConstraintKind::any) {
      which.push_back(Cpp::member("type", "limbeck::ConstraintType::" + constraint_type(o.kind)));
    }
    if (!o.columns.empty()) which.push_back(Cpp::member("columns", source_of(o.columns)));
    if (!o.expression.empty()) which.push_back(Cpp::member("expression", cpp_string(o.expression)));
    std::vector<Cpp> arguments = {cpp_string(o.name), source_of(o.table)};
    if (!which.empty()) arguments.push_back(Cpp::braces(std::move(which)));
    add("drop_constraint", std::move(arguments));
  }
  void operator()(const operations::CreateSchema& o) {
    std::vector<Cpp> arguments = {cpp_string(o.thing.name.name)};
    if (!o.thing.comment.empty()) arguments.emplace_back(cpp_string(o.thing.comment));
    add("create_schema", std::move(arguments));
  }
  // Of an object that has nothing but its name, only that is written.
  template <class Thing>
  void operator()(const operations::CreateObject<Thing>& o) {
    std::vector<Cpp> arguments = {source_of(o.thing.name)};
    if constexpr (schema::is_on_table<Thing>) arguments.push_back(source_of(o.thing.table));
    if (auto members = members_of(o.thing); !members.empty())
      arguments.push_back(Cpp::braces(std::move(members)));
    add(operations::Descriptor<operations::CreateObject<Thing>>::facts.name, std::move(arguments));
  }
  template <operations::AltersObject Alter>
  void operator()(const Alter& o) {
    add(operations::Descriptor<Alter>::facts.name, {source_of(o.name), Cpp::braces(changes_of(o))});
  }
  void operator()(const operations::CreateView& o) {
    add("create_view", {source_of(o.view.name), source_of(o.view)});
    for (const schema::Index& index : o.view.indexes)
      (*this)(operations::CreateIndex{o.view.name, index});
  }
  void operator()(const operations::ReplaceView& o) {
    add("replace_view", {source_of(o.view.name), source_of(o.view)});
  }
  void operator()(const operations::CreateFunction& o) {
    add("create_function", {source_of(o.function.name), source_of(o.function)});
  }
  void operator()(const operations::ReplaceFunction& o) {
    add("replace_function", {source_of(o.function.name), source_of(o.function)});
  }
  void operator()(const operations::DropFunction& o) {
    std::vector<Cpp> arguments = {source_of(o.name)};
    if (!o.arguments.empty()) arguments.emplace_back(cpp_string(o.arguments));
    add("drop_function", std::move(arguments));
  }
  void operator()(const operations::CreateTrigger& o) {
    add("create_trigger",
        {cpp_string(o.trigger.name), source_of(o.trigger.table), source_of(o.trigger)});
  }
  void operator()(const operations::ReplaceTrigger& o) {
    add("replace_trigger",
        {cpp_string(o.trigger.name), source_of(o.trigger.table), source_of(o.trigger)});
  }
  void operator()(const operations::AlterTrigger& o) {
    if (o.mode == schema::TriggerMode::disabled) {
      return add("disable_trigger", {cpp_string(o.trigger), source_of(o.table)});
    }
    std::vector<Cpp> arguments = {cpp_string(o.trigger), source_of(o.table)};
    if (o.mode != schema::TriggerMode::enabled) {
      arguments.emplace_back(trigger_mode_source(o.mode));
    }
    add("enable_trigger", std::move(arguments));
  }
  void operator()(const operations::CommentOn& o) {
    if (o.comment.empty()) return add("drop_comment", {source_of(o.object)});
    add("create_comment", {source_of(o.object), cpp_string(o.comment)});
  }
  void operator()(const operations::CreateEnum& o) {
    std::vector<Cpp> arguments = {source_of(o.type.name), source_of(o.type.values)};
    if (!o.type.comment.empty()) arguments.emplace_back(cpp_string(o.type.comment));
    add("create_enum", std::move(arguments));
  }
  void operator()(const operations::Execute& o) {
    std::vector<Cpp> arguments;
    if (const auto same = o.sql.find(""); same != o.sql.end()) {
      arguments.emplace_back(cpp_string(same->second));
    } else {
      arguments.push_back(Cpp::braces(by_dialect(o.sql)));
    }
    if (!o.effect.empty()) arguments.push_back(step_source(o.effect, step_));
    add("execute", std::move(arguments));
  }
  void operator()(const operations::BulkInsert& o) {
    std::vector<Cpp> rows;
    for (const auto& row : o.rows) {
      std::vector<Cpp> values;
      for (const operations::Value& value : row) values.push_back(value_source(value));
      rows.push_back(Cpp::braces(std::move(values)));
    }
    add("bulk_insert", {source_of(o.table), source_of(o.columns), Cpp::braces(std::move(rows))});
  }
  void operator()(const operations::Run& o) {
    // The value of this kind has a function, whose name is not known.
    out_.push_back(Cpp::call(
        "static_assert", {"false", cpp_string("name the function to run here: " + o.description)}));
  }
  void operator()(const operations::AutocommitBlock& o) {
    add("autocommit_block", {step_source(o.operations, step_)});
  }

 private:
  void add(std::string_view name, std::vector<Cpp> arguments) {
    out_.push_back(op(name, std::move(arguments)));
  }

  template <class Create>
  void add_constraint(const char* name, const Create& o) {
    add(name, {source_of(o.table), source_of(o.constraint)});
  }

  void remark_on_null(const operations::AlterColumn& o) {
    const std::string column = "'" + to_string(o.table) + "." + o.column + "'";
    if (step_ == Step::downgrade) {
      out_.push_back(Cpp::comment("Fails where a row has NULL in " + column +
                                  ", unless .fill says in SQL what it becomes first."));
      return;
    }
    demand("rows with NULL in " + column +
           " need a value: give it a .fill = \"SQL expression\" below, and delete this line");
  }

  // Decisions that only a person can make.
  void demand(const std::string& what) {
    out_.push_back(Cpp::call("static_assert", {"false", cpp_string(what)}));
  }

  void remark_on_fill(const operations::AddColumn& o) {
    const std::string column = "'" + to_string(o.table) + "." + o.column.name + "'";
    if (step_ == Step::downgrade) {
      out_.push_back(Cpp::comment(
          "Fails where there are rows, unless .fill says in SQL which value they get in " + column +
          "."));
      return;
    }
    demand("rows already there need a value in " + column +
           ": give it a .fill = \"SQL expression\" below, and delete this line");
  }

  template <operations::AltersObject Alter>
  static std::vector<Cpp> changes_of(const Alter& o) {
    std::vector<Cpp> changes;
    operations::each_altered_field<Alter>([&](const auto& field, const auto& row) {
      const auto& change = o.*row.change;
      // A plain text in the spec cannot say that the field gets an empty value.
      using Spec = std::remove_cvref_t<decltype(typename operations::AlteredFields<Alter>::Spec().*
                                                row.spec)>;
      if constexpr (std::is_same_v<Spec, std::string_view>) {
        if (change && change->empty()) return;
      }
      if (change) changes.push_back(Cpp::member(field.cpp_name, change_source(*change)));
    });
    operations::each_altered_parts<Alter>([&](const auto& field, const auto& row) {
      const std::string name = field.cpp_name;
      if (!(o.*row.drop).empty())
        changes.push_back(Cpp::member("drop_" + name, source_of(o.*row.drop)));
      if (!(o.*row.add).empty())
        changes.push_back(Cpp::member("add_" + name, compiler::value_source(o.*row.add)));
    });
    return changes;
  }

  static std::vector<Cpp> changes_of(const operations::AlterColumn& o) {
    std::vector<Cpp> changes;
    const auto put = [&](const char* name, Cpp value) {
      changes.push_back(Cpp::member(name, std::move(value)));
    };
    operations::each_altered_field<operations::AlterColumn>(
        [&](const auto& field, const auto& part) {
          const auto& change = o.*part.change;
          if (change) put(field.cpp_name, change_source(*change));
          if constexpr (std::is_same_v<decltype(change), decltype((o.generated))>) {
            if (change && *change && !(*change)->stored) put("generated_stored", "false");
          }
        });
    if (!o.using_expression.empty()) put("using_expression", cpp_string(o.using_expression));
    if (!o.using_by_dialect.empty())
      put("using_expression", Cpp::braces(by_dialect(o.using_by_dialect), "limbeck::SqlByDialect"));
    if (!o.fill.empty()) put("fill", cpp_string(o.fill));
    return changes;
  }

  std::vector<Cpp>& out_;
  Step step_;
  bool is_computed_;
};
static_assert(
    operations::Covers<Writer, operations::Unsupported<>, operations::HoldsSchemaValues>::all);

// The arguments of kinds that have only names and texts.
struct Arguments {
  std::vector<Cpp>& out;

  void operator()(const char*, const schema::Name& name) const { out.push_back(source_of(name)); }
  void operator()(const char*, const operations::OtherName& other) const {
    out.push_back(source_of(other.name));
  }
  void operator()(const char*, const operations::Optional& argument) const {
    if (!argument.text.empty()) out.emplace_back(cpp_string(argument.text));
  }
  void operator()(const char*, const operations::OptionalInCpp& argument) const {
    if (!argument.text.empty()) out.emplace_back(cpp_string(argument.text));
  }
  void operator()(const char*, const operations::SqlText& sql) const {
    out.emplace_back(cpp_string(sql.text));
  }
  void operator()(const char*, const std::string& text) const {
    out.emplace_back(cpp_string(text));
  }
  void operator()(const char*, const std::vector<std::string>& texts) const {
    out.push_back(source_of(texts));
  }
};

// Alembic names an index, a constraint or a trigger before its table.
bool is_named_before_its_table(const operations::Facts& facts) {
  using operations::On;
  return facts.on == On::index || facts.on == On::constraint ||
         (facts.on == On::object &&
          schema::facts_of(facts.object).belongs_to == schema::BelongsTo::table);
}

void write(std::vector<Cpp>& out, const Operation& operation, Step step, bool is_computed) {
  operations::visit(
      [&]<class Kind>(const Kind& o) {
        if constexpr (operations::HasMembers<Kind>) {
          std::vector<Cpp> arguments;
          operations::Descriptor<Kind>::members(o, Arguments{arguments});
          if (is_named_before_its_table(operations::Descriptor<Kind>::facts))
            std::swap(arguments[0], arguments[1]);
          out.push_back(op(name_of(operation), std::move(arguments)));
        } else {
          Writer(out, step, is_computed)(o);
        }
      },
      operation.value);
}

}  // namespace

bool needs_fill(const operations::AddColumn& operation) {
  const schema::Column& column = operation.column;
  return !column.nullable && !column.default_sql && !column.identity && !column.generated &&
         operation.fill.empty();
}

std::vector<Cpp> statements_of(const std::vector<Operation>& operations, Step step,
                               const Annotations& annotations) {
  std::vector<Cpp> statements;
  auto loss = annotations.losses.begin();  // in the order of the operations
  auto gap = annotations.undecided.begin();
  for (std::size_t i = 0; i < operations.size(); ++i) {
    for (; loss != annotations.losses.end() && loss->operation == i; ++loss)
      statements.push_back(Cpp::comment("Destroys " + std::string(fact(*loss, "destroys")) + "."));
    if (const auto note = annotations.notes.find(i); note != annotations.notes.end())
      statements.push_back(Cpp::comment(note->second));
    for (; gap != annotations.undecided.end() && gap->operation == i; ++gap) {
      statements.push_back(Cpp::call(
          "static_assert",
          {"false", cpp_line_string(gap->message + "; do it below, and delete this line")}));
    }
    write(statements, operations[i], step, annotations.computed.contains(i));
  }
  return statements;
}

}  // namespace limbeck::compiler
