// Who in a schema holds a name, found without looking at every table.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::operations {

/// How a table or a view can hold a name.
enum class Link : unsigned char {
  relation,   ///< has the name itself, or an index of that name
  reference,  ///< has a foreign key to the table of that name
  partition,  ///< is a partition of it
  type,       ///< has a column of that enum or domain
  sequence,   ///< has a default that reads that sequence
};

/// An index beside a schema, which stays the plain value that it is: with it an operation costs the
/// same however many tables there are. It is made when it is first asked, and told of each table
/// that changes. Refers to the schema. Not thread-safe.
class Catalog {
 public:
  explicit Catalog(const schema::Schema& schema) : schema_(&schema) {}

  /// The tables and views that hold `name` in that way, by name.
  const std::set<schema::Name>& holders(Link link, const schema::Name& name);
  /// Reads the table or view of that name again, which has come, changed or gone.
  void update(const schema::Name& owner);
  /// Reads everything again when it is next asked.
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
