// What PostgreSQL's catalog never says, and another server may: it is read as nothing, and never
// ends the program.
#include <gtest/gtest.h>

#include <map>

#include "limbeck/error.h"
#include "runtime/introspect/introspect.h"

namespace limbeck::answers_test {
namespace {

using Answer = std::vector<std::vector<SqlValue>>;

/// Answers the queries by their numbers; every row has as many columns as any query asks for.
class Server : public Connection {
 public:
  explicit Server(std::map<int, Answer> answers) : answers_(std::move(answers)) {}
  std::string_view dialect() const override { return "postgresql"; }
  void execute(std::string_view) override {}
  std::int64_t execute(std::string_view, std::span<const SqlValue>) override { return 0; }
  Rows query(std::string_view, std::span<const SqlValue>) override {
    Rows rows;
    rows.rows = answers_[at_++];
    for (auto& row : rows.rows) row.resize(20);
    return rows;
  }

 private:
  std::map<int, Answer> answers_;
  int at_ = 0;
};

TEST(Answers, that_are_no_numbers_are_read_as_none) {
  Server server(
      {{2,
        {{"view", "", "v", "no number", "SELECT 1"},
         {"sequence", "", "s", "bigint", "a", "b", "c", "d", "e", "f", "no number", "id"},
         {"sequence", "", "t", "bigint", "99999999999999999999", "1", "1", "1", "1", "false"}}}});
  const schema::Schema schema = introspect::introspect(server).schema;
  EXPECT_EQ(schema.views.size(), 1U);
  ASSERT_EQ(schema.sequences.size(),
            1U);  // that of a table which is not there is none of the schema's
  EXPECT_EQ(schema.sequences[0].start, 0);
}

TEST(Answers, about_a_constraint_of_no_kind_are_read) {
  Server server(
      {{0, {{std::int64_t{1}, "", "t"}}}, {4, {{std::int64_t{1}, std::int64_t{1}, "x", ""}}}});
  EXPECT_EQ(introspect::introspect(server).schema.tables.at(0).excludes.size(), 1U);
}

TEST(Answers, with_a_text_that_holds_a_nul_byte_are_an_error_of_limbecks) {
  Server server({{0, {{std::int64_t{1}, std::string("a\0b", 3), "t"}}}});
  try {
    (void)introspect::introspect(server);
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_NE(std::string_view(error.what()).find("NUL byte: 'a\\0…'"), std::string_view::npos)
        << error.what();
    EXPECT_FALSE(error.statement().empty());
  }
}

}  // namespace
}  // namespace limbeck::answers_test
