// Which columns a foreign key can tie together.
#pragma once

#include "migrations/schema/schema.h"
#include "migrations/sql/postgresql/dependents.h"

namespace limbeck::sql::postgresql {

/// A column that is about to have another type.
struct NewType {
  ChangedColumn column;
  schema::Type type;
};

/// Whether PostgreSQL compares the columns of the key with those it refers to. A type that nobody
/// here knows is taken to be comparable. With `change`, as it will be after it.
///
/// In the middle of a revision a key may have lost that: `users.id` has its new type already, and
/// `posts.author` not yet. It is not in the database then, and comes back with the change that
/// makes it comparable again.
bool is_comparable(const schema::Schema& schema, const schema::Table& table,
                   const schema::ForeignKey& key, const NewType* change = nullptr);

/// The same for one pair of types.
bool is_comparable(const schema::Type& own, const schema::Type& referred);

}  // namespace limbeck::sql::postgresql
