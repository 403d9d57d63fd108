#include "migrations/text/shown.h"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "migrations/text/shown_stream.h"

namespace limbeck::shown_test {
namespace {

struct Case {
  std::string text, shown;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {"\x1b[31mred\x07\b", "\\x1b[31mred\\x07\\x08"},
      {std::string("a\0b", 3), "a\\x00b"},
      {"\x7f", "\\u007f"},
      {"over\rwritten", "over\\rwritten"},
      {"\v\f", "\\x0b\\x0c"},
      // C1: as characters, and as bytes that terminals of one byte a character obey.
      {"\xc2\x80\xc2\x9b"
       "31m\xc2\x9f",
       "\\u0080\\u009b31m\\u009f"},
      {"\x9b"
       "31m\x90",
       "\\x9b31m\\x90"},
      // Marks of direction, isolates, line and paragraph separators.
      {"\u202a\u202b\u202c\u202d\u202e", "\\u202a\\u202b\\u202c\\u202d\\u202e"},
      {"\u2066\u2067\u2068\u2069", "\\u2066\\u2067\\u2068\\u2069"},
      {"\u200e\u200f\u061c", "\\u200e\\u200f\\u061c"},
      {"\u2028\u2029", "\\u2028\\u2029"},
      // No UTF-8: a byte alone, cut off, longer than needed, a surrogate, beyond the last.
      {"\xff\xc3", "\\xff\\xc3"},
      {"\xe2\x82", "\\xe2\\x82"},
      {"\xc0\x9b", "\\xc0\\x9b"},
      {"\xe0\x82\x9b", "\\xe0\\x82\\x9b"},
      {"\xed\xa0\x80", "\\xed\\xa0\\x80"},
      {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
      {"\xf0\x9f\x98x", "\\xf0\\x9f\\x98x"},
      {"\xc3(", "\\xc3("},
  };
  return all;
}

TEST(Shown, what_a_terminal_obeys_is_an_escape) {
  for (const Case& one : cases()) {
    EXPECT_EQ(shown(one.text), one.shown);
    EXPECT_EQ(one_line(one.text), one.shown);
    EXPECT_EQ(shown("é" + one.text + "z"), "é" + one.shown + "z");
  }
}

TEST(Shown, what_people_write_stays_and_is_not_shown_twice) {
  for (const std::string text :
       {"", "Grüße, \u00a0 日本語 שלום مرحبا 😀\u200d \u200b", "a\\x1b", "{\"a\": \"\\u001b\"}",
        "SELECT 1\n\tFROM t\r\n", "\xf4\x8f\xbf\xbf\xee\x80\x80\xed\x9f\xbf"}) {
    EXPECT_EQ(shown(text), text);
  }
  for (const Case& one : cases()) EXPECT_EQ(shown(one.shown), one.shown);
}

TEST(Shown, a_line_of_a_list_has_no_line_end_in_it) {
  EXPECT_EQ(one_line("a\nb\r\n\tc"), "a\\nb\\r\\n\\tc");
}

TEST(Shown, a_beginning_has_whole_characters_only) {
  EXPECT_EQ(beginning("aé😀", 9), "aé😀");
  EXPECT_EQ(beginning("aé😀", 6), "aé");
  EXPECT_EQ(beginning("aé😀", 3), "aé");
  EXPECT_EQ(beginning("aé😀", 2), "a");
  EXPECT_EQ(beginning("é", 1), "");
}

TEST(ShownStream, sends_what_is_shown_wherever_the_writes_are_parted) {
  std::string text, expected;
  for (const Case& one : cases()) {
    text += one.text + "|\n😀é\t\r\n";
    expected += one.shown + "|\n😀é\t\r\n";
  }
  for (std::size_t part = 1; part <= text.size(); ++part) {
    std::ostringstream to;
    {
      ShownStream out(to);
      for (std::size_t at = 0; at < text.size(); at += part) out << text.substr(at, part);
    }
    ASSERT_EQ(to.str(), expected) << part;
  }
  std::ostringstream to;
  {
    ShownStream out(to);
    for (const char c : text) out.put(c);
    out << "\xf0\x9f";
  }
  EXPECT_EQ(to.str(), expected + "\\xf0\\x9f");
}

TEST(ShownStream, sends_as_it_is_what_is_said_to_be) {
  std::ostringstream to;
  {
    ShownStream out(to);
    out << "\xe2" << Verbatim{"\x1b[1m"} << "\x1b[1m" << Verbatim{"\x1b[0m"} << std::flush;
    EXPECT_EQ(to.str(), "\\xe2\x1b[1m\\x1b[1m\x1b[0m");
  }
  std::ostringstream plain;
  plain << Verbatim{"\x1b[1m"};
  EXPECT_EQ(plain.str(), "\x1b[1m");
}

TEST(ShownStream, fails_where_the_other_stream_does) {
  std::ostringstream to;
  to.setstate(std::ios::badbit);
  ShownStream out(to);
  out << "text" << std::flush;
  EXPECT_FALSE(out.good());
}

}  // namespace
}  // namespace limbeck::shown_test
