// Describes parts of a schema for messages.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/schema/schema.h"

namespace limbeck::diff {

/// `text, nullable`, `integer, not null, default 0`.
std::string words_for(const schema::Column& column);
/// `(author_id, created_at desc), unique, where …`.
std::string words_for(const schema::Index& index);
/// `(a, b)`.
std::string words_for(const std::vector<std::string>& names);
/// `fillfactor = 70, fastupdate = off`.
std::string words_for(const std::map<std::string, std::string>& settings);
/// `(author_id) to 'users' (id), on delete cascade`.
std::string words_for(const schema::ForeignKey& key);
std::string words_for(const schema::PrimaryKey& key);
std::string words_for(const schema::Unique& unique);
std::string words_for(const schema::Check& check);
std::string words_for(const schema::Exclude& exclude);

/// One property of a column that changes, with its descriptions before and after.
struct Aspect {
  std::string of;  ///< the name of the property: `type`, `default` …
  std::string before;
  std::string after;
};
/// The properties that `change` changes in `before`.
std::vector<Aspect> aspects_of(const operations::AlterColumn& change, const schema::Column& before);

}  // namespace limbeck::diff
