#include "runtime/connection/postgresql/conninfo.h"

#include <gtest/gtest.h>

namespace limbeck::connection {
namespace {

const std::string alive = "keepalives_idle=30&keepalives_interval=10&keepalives_count=3";
const std::string ours = "client_encoding=UTF8&fallback_application_name=limbeck&" + alive;

TEST(PostgresqlConninfo, is_what_libpq_takes) {
  const std::pair<const char*, std::string> cases[] = {
      {"postgresql://app@db/shop", "postgresql://app@db/shop?" + ours},
      {"postgres://app@db/shop", "postgresql://app@db/shop?" + ours},
      {"postgresql+psycopg2://app:s3@db:5433/shop", "postgresql://app:s3@db:5433/shop?" + ours},
      {"postgresql+asyncpg://db/shop?ssl=require", "postgresql://db/shop?sslmode=require&" + ours},
      {"postgresql:///shop?host=/run/pg&service=x",
       "postgresql:///shop?host=/run/pg&service=x&" + ours},
      {"postgresql://app:what?@db/shop", "postgresql://app:what?@db/shop?" + ours},
      {"postgresql://db/shop?client_encoding=LATIN1",
       "postgresql://db/shop?client_encoding=LATIN1&fallback_application_name=limbeck&" + alive},
      {"host=db dbname='my shop' options='-c x=a://b'",
       "client_encoding=UTF8 fallback_application_name=limbeck keepalives_idle=30 "
       "keepalives_interval=10 keepalives_count=3 host=db dbname='my shop' "
       "options='-c x=a://b'"},
  };
  for (const auto& [url, expected] : cases) EXPECT_EQ(conninfo(url), expected);
}

}  // namespace
}  // namespace limbeck::connection
