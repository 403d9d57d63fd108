// Names with and without the name of the default schema.
#pragma once

#include <string_view>

#include "migrations/schema/schema.h"

namespace limbeck::diff {

/// Returns `found`, which was read from a database whose default schema is `default_schema`, with
/// the names as `meant` writes them: `users` becomes `public.users` if the models have only the
/// latter. Both are the same table there.
schema::Schema with_default_schema(schema::Schema found, const schema::Schema& meant,
                                   std::string_view default_schema);

}  // namespace limbeck::diff
