// All known ways to write a password into the URL of a database. No server listens there, and many
// of the URLs are invalid.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::test {

/// Each form with each password, some 600; with `few`, each form once, with one password after
/// another.
inline std::vector<std::string> urls_with_passwords(bool few = false) {
  const char* const passwords[] = {
      "s3cretzqj",   "s3cret@zqj",  "s3cret/zqj",   "s3cret?zqj",     "s3cret:zqj",
      "s3cret#zqj",  "s3cret%zqj",  "s3cret zqj",   "s3cret&zqj",     "s3cret=zqj",
      "s3cret'zqj",  "s3cret\\zqj", "s3cret%40zqj", "%73%33cret@zqj", "s3cret;zqj",
      "[s3cret]zqj", "s3cret\tzqj", "s3cret\nzqj",  "'s3cret zqj'",   "\"s3cret zqj\""};
  const char* const forms[] = {"postgresql://app:%@127.0.0.1:1/d",
                               "postgres://app:%@127.0.0.1:1/d",
                               "postgresql+psycopg2://app:%@127.0.0.1:1/d",
                               "postgresql://app@corp:%@127.0.0.1:1/d",
                               "postgresql://:%@127.0.0.1:1/d",
                               "postgresql://127.0.0.1:1/d?user=a&password=%",
                               "postgresql://127.0.0.1:1/d?password=%&sslmode=disable",
                               "postgresql:app:%@127.0.0.1:1/d",
                               "postgresql:/app:%@127.0.0.1:1/d",
                               "app:%@127.0.0.1:1/d",
                               "//app:%@127.0.0.1:1/d",
                               "'postgresql://app:%@127.0.0.1:1/d'",
                               " postgresql://app:%@127.0.0.1:1/d ",
                               "DATABASE_URL=postgresql://app:%@127.0.0.1:1/d",
                               "jdbc:postgresql://app:%@127.0.0.1:1/d",
                               "host=127.0.0.1 port=1 password=%",
                               "host=127.0.0.1 port=1 password = %",
                               "host=127.0.0.1 port=1 password='%'",
                               "connect_timeout=1 host=127.0.0.1 port=1 password=%",
                               "password=% host=127.0.0.1 port=1",
                               "password\t=\t% host=127.0.0.1 port=1",
                               "PASSWORD=% host=127.0.0.1 port=1",
                               "passwd=% host=127.0.0.1 port=1",
                               "pass%77ord=% host=127.0.0.1",
                               "Server=127.0.0.1;Password=%",
                               "mysql://app:%@127.0.0.1:1/d",
                               "oracle:app/%@127.0.0.1",
                               "sqlite:/nowhere/x.db?key=%",
                               "sqlite://app:%@127.0.0.1/d",
                               "file:/nowhere/x.db?password=%"};
  std::vector<std::string> urls;
  std::size_t number = 0;
  for (const std::string form : forms) {
    std::size_t of_form = 0;
    for (const std::string password : passwords) {
      if (few && of_form++ != number % std::size(passwords)) continue;
      std::string url = form;
      url.replace(url.rfind("%77") == std::string::npos ? url.find('%') : url.rfind('%'), 1,
                  password);
      urls.push_back(std::move(url));
    }
    ++number;
  }
  return urls;
}

/// The part of one of those passwords that the text has, or empty.
inline std::string piece_of_password_in(std::string_view text) {
  for (const char* piece : {"s3c", "3cr", "zqj"}) {
    if (text.find(piece) != std::string_view::npos) return piece;
  }
  return {};
}

}  // namespace limbeck::test
