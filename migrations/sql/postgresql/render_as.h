// Only the files that define `render` for kinds of operations include this header: render_as of a
// kind can be instantiated only where the `render` of that kind is visible.
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
