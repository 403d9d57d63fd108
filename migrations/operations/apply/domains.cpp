#include <set>

#include "migrations/operations/apply/checks.h"
#include "migrations/operations/apply/plain_objects.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {

static void check_object(Change& change, const schema::Domain& domain) {
  std::set<std::string_view> seen;
  for (const schema::Check& check : domain.checks) {
    if (check.expression.empty()) {
      change.fail(concat({"a check of domain ", quoted(domain.name), " has no expression"}));
    }
    if (!check.name.empty() && !seen.insert(check.name).second) {
      change.fail(concat({"domain ", quoted(domain.name), " has two checks ", quoted(check.name)}));
    }
  }
  check_numbers(change, "domain " + quoted(domain.name), domain.type);
  if (domain.type.kind == schema::TypeKind::enumeration &&
      schema::find_enum(change.schema, domain.type.name) == nullptr) {
    fail_missing(change, {schema::ObjectKind::enumeration, domain.type.name, {}});
  }
}

static std::vector<std::string> users_of_object(Change& change, const schema::Domain& domain) {
  return users_of_type(change, domain.name);
}

template void apply_as<CreateDomain>(Change&, const AnyOperation&);
template void apply_as<AlterDomain>(Change&, const AnyOperation&);
template void apply_as<DropDomain>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
