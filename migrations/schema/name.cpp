#include "migrations/schema/name.h"

#include "migrations/text/concat.h"

namespace limbeck::schema {

std::string to_string(const Name& name) {
  return name.schema.empty() ? name.name : concat({name.schema, ".", name.name});
}

}  // namespace limbeck::schema
