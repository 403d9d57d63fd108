#include "compiler/scan/enumerations.h"

#include <clang/AST/Decl.h>

#include <algorithm>

#include "compiler/scan/naming.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::compiler {
namespace {

std::string label_of(const Reading& reading, const clang::EnumConstantDecl& enumerator) {
  const Attribute* value = reading.attributes.find(enumerator, "value");
  return value != nullptr ? only_text(value) : enumerator.getName().str();
}

}  // namespace

std::vector<std::string> values_of(const Reading& reading, const clang::EnumDecl& type) {
  std::vector<std::string> values;
  std::vector<schema::Location> places;
  for (const clang::EnumConstantDecl* enumerator : type.enumerators()) {
    std::string label = label_of(reading, *enumerator);
    const auto same = std::find(values.begin(), values.end(), label);
    if (same != values.end()) {
      reading.error(
          RuleId::clash, "two enumerators have the value '" + label + "'",
          reading.locator.of(*enumerator),
          {{"the other is here", places[static_cast<std::size_t>(same - values.begin())]}});
      continue;
    }
    values.push_back(std::move(label));
    places.push_back(reading.locator.of(*enumerator));
  }
  return values;
}

std::map<std::string, std::string> renamed_values_of(const Reading& reading,
                                                     const clang::EnumDecl& type) {
  std::map<std::string, std::string> renamed;
  for (const clang::EnumConstantDecl* enumerator : type.enumerators()) {
    if (const Attribute* from = reading.attributes.find(*enumerator, "renamed_from"))
      renamed[label_of(reading, *enumerator)] = only_text(from);
  }
  return renamed;
}

std::optional<std::string> value_of(const Reading& reading, const clang::EnumDecl& type,
                                    std::int64_t number) {
  for (const clang::EnumConstantDecl* enumerator : type.enumerators()) {
    if (enumerator->getInitVal() == number) return label_of(reading, *enumerator);
  }
  return std::nullopt;
}

std::optional<schema::Name> database_enum(const Reading& reading, const clang::EnumDecl& type) {
  const Attribute* attribute = reading.attributes.find(type, "enum_type");
  if (attribute == nullptr) return std::nullopt;
  std::string name = only_text(attribute);
  if (name.empty()) name = snake_case(type.getName());
  return schema::Name{text_of(*attribute, "schema"), std::move(name)};
}

void add_enum(const Reading& reading, const clang::EnumDecl& type, Model& model) {
  const std::optional<schema::Name> name = database_enum(reading, type);
  if (!name) return;
  const std::string path = schema::path_of_enum(*name);
  const schema::Location location = reading.locator.of(type);
  const auto [known, fresh] = model.locations.emplace(path, location);
  if (!fresh) {
    if (known->second != location) {
      reading.error(RuleId::clash, "two enums are named '" + to_string(*name) + "'", location,
                    {{"the other is here", known->second}});
    }
    return;
  }
  schema::Enum result{*name, values_of(reading, type), {}};
  result.comment = text_of(*reading.attributes.find(type, "enum_type"), "comment");
  if (result.comment.empty()) result.comment = comment_of(reading, type);
  for (const clang::EnumConstantDecl* enumerator : type.enumerators()) {
    const std::string label = label_of(reading, *enumerator);
    model.locations.emplace(schema::path_of_value(*name, label), reading.locator.of(*enumerator));
  }
  if (const Attribute* from = reading.attributes.find(type, "renamed_from"))
    model.hints.renamed_enums[*name] = only_text(from);
  for (auto& [value, old_value] : renamed_values_of(reading, type))
    model.hints.renamed_values[{*name, value}] = old_value;
  model.schema.enums.push_back(std::move(result));
}

}  // namespace limbeck::compiler
