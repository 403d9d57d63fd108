// A schema as the header that says it: what a scan reads, written.
#pragma once

#include <string>

#include "migrations/schema/schema.h"

namespace limbeck::test {

/// Structs and enums with attributes for the tables and enums of `schema`; it includes nothing.
/// Every constraint needs a name, and no table is a partition: models say neither. It takes each
/// value apart member by member, so that it does not compile once a member is added that it says
/// nothing of.
std::string model_header(const schema::Schema& schema);

}  // namespace limbeck::test
