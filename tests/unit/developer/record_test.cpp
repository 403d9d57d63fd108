#include "compiler/developer/record.h"

#include "compiler/developer/failure.h"
#include "tests/unit/developer/scratch.h"

namespace limbeck::developer::record_test {
namespace {

class RecordTest : public Scratch {
 protected:
  Record choose(const std::optional<std::string>& target,
                const std::optional<std::string>& config = {}) {
    return choose_record(read_records(root()), root(), target, config);
  }
  std::string failure(const std::optional<std::string>& target,
                      const std::optional<std::string>& config = {}) {
    try {
      choose(target, config);
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "no failure";
  }
};

TEST_F(RecordTest, of_a_single_target_needs_no_name) {
  write_record("", "shop_migrations");
  EXPECT_EQ(choose({}).name, "shop_migrations");
  EXPECT_EQ(choose({}).tool, "shop_migrations/tool");
}

TEST_F(RecordTest, of_several_targets_asks_which_and_lists_them) {
  write_record("", "shop_migrations");
  write_record("", "audit_migrations");
  EXPECT_EQ(failure({}),
            "several targets: audit_migrations, shop_migrations; say which with --target");
  EXPECT_EQ(choose("shop_migrations").name, "shop_migrations");
}

TEST_F(RecordTest, of_an_unknown_target_lists_the_known_ones) {
  write_record("", "shop_migrations");
  EXPECT_NE(failure("shop").find("there is shop_migrations"), std::string::npos) << failure("shop");
}

TEST_F(RecordTest, of_a_build_without_targets_says_to_configure) {
  EXPECT_NE(failure({}).find("configure the build"), std::string::npos) << failure({});
}

TEST_F(RecordTest, of_several_configurations_is_one_that_was_built) {
  write_record("", "shop_migrations", "Debug");
  write_record("", "shop_migrations", "Release");
  EXPECT_EQ(choose({}).config, "Debug");
  EXPECT_EQ(choose({}, "Release").config, "Release");
  EXPECT_NE(failure({}, "Fast").find("there is Debug, Release"), std::string::npos);
}

TEST_F(RecordTest, that_cannot_be_read_names_its_file) {
  write("limbeck/targets/shop.json", "{");
  EXPECT_NE(failure({}).find("shop.json"), std::string::npos) << failure({});
  write("limbeck/targets/shop.json", R"({"format": 99})");
  EXPECT_NE(failure({}).find("another version"), std::string::npos) << failure({});
}

}  // namespace
}  // namespace limbeck::developer::record_test
