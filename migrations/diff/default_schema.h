// The schema that names without one are in, where a model says its name.
#pragma once

#include <string_view>

#include "migrations/schema/schema.h"

namespace limbeck::diff {

/// `found`, read from a database that calls the schema of names without one `default_schema`. Each
/// such name that `meant` has only with that schema gets it: `users` and `public.users` are one
/// table there, whichever way the models say it.
schema::Schema with_default_schema(schema::Schema found, const schema::Schema& meant,
                                   std::string_view default_schema);

}  // namespace limbeck::diff
