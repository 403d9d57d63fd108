#pragma once

#include <compare>
#include <string>

namespace limbeck::schema {

/// A name in a schema; an empty `schema` is the database's default one.
struct Name {
  std::string schema = {};
  std::string name = {};

  auto operator<=>(const Name&) const = default;
};

/// `users` or `audit.users`, for messages. SQL needs the quoted name of a dialect.
std::string to_string(const Name& name);

}  // namespace limbeck::schema
