// What the generated source of a target names to have a database's driver and SQL linked, and what
// whoever writes a manifest by hand puts into `.backends`.
#pragma once

#include "limbeck/manifest.h"

namespace limbeck {

extern const connection::Backend postgresql_backend;  ///< in limbeck::connection_postgresql
extern const connection::Backend sqlite_backend;      ///< in limbeck::connection_sqlite

}  // namespace limbeck
