#include "migrations/schema/naming_convention.h"

#include <gtest/gtest.h>

#include "migrations/schema/naming_pattern.h"

namespace limbeck::schema::naming_convention_test {
namespace {

// The name that one pattern gives.
std::string named(const std::string& entry, const NameParts& parts) {
  NamingConvention convention;
  EXPECT_EQ(problem_of_naming(entry), std::nullopt);
  convention.take(entry);
  return convention.name(entry.substr(0, 2), parts);
}

TEST(NamingConvention, says_what_SQLAlchemy_recommends_unless_it_is_given_others) {
  const NamingConvention convention;
  EXPECT_EQ(convention.name("pk", {"users", {"id"}}), "pk_users");
  EXPECT_EQ(convention.name("uq", {"users", {"tenant", "email"}}), "uq_users_tenant_email");
  EXPECT_EQ(convention.name("fk", {"posts", {"author_id"}, "users", {"id"}}),
            "fk_posts_author_id_users");
  EXPECT_EQ(convention.name("ck", {"products", {"price"}}), "ck_products_price");
  EXPECT_EQ(convention.name("ix", {"users", {words_of("lower(email)")}}), "ix_users_lower_email");
  EXPECT_EQ(convention.name("ex", {"bookings"}), "ex_bookings");
}

TEST(NamingConvention, knows_each_of_SQLAlchemys_tokens) {
  const NameParts parts{"posts", {"author", "tenant"}, "users", {"id", "home"}};
  EXPECT_EQ(named("fk=%(table_name)s", parts), "posts");
  EXPECT_EQ(named("fk=%(referred_table_name)s", parts), "users");
  EXPECT_EQ(named("fk=%(column_0_name)s", parts), "author");
  EXPECT_EQ(named("fk=%(column_1_key)s", parts), "tenant");
  EXPECT_EQ(named("fk=%(column_0_label)s", parts), "posts_author");
  EXPECT_EQ(named("fk=%(column_0N_name)s", parts), "authortenant");
  EXPECT_EQ(named("fk=%(column_0_N_name)s", parts), "author_tenant");
  EXPECT_EQ(named("fk=%(column_0_N_label)s", parts), "posts_author_posts_tenant");
  EXPECT_EQ(named("fk=%(referred_column_0_name)s", parts), "id");
  EXPECT_EQ(named("fk=%(referred_column_0_N_name)s", parts), "id_home");
  EXPECT_EQ(named("fk=%(constraint_name)s", parts), "author_tenant");
  EXPECT_EQ(named("fk=100%%_%(table_name)s", parts), "100%_posts");
}

TEST(NamingConvention, a_token_that_stands_for_nothing_takes_the_underscore_before_it_along) {
  EXPECT_EQ(NamingConvention().name("ck", {"products", {}}), "ck_products");
  EXPECT_EQ(named("uq=%(table_name)s_%(column_1_name)s_key", {"t", {"a"}}), "t_key");
}

TEST(NamingConvention, what_is_wrong_with_a_pattern_is_said) {
  EXPECT_EQ(problem_of_naming("xi=%(table_name)s"),
            "'xi=%(table_name)s' is not of the form 'ix=pattern', for one of ix, uq, ck, fk, pk "
            "and ex");
  EXPECT_TRUE(problem_of_naming("ix"));
  EXPECT_EQ(problem_of_naming("ix=%(tabel_name)s"),
            "the pattern of 'ix': there is no token %(tabel_name)s; did you mean %(table_name)s?");
  EXPECT_EQ(problem_of_naming("ix=%table_name"),
            "the pattern of 'ix': '%table_name' starts with a % that is neither %(…)s nor %%");
  EXPECT_EQ(problem_of_naming("ix=index"), "the pattern of 'ix' gives everything the same name");
}

std::string wrong(const std::vector<std::string>& entries) {
  const auto naming = naming_of_models(entries);
  const auto* problem = std::get_if<std::string>(&naming);
  return problem == nullptr ? "" : *problem;
}

TEST(NamingConvention, behind_after_stand_the_patterns_of_the_revisions_after_one) {
  const auto read = read_naming({"uq=a_%(table_name)s", "after=abc", "uq=b_%(table_name)s"});
  const auto& sections = std::get<std::vector<NamingSection>>(read);
  ASSERT_EQ(sections.size(), 2U);
  EXPECT_EQ(sections[0].after, "");
  EXPECT_EQ(sections[1].after, "abc");
  EXPECT_EQ(sections[1].patterns, std::vector<std::string>{"uq=b_%(table_name)s"});
  EXPECT_NE(wrong({"after="}), "");
}

TEST(NamingConvention, of_models_is_the_last_and_never_leaves_an_index_without_a_name) {
  const auto naming = naming_of_models(
      {"uq=", "after=abc", "uq=b_%(table_name)s", "after=def", "ix=i_%(table_name)s"});
  const auto& convention = std::get<NamingConvention>(naming);
  EXPECT_EQ(convention.name("uq", {"t"}), "b_t");
  EXPECT_EQ(convention.name("ix", {"t"}), "i_t");
  EXPECT_NE(wrong({"ix=", "after=abc", "uq=u_%(table_name)s"}).find("'ix='"), std::string::npos);
  const auto unnamed = naming_of_models({"uq=", "after=abc", "ix=i_%(table_name)s"});
  EXPECT_EQ(std::get<NamingConvention>(unnamed).name("uq", {"t"}), "");
}

TEST(NamingConvention, a_long_name_is_cut_to_what_databases_keep_and_stays_distinct) {
  const NamingConvention convention;
  const std::string table(60, 't');
  const std::string one = convention.name("uq", {table, {"first"}});
  const std::string other = convention.name("uq", {table, {"second"}});
  EXPECT_EQ(one.size(), 63U);
  EXPECT_EQ(other.size(), 63U);
  EXPECT_NE(one, other);
  EXPECT_EQ(convention.name("uq", {table, {"first"}}), one);
  EXPECT_EQ(convention.name("uq", {std::string(59, 't'), {}}).size(), 62U);
}

TEST(NamingConvention, a_cut_never_parts_a_character) {
  std::string table = "a";
  for (int i = 0; i < 40; ++i) table += "ä";
  const std::string name = NamingConvention().name("pk", {table});
  EXPECT_LE(name.size(), 63U);
  EXPECT_EQ(static_cast<unsigned char>(name[name.find_last_of('_') - 1]) & 0xC0U, 0x80U);
  // Bytes that are no characters were looked for a beginning before the name's own.
  const std::string none(200, '\x80');
  EXPECT_LE(NamingConvention().name("pk", {.table = none}).size(), 63U);
  NamingConvention bare;
  bare.take("pk=%(table_name)s");
  EXPECT_EQ(bare.name("pk", {.table = none}).size(), 9U);
}

}  // namespace
}  // namespace limbeck::schema::naming_convention_test
