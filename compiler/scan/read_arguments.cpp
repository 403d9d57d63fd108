#include "compiler/scan/read_arguments.h"

#include <utility>

#include "migrations/findings/rule_id.h"

namespace limbeck::compiler {

void read_argument(const Attribute& attribute, const char* name, bool& value) {
  value = named(attribute, name) != nullptr;
}
void read_argument(const Attribute& attribute, const char* name, std::int64_t& value) {
  if (const Argument* given = named(attribute, name)) value = given->number;
}
void read_argument(const Attribute& attribute, const char* name,
                   std::optional<std::int64_t>& value) {
  if (const Argument* given = named(attribute, name)) value = given->number;
}

bool ArgumentReader::read(const char* name, bool& value) const {
  read_argument(attribute_, name, value);
  return true;
}
bool ArgumentReader::read(const char* name, std::string& value) const {
  value = text_of(attribute_, name);
  return true;
}
bool ArgumentReader::read(const char*, schema::Deferrable& value) const {
  value = deferrable_of(attribute_);
  return true;
}
bool ArgumentReader::read(const char* name, std::vector<std::string>& columns) const {
  auto list = reader_.listed(table_, attribute_, name);
  if (list) columns = std::move(*list);
  return list.has_value();
}
bool ArgumentReader::read(const char* name, std::map<std::string, std::string>& settings) const {
  const Argument* list = named(attribute_, name);
  if (list == nullptr) return true;
  for (const Argument& one : list->arguments) {
    if (one.key.empty()) {
      reader_.reading().error(
          RuleId::wrong_argument,
          "'" + std::string(name) + "' takes settings, as in " + name + "(fillfactor = 70)",
          reader_.reading().locator.at(one.span));
      continue;
    }
    settings[one.key] = one.text;
  }
  return true;
}

}  // namespace limbeck::compiler
