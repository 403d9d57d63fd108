#include "migrations/diff/enums.h"

#include <algorithm>
#include <set>
#include <utility>

#include "migrations/operations/apply.h"

namespace limbeck::diff {
namespace {

using operations::Operation;
using Values = std::vector<std::string>;

void add_values(const schema::Enum& from, const schema::Enum& to,
                std::vector<Operation>& operations) {
  const std::set<std::string> known(from.values.begin(), from.values.end());
  for (auto value = to.values.begin(); value != to.values.end(); ++value) {
    if (known.contains(*value)) continue;
    const auto next = std::find_if(value, to.values.end(),
                                   [&](const std::string& other) { return known.contains(other); });
    operations.push_back(
        {operations::AddEnumValue{to.name, *value, next == to.values.end() ? std::string() : *next},
         {}});
  }
}

}  // namespace

bool only_adds(const Values& from, const Values& to) {
  auto at = to.begin();
  for (const std::string& value : from) {
    at = std::find(at, to.end(), value);
    if (at == to.end()) return false;
    ++at;
  }
  return true;
}

EnumChanges compare_enums(const schema::Schema& from, const schema::Schema& to) {
  EnumChanges changes;
  for (const schema::Enum& type : to.enums) {
    const schema::Enum* old = schema::find_enum(from, type.name);
    if (old == nullptr) {
      changes.creates.push_back({operations::CreateEnum{type}, {}});
    } else if (only_adds(old->values, type.values)) {
      add_values(*old, type, changes.creates);
    } else {
      changes.replaced.push_back(&type);
    }
    if (old != nullptr && old->comment != type.comment) {
      const schema::Object object{schema::ObjectKind::enumeration, type.name, {}};
      changes.creates.push_back({operations::CommentOn{object, type.comment}, {}});
    }
  }
  for (const schema::Enum& type : from.enums) {
    if (schema::find_enum(to, type.name) == nullptr) {
      changes.drops.push_back({operations::DropEnum{type.name}, {}});
    }
  }
  return changes;
}

const schema::Enum* former_enum(const schema::Schema& from, const schema::Enum& type,
                                const Hints& hints) {
  if (const schema::Enum* same = schema::find_enum(from, type.name)) return same;
  const auto hint = hints.renamed_enums.find(type.name);
  return hint == hints.renamed_enums.end()
             ? nullptr
             : schema::find_enum(from, {type.name.schema, hint->second});
}

void replace(schema::Schema& work, const schema::Enum& wanted, const schema::Enum* former,
             const schema::Schema& to, std::vector<Operation>& operations) {
  let_go_of_values(work, wanted, former, to, operations);
  Operation operation{operations::ReplaceEnum{wanted.name, wanted.values}, {}};
  operations::apply(operation, work);
  // If something else prevents the change, the build of the revision reports it.
  operations.push_back(std::move(operation));
}

}  // namespace limbeck::diff
