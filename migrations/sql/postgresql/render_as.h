// For the files that say what kinds of operations are in PostgreSQL's SQL, and nobody else: there is
// no render_as of a kind but where its `render` is known.
#pragma once

#include "migrations/sql/postgresql/writer.h"

namespace limbeck::sql::postgresql {

template <class Kind>
void render_as(Writer& out, const Kind& operation) {
  render(out, operation);
}

// enums.cpp makes domains.
extern template void render_as(Writer&, const operations::CreateDomain&);

}  // namespace limbeck::sql::postgresql
