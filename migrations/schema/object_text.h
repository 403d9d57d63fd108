// When two texts of a view, a function or a trigger say the same.
#pragma once

#include <string>
#include <string_view>

#include "migrations/schema/objects.h"

namespace limbeck::schema {

/// The form in which two definitions are the same that differ only in layout, comments, needless
/// quotes or the case of bare words (see canonical_sql); also in bodies in SQL and PL/pgSQL. Bodies
/// in other languages count as they are: a line's indentation may be part of them.
std::string canonical_definition(std::string_view definition);

// The same but for that, and for comments on them, in what the names say.
bool same_definition(const Function& a, const Function& b);
bool same_definition(const View& a, const View& b);  ///< the query and its settings
bool same_definition(const Trigger& a, const Trigger& b);
bool same_definition(const OtherObject& a, const OtherObject& b);

/// The same in all that makes a difference, comments on them too.
bool equivalent(const View& a, const View& b);
bool equivalent(const Function& a, const Function& b);
bool equivalent(const Trigger& a, const Trigger& b);

}  // namespace limbeck::schema
