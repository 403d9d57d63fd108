#include "migrations/state/former_names.h"

#include <gtest/gtest.h>

#include "limbeck/revision.h"
#include "migrations/operations/recorder.h"

namespace limbeck::state::former_names_test {
namespace {

using limbeck::Operations;
using Names = std::set<std::string>;

FormerNames names_after(RevisionStep step) {
  FormerNames names;
  follow(names, operations::record(step));
  return names;
}

TEST(FormerNames, columns_that_exchanged_their_names_were_each_called_as_the_other) {
  const FormerNames names = names_after([](Operations& op) {
    op.rename_column("t", "a", "x");
    op.rename_column("t", "b", "a");
    op.rename_column("t", "x", "b");
  });
  EXPECT_EQ(names,
            (FormerNames{{"tables/t/columns/a", {"b"}}, {"tables/t/columns/b", {"a", "x"}}}));
}

TEST(FormerNames, what_is_in_a_renamed_table_goes_with_it_and_what_is_dropped_is_forgotten) {
  EXPECT_EQ(
      names_after([](Operations& op) {
        op.rename_column("t", "a", "b");
        op.rename_column("t", "c", "d");
        op.rename_table("t", "u");
        op.rename_table("tt", "v");
        op.drop_column("u", "d");
      }),
      (FormerNames{{"tables/u", {"t"}}, {"tables/u/columns/b", {"a"}}, {"tables/v", {"tt"}}}));
}

TEST(FormerNames, values_of_enums_and_of_texts_have_them_too) {
  EXPECT_EQ(names_after([](Operations& op) {
              op.rename_enum_value("e", "one", "uno");
              op.alter_column("t", "size",
                              {.type = text,
                               .using_expression = "CASE size WHEN 'l' THEN 's' WHEN 's' THEN 'l' "
                                                   "ELSE size END"});
            }),
            (FormerNames{{"enums/e/values/uno", {"one"}},
                         {"tables/t/columns/size/values/l", {"s"}},
                         {"tables/t/columns/size/values/s", {"l"}}}));
}

}  // namespace
}  // namespace limbeck::state::former_names_test
