// At head a launch costs the same whatever the history's length (design §6).
#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <new>
#include <string>

#include "limbeck/migrator.h"
#include "tests/unit/runtime/support/history.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace {
thread_local bool counting = false;
thread_local std::size_t allocations = 0, allocated = 0;
}  // namespace

void* operator new(std::size_t size) {
  if (counting) {
    ++allocations;
    allocated += size;
  }
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace limbeck::test::allocations_test {
namespace {

struct Line {
  explicit Line(int count) {
    for (int i = 0; i < count; ++i) {
      Revision& revision = revisions.emplace_back();
      if (i > 0) revision.revises = {ids.back()};
      revision.upgrade = [](Operations&) {};
      ids.push_back("r" + std::to_string(100'000 + i));
      history.add(ids.back(), revision);
    }
  }
  std::deque<std::string> ids;
  std::deque<Revision> revisions;
  History history;
};

struct Counted {
  std::size_t allocations, bytes;
};

Counted at_head(int revisions, const std::string& url) {
  Line line(revisions);
  const Manifest manifest = line.history.manifest();
  Migrator(manifest, url).stamp("heads");
  allocations = allocated = 0;
  counting = true;
  const MigrationReport report = migrate(manifest, Database(std::string_view(url)));
  counting = false;
  EXPECT_TRUE(report.applied.empty());
  EXPECT_EQ(report.heads, std::vector<std::string>{line.ids.back()});
  return {allocations, allocated};
}

TEST(Allocations, at_head_do_not_grow_with_the_history) {
  const TemporaryDirectory directory;
  // Paths of the same length.
  const Counted few = at_head(10, directory.url("few.db"));
  const Counted many = at_head(10'000, directory.url("all.db"));
  EXPECT_GT(few.allocations, 0U);
  EXPECT_EQ(many.allocations, few.allocations);
  EXPECT_EQ(many.bytes, few.bytes);
  RecordProperty("allocations", static_cast<int>(few.allocations));
  RecordProperty("bytes", static_cast<int>(few.bytes));
}

}  // namespace
}  // namespace limbeck::test::allocations_test
