// The names of enumerators in C++, JSON and messages, one function for each enum. The compiler
// reports an enumerator that a switch does not have.
#pragma once

#include <string_view>

#include "migrations/schema/objects.h"
#include "migrations/schema/table.h"

namespace limbeck::schema {

struct EnumeratorNames {
  std::string_view cpp = {};    ///< in a revision, after `limbeck::Action::`
  std::string_view json = {};   ///< empty for a default that JSON leaves out
  std::string_view words = {};  ///< in messages; empty for a default that they leave out
};

constexpr EnumeratorNames names_of(Action action) {
  switch (action) {
    case Action::no_action:
      return {"no_action", "no_action", "no action"};
    case Action::restrict:
      return {"restrict", "restrict", "restrict"};
    case Action::cascade:
      return {"cascade", "cascade", "cascade"};
    case Action::set_null:
      return {"set_null", "set_null", "set null"};
    case Action::set_default:
      return {"set_default", "set_default", "set default"};
  }
  return {};
}

constexpr EnumeratorNames names_of(Match match) {
  switch (match) {
    case Match::simple:
      return {"simple", "simple", ""};
    case Match::full:
      return {"full", "full", "full"};
  }
  return {};
}

constexpr EnumeratorNames names_of(Deferrable deferrable) {
  switch (deferrable) {
    case Deferrable::no:
      return {"no", "", ""};
    case Deferrable::initially_immediate:
      return {"initially_immediate", "initially_immediate", "deferrable"};
    case Deferrable::initially_deferred:
      return {"initially_deferred", "initially_deferred", "initially deferred"};
  }
  return {};
}

constexpr EnumeratorNames names_of(Identity::Mode mode) {
  switch (mode) {
    case Identity::Mode::by_default:
      return {"by_default", "by_default", "numbered by the database"};
    case Identity::Mode::always:
      return {"always", "always", "always numbered by the database"};
    case Identity::Mode::serial:
      return {"serial", "serial", "numbered by the database (serial)"};
  }
  return {};
}

constexpr EnumeratorNames names_of(Order order) {
  switch (order) {
    case Order::ascending:
      return {"ascending", "asc", ""};
    case Order::descending:
      return {"descending", "desc", "desc"};
  }
  return {};
}

constexpr EnumeratorNames names_of(Nulls nulls) {
  switch (nulls) {
    case Nulls::standard:
      return {"standard", "", ""};
    case Nulls::first:
      return {"first", "first", "nulls first"};
    case Nulls::last:
      return {"last", "last", "nulls last"};
  }
  return {};
}

constexpr EnumeratorNames names_of(TriggerMode mode) {
  switch (mode) {
    case TriggerMode::enabled:
      return {"enabled", "enabled", "enabled"};
    case TriggerMode::disabled:
      return {"disabled", "disabled", "disabled"};
    case TriggerMode::replica:
      return {"replica", "replica", "replica"};
    case TriggerMode::always:
      return {"always", "always", "always"};
  }
  return {};
}

constexpr EnumeratorNames names_of(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::any:
      return {"any", "any", "constraint"};
    case ConstraintKind::primary:
      return {"primary", "primary_key", "primary key"};
    case ConstraintKind::unique:
      return {"unique", "unique", "unique constraint"};
    case ConstraintKind::foreign_key:
      return {"foreign_key", "foreign_key", "foreign key"};
    case ConstraintKind::check:
      return {"check", "check", "check"};
    case ConstraintKind::exclude:
      return {"exclude", "exclude", "exclude constraint"};
  }
  return {};
}

/// The number of enumerators, which have the values from 0 on.
template <class Enum>
constexpr int enumerator_count() {
  int count = 0;
  while (!names_of(static_cast<Enum>(count)).cpp.empty()) ++count;
  return count;
}

}  // namespace limbeck::schema
