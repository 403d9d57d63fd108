// Parts of a schema in the words of a message.
#pragma once

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
/// `(author_id) to 'users' (id), on delete cascade`.
std::string words_for(const schema::ForeignKey& key);
std::string words_for(const schema::PrimaryKey& key);
std::string words_for(const schema::Unique& unique);
std::string words_for(const schema::Check& check);
std::string words_for(const schema::Exclude& exclude);

/// One side of a change of a column, and what it is a change of.
struct Aspect {
  std::string of;  ///< `type`, `default` …
  std::string before;
  std::string after;
};
/// What `change` does to `before`, an entry a changed property.
std::vector<Aspect> aspects_of(const operations::AlterColumn& change, const schema::Column& before);

}  // namespace limbeck::diff
