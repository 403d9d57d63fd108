#include <algorithm>
#include <array>

#include "compiler/sql_objects/readers.h"
#include "migrations/sql_text/names.h"

namespace limbeck::compiler {
namespace {

constexpr std::array<std::string_view, 6> clauses{"collate", "default", "constraint",
                                                  "not",     "null",    "check"};

// As PostgreSQL itself names a check without a name: email_check, email_check1.
std::string check_name(const schema::Domain& domain) {
  const std::string first = domain.name.name + "_check";
  std::string name = first;
  for (int number = 1;; ++number) {
    const bool taken = std::any_of(domain.checks.begin(), domain.checks.end(),
                                   [&](const schema::Check& check) { return check.name == name; });
    if (!taken) return name;
    name = first + std::to_string(number);
  }
}

}  // namespace

// https://www.postgresql.org/docs/15/sql-createdomain.html
void read_domain(StatementReader& in, Collected& out) {
  const NameThere name = in.take_name("the domain");
  schema::Domain domain{.name = name.name};
  in.accept({"as"});
  const std::string_view type = in.take_until(clauses);
  if (type.empty()) in.fail_expected("a type");
  domain.type = schema::parse_type(type);
  while (!in.at_end()) {
    std::string constraint;
    if (in.accept({"constraint"})) constraint = in.take_plain_name("a constraint").name.name;
    if (in.accept({"collate"})) {
      const schema::Name collation = in.take_name("a collation").name;
      // With its schema, as schema::Domain has it: a name may hold a point itself.
      domain.collation = collation.schema.empty()
                             ? collation.name
                             : sql_text::in_quotes(collation.schema, '"') + "." +
                                   sql_text::in_quotes(collation.name, '"');
    } else if (in.accept({"default"})) {
      domain.default_sql = std::string(in.take_until(clauses));
    } else if (in.accept({"not", "null"})) {
      domain.not_null = true;
    } else if (in.accept({"check"})) {
      if (constraint.empty()) constraint = check_name(domain);
      domain.checks.push_back(
          {.name = constraint, .expression = std::string(in.take_parenthesised())});
    } else if (!in.accept({"null"})) {
      in.fail_expected("COLLATE, DEFAULT, NOT NULL or CHECK");
    }
  }
  out.add(in, name.at, std::move(domain));
}

// https://www.postgresql.org/docs/15/sql-alterdomain.html: a check that is NOT VALID cannot stand
// in CREATE DOMAIN.
void read_domain_check(StatementReader& in, Collected& out) {
  const NameThere name = in.take_name("the domain");
  schema::Domain* domain = out.domain(name.name);
  if (domain == nullptr) {
    throw Unreadable{name.at, "these files declare no domain '" + to_string(name.name) + "'"};
  }
  if (!in.accept({"add"})) in.fail("of ALTER DOMAIN only ADD … CHECK belongs here");
  schema::Check check{.name = in.accept({"constraint"})
                                  ? in.take_plain_name("a constraint").name.name
                                  : check_name(*domain),
                      .expression = {}};
  in.expect({"check"});
  check.expression = std::string(in.take_parenthesised());
  check.not_valid = in.accept({"not", "valid"});
  in.expect_end();
  domain->checks.push_back(std::move(check));
}

}  // namespace limbeck::compiler
