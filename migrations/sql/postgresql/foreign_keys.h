// Which columns a foreign key can connect.
#pragma once

#include "migrations/schema/schema.h"
#include "migrations/sql/postgresql/dependents.h"

namespace limbeck::sql::postgresql {

/// A column whose type changes.
struct NewType {
  ChangedColumn column;
  schema::Type type;
};

/// Whether PostgreSQL can compare the columns of the key with those that it refers to, after
/// `change` if that is given. Unknown types count as comparable.
///
/// In the middle of a revision the types of a key may not be comparable: `users.id` has its new
/// type, and `posts.author` does not have it yet. The key is then not in the database. The change
/// that makes the types comparable creates it again.
bool is_comparable(const schema::Schema& schema, const schema::Table& table,
                   const schema::ForeignKey& key, const NewType* change = nullptr);

/// The same for one pair of types.
bool is_comparable(const schema::Type& own, const schema::Type& referred);

}  // namespace limbeck::sql::postgresql
