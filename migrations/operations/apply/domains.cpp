#include <set>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/checks.h"
#include "migrations/operations/apply/objects.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

using Kind = schema::ObjectKind;

void check_domain(Change& change, const schema::Domain& domain) {
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
    fail_missing(change, {Kind::enumeration, domain.type.name, {}}, change.schema.enums);
  }
}

}  // namespace

static void apply_to(Change& change, const CreateDomain& operation) {
  const Name& name = operation.domain.name;
  if (name.name.empty()) return change.fail("a domain must have a name");
  require_free_type(change, name);
  check_domain(change, operation.domain);
  if (change.failed()) return;
  change.schema.domains.push_back(operation.domain);
  schema::sort_objects(change.schema);
}

static void apply_to(Change& change, const AlterDomain& operation) {
  auto* found = require_object(change, change.schema.domains, Kind::domain, operation.name);
  if (found == nullptr) return;
  schema::Domain altered = *found;
  if (operation.default_sql) altered.default_sql = *operation.default_sql;
  if (operation.not_null) altered.not_null = *operation.not_null;
  for (const std::string& name : operation.drop_checks) {
    const auto gone = std::erase_if(altered.checks,
                                    [&](const schema::Check& check) { return check.name == name; });
    if (gone > 0) continue;
    std::vector<std::string> names;
    for (const schema::Check& check : altered.checks) names.push_back(check.name);
    change.fail(concat({"domain ", quoted(operation.name), " has no check ", quoted(name),
                        " at this revision", suggestion(name, names)}));
  }
  altered.checks.insert(altered.checks.end(), operation.add_checks.begin(),
                        operation.add_checks.end());
  check_domain(change, altered);
  if (change.failed()) return;
  *found = std::move(altered);
  schema::sort_objects(change.schema);
}

static void apply_to(Change& change, const DropDomain& operation) {
  auto* found = require_object(change, change.schema.domains, Kind::domain, operation.name);
  if (found == nullptr) return;
  fail_used(change, "domain " + quoted(operation.name), users_of_type(change, operation.name));
  if (!change.failed()) take_out(change.schema.domains, found);
}

template void apply_as<CreateDomain>(Change&, const AnyOperation&);
template void apply_as<AlterDomain>(Change&, const AnyOperation&);
template void apply_as<DropDomain>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
