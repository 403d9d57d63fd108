// Enums and their values.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/kinds/descriptor.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

struct CreateEnum {
  schema::Enum type = {};
};
template <>
struct Descriptor<CreateEnum> {
  static constexpr Facts facts{"create_enum", Verb::create, On::enumeration, Rows::untouched,
                               OlderPrograms::go_on};
  static Subject subject(const CreateEnum& op) { return {op.type.name}; }
};

struct DropEnum {
  Name name = {};
};
template <>
struct Descriptor<DropEnum> {
  static constexpr Facts facts{"drop_enum", Verb::drop, On::enumeration, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const DropEnum& op) { return {op.name}; }
  template <class Each>
  static void members(const DropEnum& op, const Each& each) {
    each("enum", op.name);
  }
};

/// The enum stays in its schema, and columns that use it follow.
struct RenameEnum {
  Name name = {};
  std::string new_name = {};
};
template <>
struct Descriptor<RenameEnum> {
  static constexpr Facts facts{"rename_enum", Verb::rename, On::enumeration, Rows::untouched,
                               OlderPrograms::go_on_if_new};
  static Subject subject(const RenameEnum& op) { return {op.name, {}, op.new_name}; }
  template <class Each>
  static void members(const RenameEnum& op, const Each& each) {
    each("enum", op.name);
    each("new_name", op.new_name);
  }
};

struct AddEnumValue {
  Name name = {};
  std::string value = {};
  std::string before = {};  ///< empty: at the end
};
template <>
struct Descriptor<AddEnumValue> {
  static constexpr Facts facts{"add_enum_value", Verb::create, On::value, Rows::untouched,
                               OlderPrograms::go_on_if_new};
  static Subject subject(const AddEnumValue& op) { return {op.name, op.value}; }
  static std::string more(const AddEnumValue& op) {
    return op.before.empty() ? std::string() : " before '" + op.before + "'";
  }
  template <class Each>
  static void members(const AddEnumValue& op, const Each& each) {
    each("enum", op.name);
    each("value", op.value);
    each("before", Optional{op.before});
  }
};

struct RenameEnumValue {
  Name name = {};
  std::string value = {};
  std::string new_value = {};
};
template <>
struct Descriptor<RenameEnumValue> {
  static constexpr Facts facts{"rename_enum_value", Verb::rename, On::value, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const RenameEnumValue& op) { return {op.name, op.value, op.new_value}; }
  template <class Each>
  static void members(const RenameEnumValue& op, const Each& each) {
    each("enum", op.name);
    each("value", op.value);
    each("new_value", op.new_value);
  }
};

/// Any other change of the values: it removes some or changes their order.
struct ReplaceEnum {
  Name name = {};
  std::vector<std::string> values = {};
};
template <>
struct Descriptor<ReplaceEnum> {
  static constexpr Facts facts{"replace_enum", Verb::alter, On::enumeration,
                               Rows::checked | Rows::destroyed, OlderPrograms::may_stop};
  static Subject subject(const ReplaceEnum& op) { return {op.name}; }
  template <class Each>
  static void members(const ReplaceEnum& op, const Each& each) {
    each("enum", op.name);
    each("values", op.values);
  }
};

using EnumKinds =
    Kinds<CreateEnum, DropEnum, RenameEnum, AddEnumValue, RenameEnumValue, ReplaceEnum>;

}  // namespace limbeck::operations
