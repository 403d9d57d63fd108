#include "migrations/schema/name.h"

namespace limbeck::schema {

std::string to_string(const Name& name) {
  return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

}  // namespace limbeck::schema
