// What the generated source of a target names to have a database's driver and SQL linked, and what
// whoever writes a manifest by hand puts into `.backends`.
#pragma once

#include "limbeck/manifest.h"

namespace limbeck {
inline namespace v1 {

// <dialect>_backend, such as postgresql_backend, in the library limbeck::connection_<dialect>.
#define LIMBECK_DIALECT(name, title, needs_server) extern const connection::Backend name##_backend;
#include "limbeck/dialects.def"

}  // namespace v1
}  // namespace limbeck
