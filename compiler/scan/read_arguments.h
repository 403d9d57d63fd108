// The arguments of an attribute that the table of fields of what it declares has.
#pragma once

#include "compiler/scan/constraints.h"
#include "migrations/schema/enum_names.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {

/// Reads the arguments of one attribute. The functions return false if an error was reported.
class ArgumentReader {
 public:
  ArgumentReader(ConstraintReader& reader, const TableOfStruct& table, const Attribute& attribute)
      : reader_(reader), table_(table), attribute_(attribute) {}

  bool read(const char* name, bool& value) const;
  bool read(const char* name, std::string& value) const;
  bool read(const char* name, schema::Deferrable& value) const;
  /// `include(a, b)`
  bool read(const char* name, std::vector<std::string>& columns) const;
  /// `with(fillfactor = 70)`
  bool read(const char* name, std::map<std::string, std::string>& settings) const;
  template <class Enum>
  requires std::is_enum_v<Enum>
  bool read(const char* name, Enum& value) const {
    const std::string word = text_of(attribute_, name);
    for (int i = 0; i < schema::enumerator_count<Enum>(); ++i) {
      if (schema::names_of(static_cast<Enum>(i)).cpp == word) value = static_cast<Enum>(i);
    }
    return true;
  }

 private:
  ConstraintReader& reader_;
  const TableOfStruct& table_;
  const Attribute& attribute_;
};

/// Reads the arguments into `thing`.
template <class Thing>
bool read_arguments(ConstraintReader& reader, const TableOfStruct& table,
                    const Attribute& attribute, Thing& thing) {
  const ArgumentReader arguments(reader, table, attribute);
  bool fine = true;
  schema::each_argument<Thing>([&](const auto& field) {
    fine = arguments.read(field.argument_name, thing.*field.member) && fine;
  });
  return fine;
}

/// Reads numbers and flags, which need no table.
void read_argument(const Attribute& attribute, const char* name, bool& value);
void read_argument(const Attribute& attribute, const char* name, std::int64_t& value);
void read_argument(const Attribute& attribute, const char* name,
                   std::optional<std::int64_t>& value);

}  // namespace limbeck::compiler
