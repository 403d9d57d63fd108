// The backends of all databases. The generated source of a target refers to those of its DIALECTS,
// which links their drivers and SQL. A manifest that is written by hand has them in `.backends`.
#pragma once

#include "limbeck/manifest.h"

namespace limbeck {
inline namespace v1 {

// Each is called <dialect>_backend, such as postgresql_backend, and is in the library
// limbeck::connection_<dialect>.
#define LIMBECK_DIALECT(name, title, needs_server) extern const connection::Backend name##_backend;
#include "limbeck/dialects.def"

}  // namespace v1
}  // namespace limbeck
