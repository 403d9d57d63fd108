// Published histories of others (../shared/schemas/histories), as SQL in revisions: the scripts of
// thousands of statements that nobody here wrote lead where the migrator leads.
#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "limbeck/migrator.h"
#include "limbeck/revision.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/prepare.h"
#include "runtime/offline/script.h"
#include "tests/offline/shells.h"

namespace limbeck::tests::histories_test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most = 1000;

/// A revision is constant data with functions: these know their SQL by their number.
struct Texts {
  std::string up, down;
};
std::vector<Texts>& texts() {
  static std::vector<Texts> all;
  return all;
}
template <std::size_t Number>
void up(Operations& op) {
  if (!texts()[Number].up.empty()) op.execute(Sql(texts()[Number].up));
}
template <std::size_t Number>
void down(Operations& op) {
  if (!texts()[Number].down.empty()) op.execute(Sql(texts()[Number].down));
}
struct Steps {
  RevisionStep up, down;
};
template <std::size_t... Number>
constexpr std::array<Steps, sizeof...(Number)> make_steps(std::index_sequence<Number...>) {
  return {{{up<Number>, down<Number>}...}};
}
constexpr auto steps = make_steps(std::make_index_sequence<most>());

/// A step without its text would do nothing, and lead nowhere twice.
std::string text_of(const fs::path& file) {
  if (!fs::exists(file)) throw std::runtime_error(file.string() + " is missing");
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

struct Published {
  const char* name;
  const char* dialect;
};

class PublishedHistory : public testing::TestWithParam<Published> {
 protected:
  void SetUp() override {
    const fs::path folder = fs::path(LIMBECK_HISTORIES) / GetParam().name;
    if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not there";
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.is_directory()) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    ASSERT_FALSE(found.empty()) << folder << " has no steps";
    ASSERT_LE(found.size(), most);
    texts().clear();
    for (const fs::path& step : found) {
      Revision& revision = revisions_.emplace_back();
      if (!ids_.empty()) revision.revises = {ids_.back()};
      ids_.push_back("r" + std::to_string(ids_.size() + 1));
      messages_.push_back(step.filename().string());
      revision.message = messages_.back();
      revision.upgrade = steps[texts().size()].up;
      revision.downgrade = steps[texts().size()].down;
      const bool can_go_down = fs::exists(step / "down.sql");
      texts().push_back(
          {text_of(step / "up.sql"), can_go_down ? text_of(step / "down.sql") : std::string()});
      can_go_down_ = can_go_down_ && can_go_down;
    }
    for (std::size_t i = 0; i < ids_.size(); ++i)
      entries_.push_back({ids_[i], &revisions_[i], "up.sql", 1, "c0ffee"});
    head_ = ids_.back();
    static constexpr std::string_view dialects[] = {"sqlite", "postgresql"};
    manifest_ = {.name = "published",
                 .entries = entries_.data(),
                 .size = entries_.size(),
                 .heads = &head_,
                 .head_count = 1,
                 .dialects = dialects,
                 .dialect_count = 2,
                 .version = "test",
                 .backends = connection::every_backend};
  }

  const sql::Dialect& dialect() const { return *sql::find_dialect(GetParam().dialect); }

  std::deque<Revision> revisions_;
  std::deque<std::string> ids_, messages_;
  std::vector<ManifestEntry> entries_;
  std::string_view head_;
  Manifest manifest_ = {};
  bool can_go_down_ = true;
};

TEST_P(PublishedHistory, leads_by_script_where_it_leads_by_the_migrator) {
  const auto online = new_database(GetParam().dialect);
  LIMBECK_NEEDS_SHELL(online);
  const auto offline = new_database(GetParam().dialect);
  const history::Graph graph = migrator::graph_of(manifest_);
  Migrator(manifest_, online->url()).upgrade();
  Outcome outcome = offline->run(offline::upgrade(manifest_, graph, dialect(), "head", {}));
  ASSERT_EQ(outcome.code, 0) << outcome.output.substr(0, 2000);
  EXPECT_TRUE(offline->dump() == online->dump());
  EXPECT_EQ(offline->history(), online->history());
  EXPECT_TRUE(Migrator(manifest_, offline->url()).pending().empty());
  std::cout << ids_.size() << " revisions up" << (can_go_down_ ? " and down\n" : "\n");
  if (!can_go_down_) return;
  Migrator(manifest_, online->url()).downgrade("base");
  outcome = offline->run(offline::downgrade(manifest_, graph, dialect(), "head:base", {}));
  ASSERT_EQ(outcome.code, 0) << outcome.output.substr(0, 2000);
  EXPECT_TRUE(offline->dump() == online->dump());
  EXPECT_EQ(offline->history(), online->history());
}

INSTANTIATE_TEST_SUITE_P(Histories, PublishedHistory,
                         testing::Values(Published{"kratos-sqlite", "sqlite"},
                                         Published{"temporal-temporal-postgresql", "postgresql"}),
                         [](const auto& info) { return std::string(info.param.dialect); });

}  // namespace
}  // namespace limbeck::tests::histories_test
