// What pg_dump says of a database, object by object.
#pragma once

#include <map>
#include <string>

namespace limbeck::test {

/// What an object is (`TABLE public film`) and its statements.
using Dumped = std::map<std::string, std::string>;

/// `text` is pg_dump's, of the schema alone. An object that a comment of pg_dump's names twice gets
/// a number.
Dumped objects_of_dump(const std::string& text);

/// The kind of an object's name: `TABLE`.
std::string kind_of(const std::string& object);

}  // namespace limbeck::test
