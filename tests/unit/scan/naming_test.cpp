#include "compiler/scan/naming.h"

#include <gtest/gtest.h>

namespace limbeck::compiler {
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

TEST(Naming, constraints_are_named_by_the_convention) {
  EXPECT_EQ(primary_key_name("users"), "pk_users");
  EXPECT_EQ(unique_name("users", {"tenant", "email"}), "uq_users_tenant_email");
  EXPECT_EQ(foreign_key_name("posts", {"author_id"}, "users"), "fk_posts_author_id_users");
  EXPECT_EQ(check_name("products", {"price"}), "ck_products_price");
  EXPECT_EQ(index_name("users", {words_of("lower(email)")}), "ix_users_lower_email");
}

TEST(Naming, a_long_name_is_cut_to_what_databases_keep_and_stays_distinct) {
  const std::string table(60, 't');
  const std::string one = unique_name(table, {"first"});
  const std::string other = unique_name(table, {"second"});
  EXPECT_EQ(one.size(), 63U);
  EXPECT_EQ(other.size(), 63U);
  EXPECT_NE(one, other);
  EXPECT_EQ(unique_name(table, {"first"}), one);
  EXPECT_EQ(unique_name(std::string(59, 't'), {}).size(), 62U);
}

TEST(Naming, a_cut_never_parts_a_character) {
  std::string table = "a";
  for (int i = 0; i < 40; ++i) table += "ä";
  const std::string name = primary_key_name(table);
  EXPECT_LE(name.size(), 63U);
  EXPECT_EQ(static_cast<unsigned char>(name[name.find_last_of('_') - 1]) & 0xC0U, 0x80U);
}

TEST(Naming, an_embedded_name_is_prefix_and_column) {
  EXPECT_EQ(embedded_name("home", "city"), "home_city");
  EXPECT_EQ(embedded_name("", "city"), "city");
  EXPECT_EQ(embedded_name("home", ""), "home");
}

}  // namespace
}  // namespace limbeck::compiler
