#include "compiler/check/difference.h"

#include <optional>
#include <utility>

#include "compiler/check/difference_words.h"
#include "compiler/check/object_difference.h"
#include "compiler/emit/operation_source.h"
#include "migrations/diff/words.h"
#include "migrations/findings/rule_id.h"
#include "migrations/operations/subject.h"
#include "migrations/operations/visit.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

using diff::Aspect;
using diff::aspects_of;
using diff::words_for;
using schema::ConstraintKind;
using schema::Name;
using schema::path_of_column;
using schema::path_of_constraint;
using schema::path_of_enum;
using schema::path_of_index;
using schema::path_of_primary_key;
using schema::path_of_table;

// Describes an operation as a difference between models and history. An operation without an
// operator() is described by its subject alone.
class DifferenceDescriber {
 public:
  explicit DifferenceDescriber(const Setting& setting) : setting_(setting) {}

  Finding operator()(const operations::DropTable& o) const {
    return drift(
        "no revision drops table " + quoted(o.table) + ", which no model declares any more",
        in_history(path_of_table(former(o.table))));
  }
  Finding operator()(const operations::AlterTableSettings& o) const {
    std::string list;
    for (const auto& [name, value] : o.settings) {
      if (!list.empty()) list += ", ";
      list += value.empty() ? concat({"no ", name}) : concat({name, " = ", value});
    }
    return drift(
        "no revision changes the settings of table " + quoted(o.table) + ": the models say " + list,
        in_models(path_of_table(o.table)));
  }

  Finding operator()(const operations::AddColumn& o) const {
    Finding difference = drift("no revision adds column " + quoted(o.table, o.column.name) + " (" +
                                   words_for(o.column) + ")",
                               in_models(path_of_column(o.table, o.column.name)));
    if (needs_fill(o)) {
      difference.notes.push_back(
          {"rows already in " + quoted(o.table) +
           " need a value: say which with [[limbeck::fill(\"SQL\")]], give the column a "
           "default, or make it nullable"});
    }
    return difference;
  }
  Finding operator()(const operations::DropColumn& o) const {
    return with_origin(drift("no revision drops column " + quoted(o.table, o.column) +
                                 ", which the models no longer have",
                             in_models(path_of_table(o.table))),
                       path_of_column(former(o.table), setting_.former.column(o.table, o.column)));
  }
  Finding operator()(const operations::AlterColumn& o) const {
    Finding difference = drift("no revision changes column " + quoted(o.table, o.column),
                               in_models(path_of_column(o.table, o.column)));
    const schema::Table* table = find_table(setting_.before, o.table);
    const schema::Column* before = table == nullptr ? nullptr : find_column(*table, o.column);
    if (before == nullptr) return difference;
    const std::vector<Aspect> aspects = aspects_of(o, *before);
    if (aspects.size() == 1) {
      difference.message = "no revision changes the " + aspects.front().of + " of column " +
                           quoted(o.table, o.column);
    }
    std::string models, history;
    for (const Aspect& aspect : aspects) {
      models += (models.empty() ? "" : ", ") + aspect.after;
      history += (history.empty() ? "" : ", ") + aspect.before;
    }
    difference.message += ": the models say " + models + ", the history " + history;
    if (o.nullable == false) note_on_null(o, *before, difference);
    return difference;
  }

  void note_on_null(const operations::AlterColumn& o, const schema::Column& before,
                    Finding& difference) const {
    const bool computed = o.generated ? o.generated->has_value() : before.generated.has_value();
    if (o.fill.empty() && !computed) {
      difference.notes.push_back(
          {"rows where it is NULL need a value: say which with [[limbeck::fill(\"SQL\")]], or give "
           "the column a default"});
    } else if (!o.fill.empty() && !setting_.model.hints.fills.contains({o.table, o.column})) {
      difference.notes.push_back({"rows where it is NULL get its default, " + o.fill +
                                  "; [[limbeck::fill(\"SQL\")]] says another value"});
    }
  }

