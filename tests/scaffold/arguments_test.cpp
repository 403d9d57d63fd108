// Each argument in a table of fields (schema::Field::argument) through scaffold and the scan. The
// cases are generated from the tables.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "migrations/schema/json.h"
#include "tests/scaffold/round_trip.h"
#include "tests/support/every_field.h"

namespace limbeck::test::arguments_test {
namespace {

namespace fs = std::filesystem;

// The table `t` of a schema in which attributes can name `id`, `c`, `d` and the key of `other`.
schema::Table table() {
  return {.name = {"", "t"},
          .columns = {{.name = "id", .type = {.kind = schema::TypeKind::bigint}},
                      {.name = "c", .type = {.kind = schema::TypeKind::bigint}, .nullable = true},
                      {.name = "d", .type = {.kind = schema::TypeKind::bigint}, .nullable = true}}};
}

schema::Table with(const schema::Identity& identity) {
  schema::Table all = table();
  all.columns[0].identity = identity;
  return all;
}
schema::Table with(schema::PrimaryKey key) {
  schema::Table all = table();
  key.columns = {"id"};
  all.primary_key = std::move(key);
  all.columns[0].identity.emplace();
  return all;
}
schema::Table with(const schema::Unique& unique) {
  schema::Table all = table();
  all.uniques = {unique};
  return all;
}
schema::Table with(schema::ForeignKey key) {
  schema::Table all = table();
  key.columns = {"c", "d"};
  key.ref_columns = {"id", "part"};
  if (!key.on_delete_columns.empty()) key.on_delete = schema::Action::set_null;
  all.foreign_keys = {std::move(key)};
  return all;
}
schema::Table with(const schema::Check& check) {
  schema::Table all = table();
  all.checks = {check};
  return all;
}
schema::Table with(schema::Exclude exclude) {
  schema::Table all = table();
  exclude.definition = "USING gist (c WITH =)";
  all.excludes = {std::move(exclude)};
  return all;
}
schema::Table with(const schema::Index& index) {
  schema::Table all = table();
  all.indexes = {index};
  return all;
}

schema::Schema schema_of(const schema::Table& table) {
  const schema::Type integer{.kind = schema::TypeKind::bigint};
  const schema::Table other{
      .name = {"", "other"},
      .columns = {{.name = "id", .type = integer}, {.name = "part", .type = integer}},
      .primary_key = schema::PrimaryKey{.name = "pk_other", .columns = {"id", "part"}}};
  schema::Schema schema{.tables = {other, table}};
  schema::sort(schema);
  return schema;
}

template <class Thing>
class EveryArgument : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("limbeck_arguments_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};
using Things = testing::Types<schema::Identity, schema::PrimaryKey, schema::Unique,
                              schema::ForeignKey, schema::Check, schema::Exclude, schema::Index>;
TYPED_TEST_SUITE(EveryArgument, Things);

TYPED_TEST(EveryArgument, of_an_attribute_is_written_by_scaffold_and_read_by_the_scan) {
  std::vector<std::string> arguments;
  schema::each_argument<TypeParam>([&](const auto& field) { arguments.emplace_back(field.name); });
  ASSERT_FALSE(arguments.empty());
  std::size_t tried = 0;
  each_changed<TypeParam>([&](const std::string& field, const TypeParam& thing) {
    if (std::ranges::find(arguments, field) == arguments.end()) return;
    const schema::Schema schema = schema_of(with(thing));
    const RoundTrip trip =
        round_trip(schema, {.dialect = "postgresql"}, this->folder_ / std::to_string(++tried));
    EXPECT_TRUE(trip.errors.empty()) << field << ": " << trip.errors.front();
    EXPECT_TRUE(trip.written.unsaid.empty()) << field;
    EXPECT_EQ(to_json(trip.read), to_json(schema)) << field;
  });
  EXPECT_EQ(tried, arguments.size());
}

// A property of a column has an attribute of its own, or is what the member of the struct says.
class EveryColumnField : public EveryArgument<schema::Column> {};

TEST_F(EveryColumnField, is_written_by_scaffold_and_read_by_the_scan) {
  std::size_t tried = 0;
  each_changed<schema::Column>([&](const std::string& field, schema::Column column) {
    if (field == "type") return;  // The types are those of whole schemas in the other tests.
    column.type = {.kind = schema::TypeKind::text};
    if (column.identity) {
      column.type = {.kind = schema::TypeKind::bigint};
      column.nullable = false;
    }
    if (column.identity || column.generated) column.default_sql.reset();
    schema::Table changed = table();
    changed.columns[1] = column;
    const schema::Schema schema = schema_of(changed);
    const RoundTrip trip =
        round_trip(schema, {.dialect = "postgresql"}, folder_ / std::to_string(++tried));
    EXPECT_TRUE(trip.errors.empty()) << field << ": " << trip.errors.front();
    EXPECT_TRUE(trip.written.unsaid.empty()) << field;
    EXPECT_EQ(to_json(trip.read), to_json(schema)) << field;
  });
  EXPECT_GT(tried, 6U);
}

}  // namespace
}  // namespace limbeck::test::arguments_test
