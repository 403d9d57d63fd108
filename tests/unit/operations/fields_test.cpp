#include <gtest/gtest.h>

#include "migrations/operations/from_spec_fields.h"

namespace limbeck::operations::fields_test {
namespace {

const std::initializer_list<std::string_view> texts_of_spec = {"a", "b"};
const std::initializer_list<Setting> settings_of_spec = {{"fillfactor", "70"}};

// Another value of what a revision writes.
void change(bool& spec) { spec = !spec; }
void change(std::int64_t& spec) { spec += 6; }
void change(OptionalInteger& spec) { spec = 7; }
void change(std::string_view& spec) { spec = "other"; }
void change(std::initializer_list<std::string_view>& spec) { spec = texts_of_spec; }
void change(std::initializer_list<Setting>& spec) { spec = settings_of_spec; }
void change(limbeck::Name& spec) { spec = {"audit", "other"}; }
void change(TypeSpec& spec) { spec = varchar(20); }
void change(IdentitySpec& spec) { spec = always; }
void change(GeneratedSpec& spec) { spec.expression = "1"; }
void change(OwnedBy& spec) { spec = {"t", "c"}; }
void change(PrimaryKey& spec) { spec.columns = texts_of_spec; }
template <class Enum>
requires std::is_enum_v<Enum>
void change(Enum& spec) { spec = static_cast<Enum>(static_cast<int>(spec) + 1); }
template <class Spec>
void change(std::initializer_list<Spec>& spec) {
  static const std::initializer_list<Spec> one = {Spec{}};
  spec = one;
}

template <class Struct>
class EverySpec : public testing::Test {};
using Structs = testing::Types<schema::Identity, schema::Generated, schema::Column,
                               schema::PrimaryKey, schema::Unique, schema::ForeignKey,
                               schema::Check, schema::Exclude, schema::IndexElement, schema::Index,
                               schema::Table, schema::Extension, schema::OwnedBy, schema::Sequence,
                               schema::Domain, schema::View, schema::Function, schema::Trigger>;
TYPED_TEST_SUITE(EverySpec, Structs);

TYPED_TEST(EverySpec, each_member_that_a_revision_writes_is_one_field_of_the_value) {
  using Spec = typename schema::Fields<TypeParam>::Spec;
  Spec base;
  // Without a mode there is no identity.
  if constexpr (std::is_same_v<Spec, IdentitySpec>) base = by_default;
  const TypeParam before = value_of<TypeParam>(base);
  schema::each_field<TypeParam>([&](const auto& field) {
    if constexpr (schema::has_spec<std::remove_cvref_t<decltype(field)>>) {
      Spec spec = base;
      change(spec.*field.spec);
      const TypeParam after = value_of<TypeParam>(spec);
      schema::each_field<TypeParam>([&](const auto& other) {
        const bool changed = before.*other.member != after.*other.member;
        EXPECT_EQ(changed, std::string_view(other.name) == field.name)
            << field.name << (changed ? " changes " : " does not change ") << other.name;
      });
    }
  });
}

}  // namespace
}  // namespace limbeck::operations::fields_test