  Finding operator()(const operations::CreateIndex& o) const {
    return drift("no revision creates index " + quoted(o.index.name) + " on " + quoted(o.table) +
                     " " + words_for(o.index),
                 in_models(path_of_index(o.table, o.index.name)));
  }
  Finding operator()(const operations::DropIndex& o) const {
    return with_origin(drift("no revision drops index " + quoted(o.index) + " of " +
                                 quoted(o.table) + ", which the models no longer have",
                             in_models(path_of_table(o.table))),
                       path_of_index(former(o.table), o.index));
  }

  Finding operator()(const operations::RenameConstraint& o) const {
    const ConstraintKind kind = find_constraint(setting_.before, {o.table, o.name}).kind;
    return drift(
        "no revision renames " + named(kind_words(kind), o.name) + " of " + quoted(o.table) +
            " to " + quoted(o.new_name),
        in_models(kind == ConstraintKind::primary ? path_of_primary_key(o.table)
                                                  : path_of_constraint(o.table, o.new_name)));
  }

  Finding operator()(const operations::CreatePrimaryKey& o) const {
    return drift(
        "no revision adds the primary key of " + quoted(o.table) + " " + words_for(o.constraint),
        in_models(path_of_primary_key(o.table)));
  }
  Finding operator()(const operations::CreateUnique& o) const {
    return added("unique constraint", o);
  }
  Finding operator()(const operations::CreateForeignKey& o) const {
    return drift("no revision adds " + named("foreign key", o.constraint.name) + " from " +
                     quoted(o.table) + " " + words_for(o.constraint),
                 in_models(path_of_constraint(o.table, o.constraint.name)));
  }
  Finding operator()(const operations::CreateCheck& o) const { return added("check", o); }
  Finding operator()(const operations::CreateExclude& o) const {
    return added("exclude constraint", o);
  }
  Finding operator()(const operations::DropConstraint& o) const {
    const NamedConstraint constraint = find_constraint(setting_.before, o);
    const bool primary = constraint.kind == ConstraintKind::primary;
    const std::string what =
        primary ? "the primary key" : named(kind_words(constraint.kind), o.name);
    return with_origin(drift("no revision drops " + what + " of " + quoted(o.table) +
                                 ", which the models no longer have",
                             in_models(path_of_table(o.table))),
                       primary ? path_of_primary_key(former(o.table))
                               : path_of_constraint(former(o.table), o.name));
  }

  Finding operator()(const operations::CreateEnum& o) const {
    return drift("no revision creates enum " + quoted(o.type.name) + " " + words_for(o.type.values),
                 in_models(path_of_enum(o.type.name)));
  }
  Finding operator()(const operations::DropEnum& o) const {
    return drift("no revision drops enum " + quoted(o.name) + ", which no model declares any more",
                 in_history(path_of_enum(o.name)));
  }
  Finding operator()(const operations::ReplaceEnum& o) const {
    const schema::Enum* before = find_enum(setting_.before, o.name);
    return drift("no revision changes the values of enum " + quoted(o.name) + ": the models say " +
                     words_for(o.values) +
                     (before == nullptr ? "" : ", the history " + words_for(before->values)),
                 in_models(path_of_enum(o.name)));
  }

