// A note in a binary is found wherever it stands, and anything that is not one is not.
#include "migrations/state/note.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>

#include "limbeck/revision.h"
#include "runtime/inspect/carried_history.h"
#include "runtime/migrator/prepare.h"
#include "tests/unit/runtime/support/history.h"

LIMBECK_REVISION(n1) = {
    .message = "add \"users\" \\ %s, é",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_table("users", {.columns = {{.name = "id", .type = limbeck::bigint},
                                                {.name = "age", .type = limbeck::bigint}}});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};
LIMBECK_REVISION(n2) = {
    .revises = {"n1"},
    .destructive = "nobody needs it",
    .upgrade = [](limbeck::Operations& op) { op.drop_column("users", "age"); },
    .downgrade = limbeck::irreversible("it is gone"),
};
LIMBECK_REVISION(n3) = {
    .revises = {"n2"},
    .compatible = "no program knows the table's name",
    .upgrade = [](limbeck::Operations& op) { op.rename_table("users", "people"); },
    .downgrade = limbeck::reverse_of_upgrade,
};
LIMBECK_REVISION(n4) = {
    .revises = {"n3"},
    .incompatible = "it counts on there being no other",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_table("other", {.columns = {{.name = "id", .type = limbeck::bigint}}});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};

namespace limbeck::inspect::note_test {
namespace {

class Note : public testing::Test {
 protected:
  Note() {
    history_.add("n1", limbeck_revision_n1)
        .add("n2", limbeck_revision_n2)
        .add("n3", limbeck_revision_n3)
        .add("n4", limbeck_revision_n4);
    manifest_ = history_.manifest();
    json_ = state::note_json(manifest_, migrator::graph_of(manifest_));
    note_ = state::note_of(json_);
  }
  static std::vector<std::string> found(const std::string& bytes) {
    return state::find_notes(bytes).texts;
  }

