#include "runtime/connection/postgresql/server_version.h"

#include <gtest/gtest.h>

namespace limbeck::connection::server_version_test {
namespace {

TEST(ServerVersion, that_limbeck_does_not_work_with_is_refused_with_its_number) {
  EXPECT_EQ(
      too_old(120022, "db:5432/shop"),
      "'db:5432/shop' is PostgreSQL 12, and limbeck works with 13 and later: upgrade the server; "
      "nothing was read or changed");
  EXPECT_NE(too_old(90603, "d").find("is PostgreSQL 9.6, "), std::string::npos);
}

TEST(ServerVersion, that_limbeck_works_with_or_does_not_know_is_taken) {
  for (const int version : {130000, 130023, 150018, 180004, 190000, 0}) {
    EXPECT_EQ(too_old(version, "d"), "") << version;
  }
}

}  // namespace
}  // namespace limbeck::connection::server_version_test
