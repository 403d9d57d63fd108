#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "migrations/schema/json.h"
#include "tests/support/every_field.h"

namespace limbeck::schema {

// A struct with a field of each sort: one that each reader knows, an argument, and a new one.
struct Gadget {
  std::string name = {};
  bool sealed = false;
  int mass = 1;
};
template <>
struct Fields<Gadget> {
  static constexpr auto list = FieldList{
      field("name", &Gadget::name, NoSpec{}),
      field("sealed", &Gadget::sealed, NoSpec{}).argument(),
      field("mass", &Gadget::mass, NoSpec{}).called("weight"),
  };
};

}  // namespace limbeck::schema

namespace limbeck::schema::fields_test {
namespace {

TEST(Fields, a_field_that_a_dialect_does_not_know_is_refused_unless_it_has_its_default) {
  const auto refused = [](const Gadget& gadget) {
    std::vector<std::string> labels;
    refuse_fields_but(
        gadget, [&](const char* label) { labels.emplace_back(label); }, &Gadget::name);
    return labels;
  };
  EXPECT_EQ(refused({.name = "a"}), std::vector<std::string>{});
  EXPECT_EQ(refused({.sealed = true, .mass = 2}), (std::vector<std::string>{"sealed", "weight"}));
}

TEST(Fields, a_field_that_is_no_argument_has_to_be_handled_by_hand) {
  EXPECT_FALSE(are_arguments_but<Gadget>(&Gadget::name));
  EXPECT_TRUE((are_arguments_but<Gadget>(&Gadget::name, &Gadget::mass)));
  std::vector<std::string> arguments;
  each_argument<Gadget>([&](const auto& field) { arguments.emplace_back(field.argument_name); });
  EXPECT_EQ(arguments, std::vector<std::string>{"sealed"});
}

// A schema that has the thing.
Schema with(const Table& table) { return {.tables = {table}}; }
Schema with(const Column& column) { return with(Table{.name = {"", "t"}, .columns = {column}}); }
Schema with(const Identity& identity) { return with(Column{.name = "c", .identity = identity}); }
Schema with(const Generated& generated) {
  return with(Column{.name = "c", .generated = generated});
}
Schema with(const PrimaryKey& key) { return with(Table{.primary_key = key}); }
Schema with(const Unique& unique) { return with(Table{.uniques = {unique}}); }
Schema with(const ForeignKey& key) { return with(Table{.foreign_keys = {key}}); }
Schema with(const Check& check) { return with(Table{.checks = {check}}); }
Schema with(const Exclude& exclude) { return with(Table{.excludes = {exclude}}); }
Schema with(const Index& index) { return with(Table{.indexes = {index}}); }
Schema with(const IndexElement& element) { return with(Index{.elements = {element}}); }
Schema with(const PartitionOf& partition) { return with(Table{.partition_of = partition}); }
Schema with(const Enum& type) { return {.enums = {type}}; }
Schema with(const Namespace& schema) { return {.schemas = {schema}}; }
Schema with(const Extension& extension) { return {.extensions = {extension}}; }
Schema with(const Sequence& sequence) { return {.sequences = {sequence}}; }
Schema with(const OwnedBy& owner) { return with(Sequence{.owned_by = owner}); }
Schema with(const Domain& domain) { return {.domains = {domain}}; }
Schema with(const View& view) { return {.views = {view}}; }
Schema with(const Function& function) { return {.functions = {function}}; }
Schema with(const Trigger& trigger) { return {.triggers = {trigger}}; }

template <class Struct>
class EveryField : public testing::Test {};
using Structs = testing::Types<Identity, Generated, Column, PrimaryKey, Unique, ForeignKey, Check,
                               Exclude, IndexElement, Index, PartitionOf, Table, Enum, Namespace,
                               Extension, OwnedBy, Sequence, Domain, View, Function, Trigger>;
TYPED_TEST_SUITE(EveryField, Structs);

TYPED_TEST(EveryField, survives_being_written_to_json_and_read) {
  test::each_changed<TypeParam>([](const char* field, TypeParam thing) {
    // `schema` is the name of a schema or of an extension: these are the database's.
    if constexpr (std::is_same_v<TypeParam, Namespace> || std::is_same_v<TypeParam, Extension>)
      thing.name.schema.clear();
    const Schema schema = with(thing);
    ASSERT_NE(schema, with(test::plain<TypeParam>())) << field;
    const auto json = to_json(schema);
    EXPECT_EQ(schema_from_json(json), schema) << field << " is lost in " << json.dump();
    EXPECT_EQ(to_json(schema_from_json(json)), json) << field;
  });
}

TYPED_TEST(EveryField, is_in_the_table_once) {
  each_field<TypeParam>([](const auto& field) {
    int count = 0;
    each_field<TypeParam>([&](const auto& other) {
      if constexpr (std::is_same_v<decltype(other.member), decltype(field.member)>)
        count += other.member == field.member ? 1 : 0;
    });
    EXPECT_EQ(count, 1) << field.name;
  });
}

}  // namespace
}  // namespace limbeck::schema::fields_test