  test::History history_;
  Manifest manifest_ = {};
  std::string json_, note_;
};

TEST_F(Note, is_found_among_any_bytes_and_once) {
  const std::string noise(
      "\x7f"
      "ELF\0%%limbeck-\0%%",
      19);
  EXPECT_EQ(found(noise + note_ + noise), std::vector{json_});
  EXPECT_EQ(found(note_ + noise + note_), std::vector{json_}) << "the same twice";
  const std::string other = state::note_of("{}");
  EXPECT_EQ(found(note_ + other), (std::vector<std::string>{json_, "{}"}));
}

TEST_F(Note, reports_what_the_manifest_knows_and_what_older_programs_can_live_with) {
  ReadHistory read = read_history(json_);
  ASSERT_TRUE(std::holds_alternative<CarriedHistory>(read)) << std::get<std::string>(read);
  const auto& history = std::get<CarriedHistory>(read);
  ASSERT_EQ(history.manifest().size, manifest_.size);
  for (std::size_t i = 0; i < manifest_.size; ++i) {
    const ManifestEntry& is = history.manifest().entries[i];
    const ManifestEntry& was = manifest_.entries[i];
    EXPECT_EQ(is.id, was.id);
    EXPECT_EQ(is.file, was.file);
    EXPECT_EQ(is.line, was.line);
    EXPECT_EQ(is.checksum, was.checksum);
    EXPECT_EQ(is.revision->message, was.revision->message);
  }
  ASSERT_EQ(history.manifest().head_count, 1U);
  EXPECT_EQ(history.manifest().heads[0], "n4");
  EXPECT_EQ(history.manifest().dialects[0], "sqlite");
  const std::vector<Carried>& carried = history.revisions();
  EXPECT_TRUE(carried[0].compatible);
  EXPECT_FALSE(carried[1].compatible);
  EXPECT_EQ(carried[1].destroys, std::vector<std::string>{"all values of 'users.age'"});
  EXPECT_EQ(carried[1].incompatible.size(), 1U);
  EXPECT_TRUE(carried[2].compatible) << "as it says";
  EXPECT_EQ(carried[2].reason, "no program knows the table's name");
  EXPECT_FALSE(carried[3].compatible) << "as it says";
}

TEST_F(Note, reports_the_lowest_versions_that_the_target_asks_for) {
  const int lowest[] = {130004};
  manifest_.lowest_versions = lowest;
  const std::string json = state::note_json(manifest_, migrator::graph_of(manifest_));
  const ReadHistory read = read_history(json);
  ASSERT_NE(std::get<CarriedHistory>(read).manifest().lowest_versions, nullptr);
  EXPECT_EQ(std::get<CarriedHistory>(read).manifest().lowest_versions[0], 130004);
  const ReadHistory without = read_history(json_);
  EXPECT_EQ(std::get<CarriedHistory>(without).manifest().lowest_versions, nullptr);
  // As many as there are dialects, or none.
  for (const char* wrong : {"1", "[]", "[1,2]", "{}"}) {
    const ReadHistory forged =
        read_history(R"({"name":"s","dialects":["sqlite"],"revisions":[],"lowest_versions":)" +
                     std::string(wrong) + "}");
    EXPECT_EQ(std::get<CarriedHistory>(forged).manifest().lowest_versions, nullptr) << wrong;
  }
}

TEST_F(Note, after_another_that_claims_to_hold_it_is_found_all_the_same) {
  const std::string around = "%%limbeck-history:1:" + std::to_string(note_.size()) + ":0:" + note_;
  EXPECT_EQ(found(around), std::vector{json_});
}

TEST_F(Note, forged_by_the_thousand_costs_no_more_than_the_file_is_long) {
  const std::string mark = "%%limbeck-history:1:";
  std::string bytes;
  constexpr std::size_t marks = 40'000, each = 32;
  for (std::size_t i = 0; i < marks; ++i) {
    std::string one = mark + std::to_string(each * (marks - i - 1)) + ":0:";
    one.resize(each, ' ');
    bytes += one;
  }
  // To look at each to its end would be 25 GB of checksums.
  EXPECT_FALSE(state::find_notes(bytes).complete);
}

TEST_F(Note, nested_too_deeply_is_not_read) {
  const std::string deep(20'000, '[');
  const ReadHistory read = read_history("{\"revisions\": " + deep + std::string(20'000, ']') + "}");
  ASSERT_TRUE(std::holds_alternative<std::string>(read));
  EXPECT_NE(std::get<std::string>(read).find("deep"), std::string::npos);
}

TEST_F(Note, that_is_cut_off_anywhere_is_none) {
  for (std::size_t size = 0; size < note_.size(); ++size)
    EXPECT_TRUE(found(note_.substr(0, size)).empty()) << size;
}

TEST_F(Note, that_is_altered_anywhere_is_none) {
  const char* given = std::getenv("LIMBECK_SEED");
  const unsigned seed = given != nullptr ? static_cast<unsigned>(std::atol(given)) : 20261121U;
  SCOPED_TRACE("LIMBECK_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = note_;
    const std::size_t at = random() % bytes.size();
    const char other = static_cast<char>(random());
    if (other == bytes[at] ||
        (std::isxdigit(bytes[at]) != 0 && std::toupper(other) == std::toupper(bytes[at])))
      continue;
    bytes[at] = other;
    EXPECT_TRUE(found(bytes).empty()) << at;
  }
}

TEST_F(Note, lengths_that_lie_are_not_followed) {
  const std::string mark = note_.substr(0, note_.find(':') + 1) + "1:";
  for (const char* length : {"18446744073709551615", "99999999999999999999999", "-1", "", "x", "1"})
    EXPECT_TRUE(found(mark + length + ":0000000000000000:{}").empty()) << length;
}

TEST_F(Note, its_source_says_the_same) {
  const std::string source = state::note_source("shop", note_);
  EXPECT_NE(source.find("extern const char shop_note[];"), std::string::npos);
  EXPECT_NE(source.find(R"(\\\"users\\\")"), std::string::npos);
  EXPECT_EQ(source.find(note_), std::string::npos);
}

TEST(CarriedHistory, json_that_is_no_history_is_reported_and_never_followed) {
  for (
      const char* bad :
      {"", "[", "[]", "{}", "1", R"({"revisions":{}})", R"({"revisions":[1]})",
       R"({"revisions":[{"id":""}]})", R"({"revisions":[{"id":7}]})",
       R"({"revisions":[{"id":"a","revises":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"]}]})"}) {
    EXPECT_TRUE(std::holds_alternative<std::string>(read_history(bad))) << bad;
  }
  std::string deep = R"({"revisions":)" + std::string(100'000, '[');
  EXPECT_TRUE(std::holds_alternative<std::string>(read_history(deep)));
}

TEST(CarriedHistory, what_is_of_another_kind_is_left_out) {
  const ReadHistory read = read_history(
      R"({"name":1,"dialects":[1,"sqlite"],"revisions":[{"id":"a","line":"x","message":{},"revises":"b","compatible":"yes","destroys":[1]}]})");
  ASSERT_TRUE(std::holds_alternative<CarriedHistory>(read));
  const auto& history = std::get<CarriedHistory>(read);
  EXPECT_EQ(history.manifest().dialect_count, 1U);
  EXPECT_FALSE(history.revisions()[0].compatible);
}

TEST(CarriedHistory, any_bytes_in_the_place_of_json_do_no_harm) {
  std::mt19937 random(7);
  const std::string json =
      R"({"name":"s","dialects":["sqlite"],"revisions":[{"id":"a","line":3},{"id":"b","revises":["a"],"compatible":true}]})";
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = json;
    for (int changes = 1 + static_cast<int>(random() % 3); changes > 0; --changes)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (const ReadHistory read = read_history(bytes);
        std::holds_alternative<CarriedHistory>(read)) {
      const auto& history = std::get<CarriedHistory>(read);
      EXPECT_EQ(history.manifest().size, history.revisions().size());
    }
  }
}

}  // namespace
}  // namespace limbeck::inspect::note_test
