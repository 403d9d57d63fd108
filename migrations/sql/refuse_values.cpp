#include "migrations/sql/refuse.h"

#include <algorithm>
#include <set>

#include "migrations/findings/rule_id.h"
#include "migrations/schema/enum_texts.h"
#include "migrations/text/concat.h"

namespace limbeck::sql {
namespace {

std::string listed(const std::vector<std::string>& values) {
  std::string list;
  for (const std::string& value : values) list += (list.empty() ? "" : ", ") + value;
  return list;
}

}  // namespace

void refuse_values(const schema::Schema& schema, std::vector<Finding>& refusals) {
  std::set<std::pair<std::string, std::string>> reported;
  for (const schema::Enum& type : schema.enums) {
    for (const schema::SaidPlace& place : schema::places_of_values(schema, type.name)) {
      const bool known = std::ranges::find(type.values, place.value) != type.values.end();
      if (known || !place.certain || place.path.starts_with("views/")) continue;
      if (!reported.emplace(place.path, place.value).second) continue;
      const std::string meant = schema::nearest(place.value, type.values);
      refusals.push_back(findings::finding_at(
          RuleId::unsupported, place.path,
          concat({place.what, " says '", place.value, "', which is no value of enum '",
                  to_string(type.name), "' (", listed(type.values), ")",
                  meant.empty() ? "" : concat({"; did you mean '", meant, "'?"})})));
    }
  }
}

}  // namespace limbeck::sql
