// What usually is the administrator's: a history that does not say it is not contradicted, and one
// that says it is compared.
#include <gtest/gtest.h>

#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/schema/other_objects.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/verify/verify.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::verify::administrators_server_test {
namespace {

using tests::PostgresqlServer;

class Administrators : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    driver_ = connection::open(PostgresqlServer::get()->new_database());
    driver_->execute("SET client_min_messages = warning");
    const auto operations = operations::record([](Operations& op) {
      op.create_table("users",
                      {.columns = {{.name = "id", .type = bigint, .identity = limbeck::by_default}},
                       .primary_key = {.name = "pk_users", .columns = {"id"}}});
    });
    for (const auto& statement : sql::find_dialect("postgresql")->render(operations, {}).statements)
      driver_->execute(statement.text);
    operations::apply(operations, schema_);
  }
  void TearDown() override {
    if (driver_) driver_->execute("RESET ROLE");
  }

  Verification look() { return verify(*driver_, schema_, {.ledger = {}, .filter = {}}); }
  static std::string differences(const Verification& found) {
    std::string text;
    for (const Finding& difference : found.differences) text += difference.message + "\n";
    return text;
  }
  static std::vector<std::string> not_looked_at(const Verification& found) {
    std::vector<std::string> names;
    for (const auto& one : found.not_looked_at) names.push_back(one.what);
    return names;
  }
  /// What introspection reads of it all.
  std::vector<schema::OtherObject> read() {
    return introspect::introspect(*driver_, {.administrators = true}).schema.objects;
  }

  static constexpr const char* all =
      "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;"
      "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT ON TABLES TO pg_monitor;"
      "GRANT CREATE ON SCHEMA public TO pg_monitor;"
      "COMMENT ON SCHEMA public IS 'of the shop';"
      "ALTER SEQUENCE users_id_seq RENAME TO numbers";

  std::unique_ptr<connection::Driver> driver_;
  schema::Schema schema_;
};

TEST_F(Administrators, each_of_their_objects_has_a_name_of_its_own) {
  driver_->execute(all);
  const std::vector<schema::OtherObject> objects = read();
  EXPECT_EQ(objects.size(), 5U);
  for (const schema::OtherObject& object : objects) {
    EXPECT_TRUE(schema::is_administrators(object)) << object.name.name;
    EXPECT_EQ(std::ranges::count(objects, object.name, &schema::OtherObject::name), 1)
        << object.name.name;
  }
}

TEST_F(Administrators, what_the_history_does_not_say_is_reported_by_name_and_no_difference) {
  driver_->execute(all);
  const Verification found = look();
  EXPECT_EQ(differences(found), "");
  // The name of a sequence makes no difference.
  EXPECT_EQ(not_looked_at(found).size(), 4U) << testing::PrintToString(not_looked_at(found));
}

TEST_F(Administrators, what_the_history_says_is_compared) {
  driver_->execute(all);
  schema_.objects = read();
  Verification found = look();
  EXPECT_EQ(differences(found), "");
  EXPECT_EQ(not_looked_at(found), std::vector<std::string>{});
  for (const char* change :
       {"ALTER DEFAULT PRIVILEGES GRANT UPDATE ON TABLES TO pg_monitor",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE INSERT ON TABLES FROM pg_monitor",
        "REVOKE CREATE ON SCHEMA public FROM pg_monitor", "COMMENT ON SCHEMA public IS 'of others'",
        "ALTER SEQUENCE numbers RENAME TO users_id_seq"}) {
    driver_->execute("BEGIN");
    driver_->execute(change);
    const auto changed = read();
    driver_->execute("ROLLBACK");
    EXPECT_NE(changed, schema_.objects) << change;
    driver_->execute(change);
    // The SQL that makes the object may differ, and the SQL that removes it.
    EXPECT_GE(look().differences.size(), 1U) << change;
    schema_.objects = read();
  }
}

TEST_F(Administrators, default_privileges_that_are_younger_than_a_table_are_no_difference_of_it) {
  // Tables of the scratch schema get these rights; the live table does not have them.
  driver_->execute("GRANT SELECT ON users TO pg_read_all_data");
  schema_.objects = read();
  driver_->execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor");
  EXPECT_EQ(differences(look()), "");
}

}  // namespace
}  // namespace limbeck::verify::administrators_server_test
