// For the files that say what kinds of operations are in PostgreSQL's SQL, and nobody else.
#pragma once

#include "migrations/sql/postgresql/writer.h"

namespace limbeck::sql::postgresql {

template <class Kind>
void render_as(Writer& out, const Kind& operation) {
  render(out, operation);
}

}  // namespace limbeck::sql::postgresql
