#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "migrations/diff/json.h"
#include "migrations/schema/json.h"

namespace limbeck::diff::hints_test {
namespace {

using Json = nlohmann::ordered_json;

TEST(Hints, are_read_as_they_were_written) {
  const Hints hints{.renamed_tables = {{{"s", "a"}, "b"}, {{"", "c"}, "d"}},
                    .renamed_columns = {{{{"s", "a"}, "x"}, "y"}},
                    .renamed_values = {{{{"", "e"}, "v"}, "w"}},
                    .fills = {{{{"", "c"}, "n"}, "0"}}};
  EXPECT_EQ(hints_from_json(to_json(hints)), hints);
  EXPECT_EQ(to_json(hints).dump(),
            R"({"renamed_tables":[{"table":"c","from":"d"},{"schema":"s","table":"a","from":"b"}],)"
            R"("renamed_columns":[{"schema":"s","table":"a","column":"x","from":"y"}],)"
            R"("renamed_values":[{"enum":"e","value":"v","from":"w"}],)"
            R"("fills":[{"table":"c","column":"n","sql":"0"}]})");
}

TEST(Hints, none_are_an_empty_object) {
  EXPECT_EQ(to_json(Hints{}).dump(), "{}");
  EXPECT_EQ(hints_from_json(Json::object()), Hints{});
}

TEST(Hints, what_is_no_hint_is_an_error) {
  for (const char* text : {"[]", R"({"renamed":[]})", R"({"fills":{}})", R"({"fills":[1]})",
                           R"({"fills":[{"table":"t","column":"c"}]})",
                           R"({"renamed_tables":[{"table":1,"from":"a"}]})"}) {
    EXPECT_THROW(hints_from_json(Json::parse(text)), schema::JsonError) << text;
  }
}

}  // namespace
}  // namespace limbeck::diff::hints_test
