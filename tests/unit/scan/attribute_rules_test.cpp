#include "compiler/scan/attribute_rules.h"

#include <gtest/gtest.h>

#include "tests/unit/scan/tokens.h"

namespace limbeck::compiler::attribute_rules_test {
namespace {

// The messages for `name(arguments)` on `target`.
std::vector<std::string> wrong(std::string_view name, Target target, std::string_view arguments) {
  const Rule* rule = find_rule(name, target);
  EXPECT_NE(rule, nullptr) << name;
  const Attribute attribute{std::string(name), {1, 1, 1}, arguments_of(arguments).list, rule};
  std::vector<std::string> messages;
  check_arguments(
      attribute, [&](std::string message, const Span&) { messages.push_back(std::move(message)); });
  return messages;
}

TEST(AttributeRules, the_same_name_has_a_rule_for_each_place) {
  EXPECT_NE(find_rule("unique", on_struct), find_rule("unique", on_field));
  EXPECT_EQ(find_rule("unique", on_enum), nullptr);
  EXPECT_EQ(find_rule("nothing", on_struct), nullptr);
  EXPECT_EQ(places_of("type"), "a struct, a field, an enum or an alias");
}

TEST(AttributeRules, a_member_may_be_called_like_a_parameter) {
  EXPECT_TRUE(wrong("index", on_struct, "name, where").empty());
  const Rule* rule = find_rule("index", on_struct);
  const Attribute attribute{"index", {1, 1, 1}, arguments_of("name, where = 'x'").list, rule};
  EXPECT_EQ(positional(attribute).size(), 1U);
  EXPECT_EQ(named(attribute, "name"), nullptr);
  EXPECT_EQ(text_of(attribute, "where"), "x");
}

TEST(AttributeRules, a_misspelt_parameter_names_the_nearest) {
  EXPECT_EQ(wrong("references", on_field, "a, on_delte = cascade"),
            std::vector<std::string>{
                "'references' takes no argument 'on_delte'; did you mean 'on_delete'?"});
}

TEST(AttributeRules, every_wrong_argument_is_reported) {
  EXPECT_EQ(wrong("table", on_struct, "1, 2, schema = 3, strict = 4").size(), 4U);
  EXPECT_EQ(wrong("length", on_field, "").size(), 1U);
  EXPECT_EQ(wrong("type", on_field, "").size(), 1U);
  EXPECT_TRUE(wrong("type", on_field, "sqlite = 'x'").empty());
}

TEST(AttributeRules, text_is_not_empty_but_where_that_means_something) {
  EXPECT_EQ(wrong("fill", on_field, "''").size(), 1U);
  EXPECT_TRUE(wrong("comment", on_field, "''").empty());
  EXPECT_TRUE(wrong("value", on_enumerator, "''").empty());
}

}  // namespace
}  // namespace limbeck::compiler::attribute_rules_test