  Finding operator()(const operations::CreateSchema& o) const {
    return drift("no revision creates schema " + quoted(o.thing.name),
                 place_of_schema(setting_.model, o.thing.name.name));
  }
  // All others.
  Finding describe(const operations::Subject& subject) const {
    using operations::Verb;
    const std::string path = path_of(subject);
    const std::string what = words_of(subject);
    switch (subject.verb) {
      case Verb::create:
        return drift("no revision " + std::string(is_part(subject) ? "adds " : "creates ") + what,
                     in_models(path));
      case Verb::alter:
        return with_origin(drift("no revision changes " + what, in_models(path)), path);
      case Verb::comment:
        if (!object_in(subject))
          return drift("no revision changes the comment of " + what, in_models(path));
        return with_origin(drift("no revision changes " + what, in_models(path)), path);
      case Verb::rename:
        return drift("no revision renames " + what + " to " + quoted(subject.new_name),
                     in_models(path_of(renamed(subject))));
      case Verb::drop: {
        Finding difference = drift(
            "no revision drops " + what + ", which nothing declares any more", in_history(path));
        if (object_in(subject) && setting_.model.declares_objects)
          difference.notes.push_back({"to keep it, declare it in a file of SQL_OBJECTS"});
        return difference;
      }
      case Verb::attach:
        return drift("no revision attaches " + what, in_models(path));
      case Verb::detach:
        return drift("no revision detaches " + what, in_models(path));
      case Verb::validate:
        return drift("no revision validates " + what, in_models(path));
      case Verb::run:  // never the difference of two schemas
        return drift("no revision runs this", {});
    }
    return {};
  }

 private:
  schema::Location in_models(const std::string& path) const {
    return find_place(setting_.model.locations, path);
  }
  schema::Location in_history(const std::string& path) const {
    return find_place(setting_.state.locations, path);
  }
  static bool is_part(const operations::Subject& subject) {
    using operations::On;
    return subject.on == On::column || subject.on == On::primary_key ||
           subject.on == On::constraint || subject.on == On::value;
  }

  // The thing with its kind, and what it is part of.
  static std::string words_of(const operations::Subject& subject) {
    using operations::On;
    using operations::Verb;
    switch (subject.on) {
      case On::nothing:
        return {};
      case On::rows:
        return "rows of " + quoted(subject.name);
      case On::table:
        return "table " + quoted(subject.name);
      case On::partition:
        return "partition " + quoted(subject.partition) +
               (subject.verb == Verb::detach ? " from " : " to ") + quoted(subject.name);
      case On::column:
        return "column " + quoted(subject.name, subject.part);
      case On::primary_key:
        return "the primary key of " + quoted(subject.name);
      case On::constraint:
        return "constraint " + quoted(subject.part) + " of " + quoted(subject.name);
      case On::index:
        return "index " + quoted(subject.part) + " of " + quoted(subject.name);
      case On::enumeration:
        return "enum " + quoted(subject.name);
      case On::value:
        return "value " + quoted(subject.part) +
               (subject.verb == Verb::create ? " to enum " : " of enum ") + quoted(subject.name);
      case On::object:
      case On::any_object: {
        const schema::Object object = *object_in(subject);
        return std::string(to_string(object.kind)) + " " + quoted(to_string(object));
      }
    }
    return {};
  }

  Name former(const Name& table) const { return setting_.former.table(table); }

  Finding with_origin(Finding difference, const std::string& path) const {
    const auto found = setting_.state.locations.find(path);
    if (found != setting_.state.locations.end()) {
      difference.notes.push_back({"the history made it here", found->second});
    }
    return difference;
  }

  template <class Create>
  Finding added(const char* what, const Create& o) const {
    return drift("no revision adds " + named(what, o.constraint.name) + " to " + quoted(o.table) +
                     " " + words_for(o.constraint),
                 in_models(path_of_constraint(o.table, o.constraint.name)));
  }

  const Setting& setting_;
};

}  // namespace

Finding drift(std::string message, schema::Location at) {
  return {.rule = RuleId::drift, .message = std::move(message), .location = std::move(at)};
}

Finding drift_of(const operations::Operation& operation, const Setting& setting) {
  const DifferenceDescriber describer(setting);
  std::optional<Finding> own =
      operations::visit_or(describer, operation.value, std::optional<Finding>());
  return own ? *std::move(own) : describer.describe(subject_of(operation));
}

}  // namespace limbeck::compiler
