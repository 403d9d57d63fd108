#include "runtime/connection/postgresql/conninfo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "limbeck/error.h"
#include "runtime/connection/open.h"
#include "tests/support/urls_with_passwords.h"

namespace limbeck::connection::conninfo_test {
namespace {

const std::string ours =
    " client_encoding='UTF8' fallback_application_name='limbeck' keepalives_idle='30'"
    " keepalives_interval='10' keepalives_count='3'";
const std::string bounded = " connect_timeout='10'";

class PostgresqlConninfo : public testing::Test {
 protected:
  void SetUp() override {
    ::unsetenv("PGCONNECT_TIMEOUT");
    ::unsetenv("PGSERVICE");
  }
};

TEST_F(PostgresqlConninfo, is_what_libpq_takes) {
  const std::pair<const char*, std::string> cases[] = {
      {"postgresql://app@db/shop", "user='app' host='db' dbname='shop'"},
      {"postgres://app@db/shop", "user='app' host='db' dbname='shop'"},
      {"postgresql+psycopg2://app:s3@db:5433/shop",
       "user='app' password='s3' host='db' port='5433' dbname='shop'"},
      {"postgresql+asyncpg://db/shop?ssl=true", "host='db' sslmode='require' dbname='shop'"},
      {"postgresql:///shop?host=/run/pg", "host='/run/pg' dbname='shop'"},
      {"postgresql://app:what?@db/shop", "user='app' password='what?' host='db' dbname='shop'"},
      {"postgresql://a%40b:%27%5C%25@db", "user='a@b' password='\\'\\\\%' host='db'"},
      {"postgresql://[::1]:5433,h2:5434/shop", "host='::1,h2' port='5433,5434' dbname='shop'"},
      {"postgresql://db?user=a%40b", "user='a@b' host='db'"},
      {"postgresql://c@db?user=a@b", "user='a@b' host='db'"},
      {"connect_timeout=3 host=db", "connect_timeout='3' host='db'"},
      {"application_name = 'my app' options='-c x=a://b'",
       "application_name='my app' options='-c x=a://b'"},
      {"host=db\tpassword\n=\n'it\\'s'", "host='db' password='it\\'s'"},
  };
  // In any order: libpq's table has its own.
  const auto words = [](std::string text) {
    std::vector<std::string> out;
    for (std::size_t at; (at = text.find("' ")) != std::string::npos; text.erase(0, at + 2))
      out.push_back(text.substr(0, at + 1));
    out.push_back(text);
    std::sort(out.begin(), out.end());
    return out;
  };
  for (const auto& [url, expected] : cases) {
    const bool bounds = expected.find("connect_timeout") != std::string::npos;
    EXPECT_EQ(words(parse_conninfo(url).text), words(expected + ours + (bounds ? "" : bounded)))
        << url;
  }
}

TEST_F(PostgresqlConninfo, of_the_url_wins_over_what_limbeck_adds) {
  EXPECT_NE(parse_conninfo("postgresql://db?client_encoding=LATIN1").text.find("LATIN1"),
            std::string::npos);
  EXPECT_EQ(parse_conninfo("postgresql://db?client_encoding=LATIN1").text.find("UTF8"),
            std::string::npos);
}

TEST_F(PostgresqlConninfo, bounds_the_time_to_connect_unless_the_user_does) {
  EXPECT_NE(parse_conninfo("host=db").text.find(bounded), std::string::npos);
  EXPECT_EQ(parse_conninfo("host=db service=x").text.find("connect_timeout"), std::string::npos);
  ::setenv("PGCONNECT_TIMEOUT", "60", 1);
  EXPECT_EQ(parse_conninfo("host=db").text.find("connect_timeout"), std::string::npos);
  ::unsetenv("PGCONNECT_TIMEOUT");
}

TEST_F(PostgresqlConninfo, names_the_database_without_its_password) {
  EXPECT_EQ(parse_conninfo("postgresql://app:s3cret@db:5433/shop").place, "app@db:5433/shop");
  EXPECT_EQ(parse_conninfo("password=s3cret host=db dbname=shop").place, "db/shop");
  const Conninfo conninfo = parse_conninfo("postgresql://app:s3%63ret@db?sslpassword=other");
  EXPECT_EQ(conninfo.without_secrets("s3cret, 's3cret' and other"), "***, '***' and ***");
}

struct Mistake {
  const char* url;
  const char* says;
};

TEST_F(PostgresqlConninfo, that_cannot_be_read_is_refused_by_kind_and_without_its_text) {
  const Mistake mistakes[] = {
      {"postgresql://pw:s3cret%zz@h/d", "'%' at character 23"},
      {"postgresql://pw:s3cret%@h/d", "write %25"},
      {"postgresql://pw:s3cret%00@h/d", "write %25"},
      {"postgresql://pw:100%s3cret@h/d", "write %25"},
      {"postgresql://h/d?password=s3cret%zz", "write %25"},
      {"postgresql://pw:s3cret@x@h/d", "'@' at character 25"},
      {"postgresql://pw:x@s3cret@h/d", "write %40"},
      {"postgresql://pw:s3cret/x@h/d", "write %40"},
      {"postgresql://pw:x/s3cret@h/d", "write %40"},
      {"postgresql://pw@corp:s3cret@h/d", "write %40"},
      {"postgresql://pw@corp:s3cret?x@h/d", "no '='"},
      {"postgresql://pw@corp:s3cret/d", "port is no number"},
      {"postgresql://h/d?password=a&s3cret", "no '='"},
      {"postgresql://h/d?password=a&s3cret=1", "libpq does not know"},
      {"postgresql:pw:s3cret@h/d", "two slashes"},
      {"postgresql:/pw:s3cret@h/d", "two slashes"},
      {"postgresql://[s3cret/d", "']'"},
      {"postgresql://pw:x@[s3cret/d?a@[::1]:5432/d", "'[' at character 19"},
      {"postgresql://pw:x@[::1],[s3cret/?a@[::1]/d", "%5B"},
      {"postgresql://pw:x@[::1%25s3cret/?a@[::1]/d", "%5B"},
      {"postgresql://h?password=s3cret@x", "write %3F"},
      {"host=h password=x s3cret", "without '='"},
      {"host=h password='s3cret", "single quote that ends"},
      {"host=h password=x s3cret=y", "keyword that libpq does not know"},
      {"passwd=s3cret host=h", "keyword that libpq does not know"},
      {"Server=h;PWD=s3cret", "keyword that libpq does not know"},
      {"DATABASE_URL=postgresql://app:s3cret@h/d", "keyword that libpq does not know"},
  };
  for (const auto& [url, says] : mistakes) {
    try {
      parse_conninfo(url);
      ADD_FAILURE() << url << " was taken";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), Error::Code::usage);
      const std::string what = error.what();
      EXPECT_NE(what.find(says), std::string::npos) << url << ": " << what;
      EXPECT_EQ(what.find("s3c"), std::string::npos) << what;
    }
  }
}

// Every way to write a password that anybody has thought of, through all that a program does with
// it: reading the URL, and a server that is not there.
TEST_F(PostgresqlConninfo, never_lets_a_piece_of_a_password_out) {
  const std::vector<std::string> urls = test::urls_with_passwords();
  for (const std::string& url : urls) {
    try {
      open(url);
      ADD_FAILURE() << url << " was opened";
    } catch (const Error& error) {
      const std::string what = std::string(error.what()) + error.detail() + error.hint();
      EXPECT_EQ(test::piece_of_password_in(what), "") << url << "\n" << what;
    }
  }
  EXPECT_GE(urls.size(), 600U);
}

}  // namespace
}  // namespace limbeck::connection::conninfo_test
