// The advisory lock of whoever migrates a database ("limb", "eck"): of the database that the session
// is in, like every advisory lock (PostgreSQL 13.3.5). Programs and scripts take the same one.
#pragma once

#include <string_view>

namespace limbeck::connection {

inline constexpr std::string_view lock_class = "1818848610";
inline constexpr std::string_view lock_object = "6644587";
inline constexpr std::string_view lock_key = "1818848610, 6644587";

}  // namespace limbeck::connection
