// The advisory lock of the process that migrates a database ("limb", "eck"): of the database that
// the session is in, like every advisory lock (PostgreSQL 13.3.5). Programs and scripts take the
// same one, and so do histories that share a database: what one makes may be what the other is
// about to look for.
#pragma once

#include <string_view>

namespace limbeck::connection {

inline constexpr std::string_view lock_class = "1818848610";
inline constexpr std::string_view lock_object = "6644587";
inline constexpr std::string_view lock_key = "1818848610, 6644587";

/// Conditions of a row of limbeck_lease, known as `l`. Its times are none that limbeck writes, and
/// its end would not be known:
#define LIMBECK_LEASE_IS_ABSURD                            \
  "(l.heartbeat NOT BETWEEN '2000-01-01' AND '3000-01-01'" \
  " OR l.expires NOT BETWEEN l.heartbeat AND l.heartbeat + interval '1 year')"
inline constexpr std::string_view lease_is_absurd = LIMBECK_LEASE_IS_ABSURD;
/// It has an owner; null where it is absurd. By the server's clock alone; if that was set back
/// since, by more than the lease's own term, the lease has run out too, or it would last as much
/// longer.
inline constexpr std::string_view lease_holds =
    "CASE WHEN NOT " LIMBECK_LEASE_IS_ABSURD
    " THEN l.expires > clock_timestamp() AND"
    " l.heartbeat < clock_timestamp() + (l.expires - l.heartbeat) END";
#undef LIMBECK_LEASE_IS_ABSURD

}  // namespace limbeck::connection
