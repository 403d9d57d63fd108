#include "migrations/sql_text/secrets.h"

#include <gtest/gtest.h>

namespace limbeck::sql_text::secrets_test {
namespace {

TEST(Secrets, of_a_statement_are_hidden_wherever_it_names_them) {
  const char* const statements[] = {
      "CREATE ROLE app LOGIN PASSWORD 'hunter2'",
      "ALTER ROLE app WITH ENCRYPTED PASSWORD\n 'hunter2' VALID UNTIL 'x'",
      "alter user app password E'hunter2'",
      "ALTER USER app PASSWORD $$hunter2$$",
      "CREATE USER app IDENTIFIED BY 'hunter2'",
      "CREATE USER app IDENTIFIED WITH caching_sha2_password AS 'hunter2'",
      "CREATE USER MAPPING FOR app SERVER s OPTIONS (user 'app', password 'hunter2')",
      "CREATE SUBSCRIPTION s CONNECTION 'host=db password=hunter2 dbname=x' PUBLICATION p",
      "SELECT dblink_connect('host=db password = ''hunter2''')",
      "SELECT connect('postgresql://app:hunter2@db/shop')",
      "PRAGMA key = 'hunter2'",
      "ATTACH 'x.db' AS x KEY 'hunter2'",
      "SELECT f(api_token => 'hunter2')",
      "SET app.client_secret TO 'hunter2'",
      "UPDATE users SET \"password\" = 'hunter2' WHERE id = 1",
      "COPY t FROM 's3://b' WITH CREDENTIALS 'hunter2'",
  };
  for (const char* statement : statements) {
    const std::string shown = hide_secrets(statement);
    EXPECT_EQ(shown.find("hunter2"), std::string::npos) << shown;
    EXPECT_NE(shown.find("'***'"), std::string::npos) << shown;
  }
}

TEST(Secrets, are_all_that_is_hidden) {
  const char* const statements[] = {
      "CREATE TABLE t (id integer PRIMARY KEY, note text DEFAULT 'x' CHECK (note <> ''))",
      "INSERT INTO t VALUES ('a', 'it''s', X'00')",
      "ALTER TABLE users ADD COLUMN password text NOT NULL DEFAULT ''",
      "COMMENT ON COLUMN users.password IS 'bcrypt'",
      "SELECT 'http://host:80/path'",
      "",
  };
  for (const char* statement : statements) EXPECT_EQ(hide_secrets(statement), statement);
}

}  // namespace
}  // namespace limbeck::sql_text::secrets_test
