#include <algorithm>
#include <set>

#include "migrations/diff/diff.h"
#include "migrations/diff/enums.h"
#include "migrations/findings/rule_id.h"
#include "migrations/schema/enum_texts.h"
#include "migrations/schema/kinds.h"
#include "migrations/sql_text/expression.h"

namespace limbeck::diff {
namespace {

std::string quoted_or_none(const std::string& what) {
  return what.empty() ? "none" : "'" + what + "'";
}

// The values of an enum under their former names.
std::vector<std::string> former_values(const schema::Enum& type, const Hints& hints) {
  std::vector<std::string> values = type.values;
  for (std::string& value : values) {
    const auto hint = hints.renamed_values.find({type.name, value});
    if (hint != hints.renamed_values.end()) value = hint->second;
  }
  return values;
}

bool contains(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// Reports SQL of the models that uses a value which the enum no longer has.
void add_said_values(const schema::Enum& old, const schema::Enum& type, const schema::Schema& to,
                     std::vector<Finding>& found) {
  std::set<std::pair<std::string, std::string>> reported;
  for (const schema::SaidPlace& place : schema::places_of_values(to, type.name)) {
    if (!contains(old.values, place.value) || contains(type.values, place.value)) continue;
    // The dialects report certain uses, apart from those in views.
    if (place.certain && !place.path.starts_with("views/")) continue;
    if (!reported.emplace(place.path, place.value).second) continue;
    const std::string name = to_string(type.name);
    std::string message =
        place.what + " says '" + place.value + "', which enum '" + name + "' has no more";
    message += place.certain ? "; change it too"
                             : ", and it is not known whether it is meant as a value of the enum: "
                               "change it, or write CAST('" +
                                   place.value + "' AS text) where it is a text";
    found.push_back(findings::finding_at(RuleId::unreachable, place.path, std::move(message)));
  }
}

}  // namespace

std::vector<Finding> unreachable(const schema::Schema& from, const schema::Schema& to,
                                 const Hints& hints) {
  std::vector<Finding> found;
  for (const schema::Table& table : to.tables) {
    const schema::Table* old = schema::find_table(from, table.name);
    if (old == nullptr ||
        sql_text::canonical_sql(old->partition_by) == sql_text::canonical_sql(table.partition_by)) {
      continue;
    }
    found.push_back(findings::finding_at(
        RuleId::unreachable, schema::path_of_table(table.name),
        "the partition key of table '" + to_string(table.name) + "' changes from " +
            quoted_or_none(old->partition_by) + " to " + quoted_or_none(table.partition_by) +
            ", which no database does in place; make a new table and copy the rows"));
  }
  schema::each_type_over_another(to, [&](const auto& wanted) {
    const auto* old = schema::find_same(from, wanted);
    if (old == nullptr || (old->type == wanted.type && old->collation == wanted.collation)) return;
    const std::string kind(to_string(schema::object_of(wanted).kind));
    found.push_back(findings::finding_at(
        RuleId::unreachable, schema::path_of(wanted),
        kind + " '" + to_string(wanted.name) + "' changes from " + to_string(old->type) + " to " +
            to_string(wanted.type) + ", which no database does in place; make a new " + kind +
            " and change the columns to it"));
  });
  for (const schema::Enum& type : to.enums) {
    const schema::Enum* old = former_enum(from, type, hints);
    if (old == nullptr || only_adds(old->values, former_values(type, hints))) continue;
    const schema::Table* table = schema::partitioned_by(from, old->name);
    if (table == nullptr) continue;
    found.push_back(findings::finding_at(
        RuleId::unreachable, schema::path_of_enum(type.name),
        "enum '" + to_string(type.name) +
            "' loses values or gets them in another order, and a column of it is in "
            "the partition key of table '" +
            to_string(table->name) +
            "', whose type no database changes; leave the values as they are, or make "
            "a new table of another enum and copy the rows"));
  }
  for (const schema::Enum& type : to.enums) {
    const schema::Enum* old = former_enum(from, type, hints);
    if (old != nullptr && old->values != type.values) add_said_values(*old, type, to, found);
  }
  return found;
}

}  // namespace limbeck::diff
