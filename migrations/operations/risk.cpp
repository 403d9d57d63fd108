#include "migrations/operations/risk.h"

#include <algorithm>
#include <utility>

#include "migrations/operations/apply.h"
#include "migrations/operations/made.h"
#include "migrations/operations/subject.h"
#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"

namespace limbeck::operations {
namespace {

std::string quoted(const Name& table, const std::string& column) {
  return "'" + to_string(table) + "." + column + "'";
}

// Walks a list, and remembers what it has made: nothing of the user's is in that.
class Walk {
 public:
  explicit Walk(Applier& applier) : schema_(applier.schema()), applier_(applier) {}

  void walk(const std::vector<Operation>& operations, std::optional<std::size_t> block) {
    for (std::size_t i = 0; i < operations.size(); ++i) {
      const Operation& operation = operations[i];
      if (const auto* held = inner(operation)) {
        walk(*held, block.value_or(i));
      } else {
        std::string what = visit_or(*this, operation.value, std::string());
        if (!what.empty())
          found_.push_back({block.value_or(i), std::move(what), operation.location});
        made_.follow(operation);
        applier_.apply(operation);
      }
    }
  }

  std::vector<Loss> found() && { return std::move(found_); }

  std::string operator()(const DropTable& o) const {
    if (made_.has_table(o.table)) return {};
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
    if (!o.type || (column != nullptr && holds_all_values(*o.type, column->type, schema_)))
      return {};
    return "values of " + quoted(o.table, o.column) + " that do not fit " + to_string(*o.type) +
           (column == nullptr ? "" : " (it was " + to_string(column->type) + ")");
  }

  std::string operator()(const ReplaceEnum& o) const {
    const schema::Enum* type = schema::find_enum(schema_, o.name);
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
    const schema::Table* found = schema::find_table(schema_, table);
    return found == nullptr ? nullptr : schema::find_column(*found, column);
  }
  // A computed column can be computed again; a new table has no rows.
  bool holds_nothing(const Name& table, const std::string& column) const {
    const schema::Column* found = find(table, column);
    return made_.has_table(table) || made_.has_column(table, column) ||
           (found != nullptr && found->generated);
  }

  const schema::Schema& schema_;
  Applier& applier_;
  Made made_;
  std::vector<Loss> found_;
};

template <class Kind>
struct Destroys {
  static constexpr bool value = has(Descriptor<Kind>::facts.rows, Rows::destroyed);
};
static_assert(Covers<Walk, Unsupported<>, Destroys>::all);

}  // namespace

bool can_destroy(const Operation& operation) {
  if (const auto* held = inner(operation)) return any_of_leaves(*held, can_destroy);
  return has(facts_of(operation).rows, Rows::destroyed);
}

std::vector<Loss> losses(const std::vector<Operation>& operations, schema::Schema& schema) {
  Applier applier(schema);
  return losses(operations, applier);
}

std::vector<Loss> losses(const std::vector<Operation>& operations, Applier& applier) {
  Walk walk(applier);
  walk.walk(operations, std::nullopt);
  return std::move(walk).found();
}

}  // namespace limbeck::operations
