// An index of the tables and views that use a name, so that not every table has to be searched.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::operations {

/// How a table or a view can use a name.
enum class Link : unsigned char {
  relation,   ///< has the name itself, or an index of that name
  reference,  ///< has a foreign key to the table of that name
  partition,  ///< is a partition of it
  type,       ///< has a column of that enum or domain
  sequence,   ///< has a default that reads that sequence
};

/// An index of a schema, with which the cost of an operation does not depend on the number of
/// tables. It is built at the first question, and has to be updated for each table that changes. It
/// refers to the schema, which must outlive it. Not thread-safe.
class Catalog {
 public:
  explicit Catalog(const schema::Schema& schema) : schema_(&schema) {}

  /// The names of the tables and views that use `name` in that way.
  const std::set<schema::Name>& holders(Link link, const schema::Name& name);
  /// Updates the index for the table or view `owner`, which was created, changed or dropped.
  void update(const schema::Name& owner);
  /// Builds the whole index again at the next question.
  void forget();

 private:
  using Key = std::pair<Link, schema::Name>;

  void add(const schema::Name& owner, std::vector<Key> keys);
  std::vector<Key> keys_of(const schema::Name& owner) const;

  const schema::Schema* schema_;
  bool made_ = false;
  std::map<Key, std::set<schema::Name>> holders_;
  std::map<schema::Name, std::vector<Key>> held_;  ///< by holder
};

}  // namespace limbeck::operations
