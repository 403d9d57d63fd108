#include "runtime/connection/url.h"

#include <gtest/gtest.h>

#include "limbeck/error.h"

namespace limbeck::connection::url_test {
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
  EXPECT_NE(refusal("sqlite://shop.db").find("sqlite:///shop.db"), std::string::npos);
  EXPECT_NE(refusal("sqlite:a.db?cache=shared").find("option 'cache'"), std::string::npos);
  EXPECT_NE(refusal("sqlite:100%.db").find("write %25"), std::string::npos);
  EXPECT_NE(refusal("sqlite:a%00.db").find("%25"), std::string::npos);
  EXPECT_NE(refusal("oracle://h/d").find("'oracle:'"), std::string::npos);
  EXPECT_NE(refusal("shop").find("sqlite:path"), std::string::npos);
  EXPECT_NE(refusal("file://server/shop.db").find("no host"), std::string::npos);
  EXPECT_NE(refusal("").find("LIMBECK_DATABASE_URL"), std::string::npos);
}

TEST(Url, other_databases_are_distinguished) {
  EXPECT_EQ(parse_url("postgresql://app@db/shop").dialect, "postgresql");
  EXPECT_EQ(parse_url("postgres://app@db/shop").dialect, "postgresql");
  EXPECT_EQ(parse_url("postgresql+psycopg2://app@db/shop").dialect, "postgresql");
  EXPECT_EQ(parse_url("host=db dbname=shop").dialect, "postgresql");
  EXPECT_EQ(parse_url("mysql+pymysql://app@db/shop").dialect, "mysql");
  EXPECT_EQ(parse_url("mariadb://app@db/shop").dialect, "mysql");
}

TEST(Url, takes_the_white_space_around_it_for_none_of_it) {
  EXPECT_EQ(parse_url(" postgresql://db/shop\n").text, "postgresql://db/shop");
  EXPECT_EQ(parse_url("\tsqlite:shop.db\r\n").path, "shop.db");
  EXPECT_EQ(parse_url("shop.db\n").path, "shop.db");
  EXPECT_NE(refusal("  \n").find("LIMBECK_DATABASE_URL"), std::string::npos);
}

TEST(Url, understands_sqlites_own_uris) {
  const std::pair<const char*, const char*> cases[] = {
      {"sqlite:file:shop.db", "shop.db"},
      {"sqlite:file:shop.db?mode=ro", "shop.db"},
      {"sqlite:///file:rel/shop.db", "rel/shop.db"},
      {"sqlite:file:///var/lib/shop.db", "/var/lib/shop.db"},
      {"file:shop.db", "shop.db"},
      {"file:/var/lib/shop.db", "/var/lib/shop.db"},
      {"file:///var/lib/shop.db", "/var/lib/shop.db"},
      {"file://localhost/var/lib/shop.db", "/var/lib/shop.db"},
      {"sqlite:file::memory:", ""},
      {"file::memory:", ""},
      {"file:shop.db?mode=memory", ""},
      {"sqlite:file%3Ashop.db", "file:shop.db"},
  };
  for (const auto& [text, path] : cases) {
    EXPECT_EQ(parse_url(text).dialect, "sqlite") << text;
    EXPECT_EQ(parse_url(text).path, path) << text;
  }
  EXPECT_EQ(parse_url("file:shop.db?mode=ro").mode, Url::Mode::read_only);
}

TEST(Url, what_may_be_meant_for_another_database_is_never_a_files_name) {
  for (const char* text :
       {"Data Source=shop.db", "DataSource=/var/shop.db;Version=3", "//app@db/shop",
        "app@db/shop.db", "app:x@db/shop", "/path?key=x.db", "'postgresql://db/shop'",
        "\"/var/shop.db\"", "jdbc:sqlite:/var/shop.db", "db=1/x.db"}) {
    const std::string told = refusal(text);
    EXPECT_EQ(told.find("understood as sqlite"), std::string::npos) << text << ": " << told;
  }
}

TEST(Url, nothing_that_may_be_a_password_is_in_a_refusal) {
  for (const char* text :
       {"oracle:app/s3cret@db", "app:s3cret@db/shop", "//app:s3cret@db/shop", "s3cret:x", "s3cret",
        "oracle://app:s3cret@db/shop", "sqlite:shop.db?key=s3cret", "sqlite:x?s3cret",
        "sqlite://s3cret/x", "sqlite:s3cret%zz", "'postgresql://app:s3cret@db/shop'",
        "jdbc:postgresql://app:s3cret@db/shop", "pass%77ord=s3cret host=db",
        "Data Source=shop.db;Password=s3cret"}) {
    EXPECT_EQ(refusal(text).find("s3c"), std::string::npos) << text << ": " << refusal(text);
  }
}

}  // namespace
}  // namespace limbeck::connection::url_test
