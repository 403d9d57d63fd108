#include "runtime/connection/url.h"

#include <gtest/gtest.h>

#include "limbeck/error.h"

namespace limbeck::connection {
namespace {

std::string refusal(std::string_view text) {
  try {
    Url url = parse_url(text);
    return "understood as " + url.dialect + " " + url.path;
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Error::Code::usage);
    return error.what();
  }
}

TEST(Url, understands_every_way_to_name_a_sqlite_file) {
  const std::pair<const char*, const char*> cases[] = {
      {"sqlite:shop.db", "shop.db"},
      {"sqlite:/var/lib/shop.db", "/var/lib/shop.db"},
      {"sqlite:///rel/shop.db", "rel/shop.db"},
      {"sqlite:////var/lib/shop.db", "/var/lib/shop.db"},
      {"sqlite+pysqlite:///shop.db", "shop.db"},
      {"SQLite:///shop.db", "shop.db"},
      {"sqlite3:shop.db", "shop.db"},
      {"sqlite:with%20a%20space.db", "with a space.db"},
      {"sqlite:with a space.db", "with a space.db"},
      {"sqlite:gr%C3%BC%C3%9Fe.db", "grüße.db"},
      {"sqlite:what%3F.db", "what?.db"},
      {"shop.db", "shop.db"},
      {"./shop", "./shop"},
      {"/var/lib/shop", "/var/lib/shop"},
      {"100%.sqlite3", "100%.sqlite3"},
  };
  for (auto [text, path] : cases) {
    Url url = parse_url(text);
    EXPECT_EQ(url.dialect, "sqlite") << text;
    EXPECT_EQ(url.path, path) << text;
    EXPECT_EQ(url.shown, path) << text;
  }
}

TEST(Url, a_sqlite_url_without_a_file_is_in_memory) {
  for (const char* text : {":memory:", "sqlite://", "sqlite:", "sqlite:///:memory:",
                           "sqlite::memory:", "sqlite:///shop.db?mode=memory"}) {
    EXPECT_EQ(parse_url(text).path, "") << text;
    EXPECT_EQ(parse_url(text).shown, ":memory:") << text;
  }
}

TEST(Url, the_mode_says_what_may_be_done_to_the_file) {
  EXPECT_EQ(parse_url("sqlite:a.db").mode, Url::Mode::create);
  EXPECT_EQ(parse_url("sqlite:a.db?mode=ro").mode, Url::Mode::read_only);
  EXPECT_EQ(parse_url("sqlite:a.db?mode=rw").mode, Url::Mode::read_write);
}

TEST(Url, what_is_not_understood_is_refused_with_the_way_to_write_it) {
  EXPECT_NE(refusal("sqlite://shop.db").find("write sqlite:///shop.db"), std::string::npos);
  EXPECT_NE(refusal("sqlite:a.db?cache=shared").find("option 'cache'"), std::string::npos);
  EXPECT_NE(refusal("sqlite:100%.db").find("write %25"), std::string::npos);
  EXPECT_NE(refusal("sqlite:a%00.db").find("%25"), std::string::npos);
  EXPECT_NE(refusal("oracle://h/d").find("'oracle:'"), std::string::npos);
  EXPECT_NE(refusal("shop").find("sqlite:shop"), std::string::npos);
  EXPECT_NE(refusal("").find("LIMBECK_DATABASE_URL"), std::string::npos);
}

TEST(Url, other_databases_are_told_apart) {
  EXPECT_EQ(parse_url("postgresql://app@db/shop").dialect, "postgresql");
  EXPECT_EQ(parse_url("postgres://app@db/shop").dialect, "postgresql");
  EXPECT_EQ(parse_url("postgresql+psycopg2://app@db/shop").dialect, "postgresql");
  EXPECT_EQ(parse_url("host=db dbname=shop").dialect, "postgresql");
  EXPECT_EQ(parse_url("mysql+pymysql://app@db/shop").dialect, "mysql");
  EXPECT_EQ(parse_url("mariadb://app@db/shop").dialect, "mysql");
}

TEST(Url, no_password_is_ever_shown) {
  const std::pair<const char*, const char*> cases[] = {
      {"postgresql://app:s3cret@db/shop", "postgresql://app:***@db/shop"},
      {"postgresql://app:s3@cr/et@db/shop", "postgresql://app:***@db/shop"},
      {"postgresql://app:s3cret?x@db/shop", "postgresql://app:***@db/shop"},
      {"postgresql://app@db:5432/shop", "postgresql://app@db:5432/shop"},
      {"postgresql://db/shop?user=app&password=s3cret&sslmode=require",
       "postgresql://db/shop?user=app&password=***&sslmode=require"},
      {"host=db password=s3cret dbname=shop", "host=db password=*** dbname=shop"},
      {"host=db password = 's3 cr\\'et' dbname=shop", "host=db password = *** dbname=shop"},
      {"host=db PASSWORD=s3cret", "host=db PASSWORD=***"},
      {"oracle://app:s3cret@db/shop", "oracle://app:***@db/shop"},
      {"nothing secret", "nothing secret"},
  };
  for (auto [text, shown] : cases) {
    EXPECT_EQ(without_password(text), shown);
    EXPECT_EQ(refusal(text).find("s3"), std::string::npos) << refusal(text);
  }
}

}  // namespace
}  // namespace limbeck::connection
