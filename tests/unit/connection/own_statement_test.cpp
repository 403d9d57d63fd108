#include "runtime/connection/own_statement.h"

#include <gtest/gtest.h>

namespace limbeck::connection::own_statement_test {
namespace {

TEST(OwnStatement, has_its_values_where_they_are_named_and_not_in_quoted_names_and_texts) {
  EXPECT_EQ(
      text_of({"UPDATE \"a$1\"\"$2\" SET v = $2, w = '$1''$2' WHERE v = $1", {"'$2'", "NULL"}}),
      "UPDATE \"a$1\"\"$2\" SET v = NULL, w = '$1''$2' WHERE v = '$2'");
  EXPECT_EQ(text_of({"SELECT 1", {}}), "SELECT 1");
}

}  // namespace
}  // namespace limbeck::connection::own_statement_test
