#include "compiler/scan/naming.h"

#include <gtest/gtest.h>

namespace limbeck::compiler::naming_test {
namespace {

TEST(Naming, snake_case_parts_words_at_capitals) {
  EXPECT_EQ(snake_case("User"), "user");
  EXPECT_EQ(snake_case("OrderLine"), "order_line");
  EXPECT_EQ(snake_case("HTTPRequest"), "http_request");
  EXPECT_EQ(snake_case("Utf8Text"), "utf8_text");
  EXPECT_EQ(snake_case("already_snake"), "already_snake");
  EXPECT_EQ(snake_case("X"), "x");
  EXPECT_EQ(snake_case("größeÄ"), "größeÄ");
  EXPECT_EQ(snake_case(""), "");
}

TEST(Naming, an_embedded_name_is_prefix_and_column) {
  EXPECT_EQ(embedded_name("home", "city"), "home_city");
  EXPECT_EQ(embedded_name("", "city"), "city");
  EXPECT_EQ(embedded_name("home", ""), "home");
}

}  // namespace
}  // namespace limbeck::compiler::naming_test
