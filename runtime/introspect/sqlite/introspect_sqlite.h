#pragma once

#include "runtime/introspect/introspect.h"

namespace limbeck::introspect::sqlite {

/// SQLite keeps names of constraints, checks, collations and the like only in the text of CREATE,
/// so that is what is read; the columns are compared with what SQLite says itself.
Result introspect(Connection& connection, const Options& options);

}  // namespace limbeck::introspect::sqlite
