#pragma once

#include <string>

namespace limbeck::connection {

/// Who runs this: `deploy@db1`.
std::string user_at_host();
/// The path of this program, or empty where the system does not say it.
std::string program_path();
/// How messages of waiting processes name this one: `process 4711 (deploy@db1,
/// /opt/shop/shop-migrate) since 2026-11-20T14:31:07Z`.
std::string describe_process();
/// Now, in UTC: `2026-11-20T14:31:07.123Z`.
std::string utc_now();

}  // namespace limbeck::connection
