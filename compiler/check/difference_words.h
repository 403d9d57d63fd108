// The words of differences.
#pragma once

#include <string>

#include "migrations/operations/operation.h"

namespace limbeck::compiler {

/// `'users'`, `'users.email'`.
std::string quoted(const std::string& name);
std::string quoted(const schema::Name& name);
std::string quoted(const schema::Name& table, const std::string& column);

/// A thing with a name, `index 'ix_users_email'`, or only what it is.
std::string named(const char* what, const std::string& name);

/// `primary key`, `foreign key` …
const char* kind_words(schema::ConstraintKind kind);

/// Which constraint of the table an operation means, and its words; of kind any where there is
/// none.
struct NamedConstraint {
  schema::ConstraintKind kind = schema::ConstraintKind::any;
  std::string words;
};
NamedConstraint find_constraint(const schema::Schema& schema,
                                const operations::DropConstraint& drop);

}  // namespace limbeck::compiler
