#pragma once

#include <string>

#include "migrations/schema/schema.h"

namespace limbeck::introspect::postgresql {

/// The schema where its texts name things of the schema `standard` without it: `public.touch()` is
/// `touch()`, `nextval('public.ids')` is `nextval('ids')`. Made somewhere else, they then mean what
/// was made there. What stands in other literals, as the bodies of functions do, stays.
schema::Schema unqualified(schema::Schema schema, const std::string& standard);

}  // namespace limbeck::introspect::postgresql
