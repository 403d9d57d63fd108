// The attributes of a struct that say the constraints and indexes of its table.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "compiler/emit/cpp_writer.h"
#include "compiler/scaffold/found_names.h"
#include "compiler/scaffold/model_names.h"
#include "migrations/schema/enum_names.h"
#include "migrations/schema/schema.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {

/// The arguments of an attribute. Arguments that say nothing are left out.
class AttributeArguments {
 public:
  AttributeArguments& add(Cpp argument);
  AttributeArguments& flag(std::string_view name, bool set);
  AttributeArguments& text(std::string_view name, std::string_view value);
  AttributeArguments& append(const AttributeArguments& more);

  /// A field of a thing, by its type.
  AttributeArguments& field(std::string_view name, bool value) { return flag(name, value); }
  AttributeArguments& field(std::string_view name, const std::string& value) {
    return text(name, value);
  }
  AttributeArguments& field(std::string_view name, std::int64_t value) {
    return add(concat({name, " = ", std::to_string(value)}));
  }
  AttributeArguments& field(std::string_view name, const std::optional<std::int64_t>& value) {
    return value ? field(name, *value) : *this;
  }
  AttributeArguments& field(std::string_view name, schema::Deferrable value);
  AttributeArguments& field(std::string_view name, const std::map<std::string, std::string>& value);
  template <class Enum>
  requires std::is_enum_v<Enum> AttributeArguments& field(std::string_view name, Enum value) {
    return add(concat({name, " = ", schema::names_of(value).cpp}));
  }
  /// `limbeck::name(arguments)`, or the name alone without arguments.
  Cpp of(std::string_view attribute) const;

 private:
  std::vector<Cpp> list_;
};

/// A part of a table that no attribute can say, and why.
struct Unsaid {
  std::string kind;  ///< as `--omit` has it: `index`
  std::string name;
  std::string what;
};

/// The attributes that stand on a struct, and those on its members by the names of their columns.
struct TableAttributes {
  std::vector<Cpp> on_struct;
  std::map<std::string, std::vector<Cpp>> on_members;
};

/// What the constraints and indexes of `table`, one of `schema`, need. `unsaid` gets what cannot be
/// said.
TableAttributes attributes_of(const schema::Table& table, const schema::Schema& schema,
                              const ModelNames& names, const schema::NamingConvention& convention,
                              std::vector<Unsaid>& unsaid);

}  // namespace limbeck::compiler
