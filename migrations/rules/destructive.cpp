// Rows and values of the users that are gone after an operation: whole tables and columns, what
// does not fit a narrower type, rows that hold a value that is taken from its enum. Not what the
// same revision has made before, and not what the database computes. SQL and C++ of a revision's
// own are not looked into.
#include <algorithm>
#include <utility>

#include "migrations/operations/holds_all_values.h"
#include "migrations/operations/visit.h"
#include "migrations/rules/rules.h"

namespace limbeck::rules {
namespace {

using operations::AlterColumn;
using operations::Covers;
using operations::Descriptor;
using operations::DropColumn;
using operations::DropTable;
using operations::ReplaceEnum;
using operations::Rows;
using operations::Unsupported;
using schema::Name;

std::string quoted(const Name& table, const std::string& column) {
  return "'" + to_string(table) + "." + column + "'";
}

/// What is gone, in words; empty where nothing is.
class Loss {
 public:
  explicit Loss(const Context& context) : context_(context) {}

  std::string operator()(const DropTable& o) const {
    if (context_.made.has_table(o.table)) return {};
    return "all rows of '" + to_string(o.table) + "'";
  }
  std::string operator()(const DropColumn& o) const {
    if (holds_nothing(o.table, o.column)) return {};
    return "all values of " + quoted(o.table, o.column);
  }
  std::string operator()(const AlterColumn& o) const {
    if (holds_nothing(o.table, o.column)) return {};
    if (o.generated && *o.generated)
      return "all values of " + quoted(o.table, o.column) + ", which is computed from now on";
    const schema::Column* column = find(o.table, o.column);
    if (!o.type ||
        (column != nullptr && operations::holds_all_values(*o.type, column->type, context_.before)))
      return {};
    return "values of " + quoted(o.table, o.column) + " that do not fit " + to_string(*o.type) +
           (column == nullptr ? "" : " (it was " + to_string(column->type) + ")");
  }

  std::string operator()(const ReplaceEnum& o) const {
    const schema::Enum* type = schema::find_enum(context_.before, o.name);
    if (type == nullptr) return {};
    std::string gone;
    int count = 0;
    for (const std::string& value : type->values) {
      if (std::ranges::find(o.values, value) != o.values.end()) continue;
      gone += (gone.empty() ? "'" : ", '") + value + "'";
      ++count;
    }
    if (count == 0) return {};
    return (count == 1 ? "the value " : "the values ") + gone + " of enum '" + to_string(o.name) +
           "' in the rows that hold " + (count == 1 ? "it" : "them");
  }

 private:
  const schema::Column* find(const Name& table, const std::string& column) const {
    const schema::Table* found = schema::find_table(context_.before, table);
    return found == nullptr ? nullptr : schema::find_column(*found, column);
  }
  // A computed column can be computed again; a new table has no rows.
  bool holds_nothing(const Name& table, const std::string& column) const {
    const schema::Column* found = find(table, column);
    return context_.made.has_table(table) || context_.made.has_column(table, column) ||
           (found != nullptr && found->generated);
  }

  const Context& context_;
};

template <class Kind>
struct Destroys {
  static constexpr bool value = has(Descriptor<Kind>::facts.rows, Rows::destroyed);
};
static_assert(Covers<Loss, Unsupported<>, Destroys>::all);

}  // namespace

void destructive(const Context& context, const Operation& operation, const Report& report) {
  std::string lost = operations::visit_or(Loss(context), operation.value, std::string());
  if (lost.empty()) return;
  std::string message = "destroys " + lost;
  report(std::move(message), {{"destroys", std::move(lost)}});
}

}  // namespace limbeck::rules
