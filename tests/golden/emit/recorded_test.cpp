// The goldens are compiled into this program: what they record is what they were written from.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "limbeck/manifest.h"
#include "migrations/operations/json.h"
#include "migrations/operations/recorder.h"
#include "shop_emitted.h"
#include "tests/golden/emit/cases.h"

namespace limbeck::golden::recorded_test {
namespace {

const ManifestEntry* find_entry(const std::string& id) {
  for (std::size_t i = 0; i < shop_emitted.size; ++i) {
    if (shop_emitted.entries[i].id == id) return &shop_emitted.entries[i];
  }
  return nullptr;
}

// Without the places, which only what was recorded has.
void forget_places(std::vector<operations::Operation>& operations) {
  for (operations::Operation& operation : operations) {
    operation.location = {};
    if (auto* block = std::get_if<operations::AutocommitBlock>(&operation.value)) {
      forget_places(block->operations);
    }
    if (auto* execute = std::get_if<operations::Execute>(&operation.value)) {
      forget_places(execute->effect);
    }
  }
}

std::string text_of(std::vector<operations::Operation> operations) {
  forget_places(operations);
  std::string text;
  for (const operations::Operation& operation : operations) {
    text += to_json(operation).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) + "\n";
  }
  return text;
}

// Indexes of a new table are operations of their own in a revision.
std::vector<operations::Operation> written_out(
    const std::vector<operations::Operation>& operations) {
  std::vector<operations::Operation> result;
  for (operations::Operation operation : operations) {
    std::vector<schema::Index> indexes;
    schema::Name table;
    if (auto* create = std::get_if<operations::CreateTable>(&operation.value)) {
      indexes.swap(create->table.indexes);
      table = create->table.name;
    }
    if (auto* create = std::get_if<operations::CreateView>(&operation.value)) {
      indexes.swap(create->view.indexes);
      table = create->view.name;
    }
    result.push_back(std::move(operation));
    for (schema::Index& index : indexes)
      result.push_back({operations::CreateIndex{table, std::move(index)}, {}});
  }
  return result;
}

class Recorded : public testing::TestWithParam<EmitCase> {};

TEST_P(Recorded, what_is_recorded_is_what_was_written) {
  const EmitCase& one = GetParam();
  if (!one.compiles) GTEST_SKIP() << "it does not compile, on purpose";
  const ManifestEntry* entry = find_entry(one.revision.node.id);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->revision->message, one.revision.node.message);
  EXPECT_EQ(text_of(operations::record(entry->revision->upgrade)),
            text_of(written_out(one.revision.operations)));
}

INSTANTIATE_TEST_SUITE_P(Cases, Recorded, testing::ValuesIn(emit_cases()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace limbeck::golden::recorded_test
