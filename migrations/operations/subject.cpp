#include "migrations/operations/subject.h"

#include <array>
#include <utility>

#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"

namespace limbeck::operations {
namespace {

constexpr KindFacts without_name(const Facts& facts) {
  return {facts.verb, facts.on, facts.rows, facts.older_programs, facts.object};
}

template <class... Kind>
constexpr std::array<KindFacts, sizeof...(Kind)> facts_of_all(const std::variant<Kind...>*) {
  return {without_name(Descriptor<Kind>::facts)...};
}

constexpr auto all_facts = facts_of_all(static_cast<const OperationKinds*>(nullptr));

}  // namespace

KindFacts facts_of(const Operation& operation) { return all_facts[operation.value.index()]; }

bool can_destroy(const Operation& operation) {
  if (const auto* held = inner(operation)) return any_of_leaves(*held, can_destroy);
  return has(facts_of(operation).rows, Rows::destroyed);
}

Subject subject_of(const Operation& operation) {
  const KindFacts facts = facts_of(operation);
  Subject subject = operations::visit(
      []<class Kind>(const Kind& op) -> Subject {
        if constexpr (Descriptor<Kind>::facts.on == On::nothing) {
          return {};
        } else {
          return Descriptor<Kind>::subject(op);
        }
      },
      operation.value);
  subject.on = facts.on;
  subject.verb = facts.verb;
  if (facts.on == On::object) subject.object = facts.object;
  return subject;
}

// An object that is a part of a table, other than a comment on one.
static bool is_on_table(const Subject& subject) {
  return subject.on == On::object &&
         schema::facts_of(subject.object).belongs_to == schema::BelongsTo::table;
}

std::string path_of(const Subject& subject) {
  switch (subject.on) {
    case On::nothing:
    case On::rows:
      return {};
    case On::table:
      return schema::path_of_table(subject.name);
    case On::partition:
      return schema::path_of_table(subject.partition);
    case On::column:
      return schema::path_of_column(subject.name, subject.part);
    case On::primary_key:
      return schema::path_of_primary_key(subject.name);
    case On::constraint:
      return schema::path_of_constraint(subject.name, subject.part);
    case On::index:
      return schema::path_of_index(subject.name, subject.part);
    case On::enumeration:
      return schema::path_of_enum(subject.name);
    case On::value:
      return schema::path_of_value(subject.name, subject.part);
    case On::object:
    case On::any_object:
      return schema::path_of(*object_in(subject));
  }
  return {};
}

Subject renamed(Subject subject) {
  const bool is_part = subject.on == On::column || subject.on == On::primary_key ||
                       subject.on == On::constraint || subject.on == On::index ||
                       subject.on == On::value || is_on_table(subject);
  (is_part ? subject.part : subject.name.name) = std::exchange(subject.new_name, std::string());
  return subject;
}

std::optional<schema::Object> object_in(const Subject& subject) {
  if (!is_object(subject.on)) return std::nullopt;
  return schema::Object{subject.object, subject.name, subject.part};
}

std::optional<Name> table_in(const Subject& subject) {
  switch (subject.on) {
    case On::rows:
    case On::table:
    case On::partition:
    case On::column:
    case On::primary_key:
    case On::constraint:
    case On::index:
      return subject.name;
    case On::object:
      return is_on_table(subject) ? std::optional(subject.name) : std::nullopt;
    case On::nothing:
    case On::enumeration:
    case On::value:
    case On::any_object:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string_view name_of(const Operation& operation) {
  return operations::visit(
      []<class Kind>(const Kind& op) -> std::string_view {
        if constexpr (requires { Descriptor<Kind>::name(op); }) {
          return Descriptor<Kind>::name(op);
        } else {
          return Descriptor<Kind>::facts.name;
        }
      },
      operation.value);
}

std::optional<Name> table_of(const Operation& operation) { return table_in(subject_of(operation)); }

std::optional<ObjectChange> object_of(const Operation& operation) {
  const Subject subject = subject_of(operation);
  auto object = object_in(subject);
  if (!object) return std::nullopt;
  const bool alters = subject.verb != Verb::create && subject.verb != Verb::drop;
  return ObjectChange{std::move(*object), alters ? Verb::alter : subject.verb};
}

}  // namespace limbeck::operations
