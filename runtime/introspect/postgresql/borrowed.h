// What a scratch schema got from the live one.
#pragma once

#include <string>
#include <vector>

#include "limbeck/connection.h"
#include "runtime/introspect/borrowed.h"

namespace limbeck::introspect::postgresql {

/// What was made in this transaction and uses things of the schemas `live`, the default one first,
/// that are neither an extension's nor called as something in `scratch`. The server's own record of
/// dependencies says so: a default's functions and sequences, types, tables, operators, operator
/// classes, collations. It has nothing of what the text of a function's body names.
std::vector<Borrowed> borrowed(Connection& connection, const std::vector<std::string>& live,
                               const std::string& scratch);

}  // namespace limbeck::introspect::postgresql
