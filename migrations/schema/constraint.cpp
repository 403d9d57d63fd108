#include "migrations/schema/constraint.h"

namespace limbeck::schema {

std::string_view to_sql(Action action) {
  switch (action) {
    case Action::no_action:
      return "NO ACTION";
    case Action::restrict:
      return "RESTRICT";
    case Action::cascade:
      return "CASCADE";
    case Action::set_null:
      return "SET NULL";
    case Action::set_default:
      return "SET DEFAULT";
  }
  return {};
}

}  // namespace limbeck::schema
