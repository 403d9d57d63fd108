// From the URLs that people write to what libpq takes.
#pragma once

#include <string>
#include <string_view>

namespace limbeck::connection {

/// libpq's form of a PostgreSQL URL or keyword string: without SQLAlchemy's `+driver`, with the
/// client's encoding (UTF-8, which is limbeck's) and a name to be seen by in pg_stat_activity.
/// Options that other drivers have in the place of libpq's are theirs (`ssl=require`).
std::string conninfo(std::string_view url);

}  // namespace limbeck::connection
