#include "compiler/scan/attribute_syntax.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <random>

#include "compiler/scan/attribute_rules.h"
#include "tests/unit/scan/tokens.h"

namespace limbeck::compiler::attribute_syntax_test {
namespace {

TEST(AttributeSyntax, reads_names_strings_and_numbers) {
  const Arguments arguments = arguments_of("cascade, 'lower(a)', 320, -1, +2");
  ASSERT_FALSE(arguments.syntax_error);
  ASSERT_EQ(arguments.list.size(), 5U);
  EXPECT_EQ(arguments.list[0].text, "cascade");
  EXPECT_EQ(arguments.list[1].kind, Argument::Kind::string);
  EXPECT_EQ(arguments.list[1].text, "lower(a)");
  EXPECT_EQ(arguments.list[2].number, 320);
  EXPECT_EQ(arguments.list[3].number, -1);
  EXPECT_EQ(arguments.list[4].number, 2);
}

TEST(AttributeSyntax, reads_paths_with_their_scope_and_members) {
  const Arguments arguments = arguments_of("::shop::User::address.city");
  ASSERT_EQ(arguments.list.size(), 1U);
  const Argument& path = arguments.list[0];
  EXPECT_EQ(path.scope, (std::vector<std::string>{"", "shop", "User", "address"}));
  EXPECT_EQ(path.members, std::vector<std::string>{"city"});
  EXPECT_EQ(path.text, "::shop::User::address.city");
  EXPECT_EQ(path.span.first, 1U);
  EXPECT_EQ(path.span.last + static_cast<Place>(path.span.last_length), 27U);
}

TEST(AttributeSyntax, reads_keys_calls_and_groups) {
  const Arguments arguments = arguments_of("(a, b), references(T::x, T::y), on_delete = cascade");
  ASSERT_FALSE(arguments.syntax_error);
  ASSERT_EQ(arguments.list.size(), 3U);
  EXPECT_EQ(arguments.list[0].kind, Argument::Kind::group);
  EXPECT_EQ(arguments.list[0].arguments.size(), 2U);
  EXPECT_EQ(arguments.list[1].kind, Argument::Kind::call);
  EXPECT_EQ(arguments.list[1].text, "references");
  EXPECT_EQ(arguments.list[1].arguments[1].text, "T::y");
  EXPECT_EQ(arguments.list[2].key, "on_delete");
  EXPECT_EQ(arguments.list[2].text, "cascade");
}

TEST(AttributeSyntax, reports_where_it_stopped_understanding) {
  const auto place_of = [](std::string_view text) {
    const Arguments arguments = arguments_of(text);
    return arguments.syntax_error ? arguments.syntax_error->span.first : 0;
  };
  EXPECT_EQ(place_of("a b"), 3U);
  EXPECT_EQ(place_of("a, "), 4U);  // where the arguments end
  EXPECT_EQ(place_of("a::"), 4U);
  EXPECT_EQ(place_of("a.1"), 3U);
  EXPECT_EQ(place_of("(a, b"), 6U);
  EXPECT_EQ(place_of("- x"), 3U);
  EXPECT_EQ(place_of("99999999999999999999"), 1U);
  EXPECT_EQ(place_of("a = "), 5U);
  EXPECT_EQ(place_of("a)"), 2U);
}

TEST(AttributeSyntax, nesting_without_end_is_refused) {
  EXPECT_TRUE(arguments_of(std::string(100'000, '(')).syntax_error);
  std::string calls;
  for (int i = 0; i < 10'000; ++i) calls += "f(";
  EXPECT_TRUE(arguments_of(calls).syntax_error);
}

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

// Any tokens in any order: read to the end or told, and whatever was read can be checked by every
// rule.
TEST(AttributeSyntax, no_sequence_of_tokens_breaks_it) {
  const std::uint64_t seed = number_from("LIMBECK_SEED", std::random_device{}());
  const std::uint64_t runs =
      number_from("LIMBECK_RUNS", std::getenv("LIMBECK_LONG") != nullptr ? 200'000 : 4'000);
  std::cout << "LIMBECK_SEED=" << seed << '\n';
  std::mt19937_64 random(seed);
  constexpr std::array<std::string_view, 30> pieces{"a",
                                                    "User",
                                                    "::",
                                                    ".",
                                                    ",",
                                                    "(",
                                                    ")",
                                                    "=",
                                                    "'x'",
                                                    "''",
                                                    "1",
                                                    "0",
                                                    "-",
                                                    "+",
                                                    "name",
                                                    "desc",
                                                    "with",
                                                    "unique",
                                                    "include",
                                                    "opclass",
                                                    "name =",
                                                    "(a, b)",
                                                    "references(T::x)",
                                                    "on_delete = cascade",
                                                    "always",
                                                    "stored",
                                                    "]",
                                                    "{",
                                                    "@",
                                                    "deferrable"};
  const auto pick = [&](std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
  };
  std::size_t right = 0;
  for (std::uint64_t run = 0; run < runs; ++run) {
    std::string text;
    for (std::size_t i = pick(14); i > 0; --i)
      text += std::string(pieces[pick(pieces.size())]) + " ";
    Arguments arguments = arguments_of(text);
    for (const Rule& rule : all_rules()) {
      Attribute attribute{std::string(rule.name), {1, 1, 1}, arguments.list, &rule};
      std::size_t told = 0;
      const bool good =
          check_arguments(attribute, [&](const std::string& message, const Span& span) {
            EXPECT_FALSE(message.empty()) << text;
            EXPECT_NE(span.first, 0U) << text;
            ++told;
          });
      EXPECT_EQ(good, told == 0) << rule.name << ": " << text;
      if (!good) continue;
      ++right;
      const std::size_t count = positional(attribute).size();
      EXPECT_GE(count, rule.least) << rule.name << ": " << text;
      EXPECT_LE(count, rule.most) << rule.name << ": " << text;
    }
  }
  EXPECT_GT(right, runs);  // it was not all nonsense
}

}  // namespace
}  // namespace limbeck::compiler::attribute_syntax_test
