#pragma once

#include "migrations/schema/schema.h"

namespace limbeck::diff {

/// As respelled (respell.h), for all that is neither table nor enum.
void respell_objects(schema::Schema& found, const schema::Schema& kept,
                     const schema::Schema& meant);

}  // namespace limbeck::diff
