#include "migrations/diff/words.h"

#include <type_traits>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/column_change.h"
#include "migrations/schema/enum_names.h"
#include "migrations/schema/table.h"
#include "migrations/text/concat.h"

namespace limbeck::diff {
namespace {

// The text that replaces `%` in the words of a field.
std::string value_words(bool) { return {}; }
std::string value_words(std::int64_t number) { return std::to_string(number); }
// Shortens a comment of several lines for a message.
std::string value_words(const std::string& text) { return text.substr(0, text.find('\n')); }
std::string value_words(const std::optional<std::string>& sql) { return sql.value_or(""); }
std::string value_words(const schema::Type& type) { return to_string(type); }
template <class Enum>
requires std::is_enum_v<Enum> std::string value_words(Enum value) {
  return std::string(names_of(value).words);
}
std::string value_words(const std::vector<std::string>& names) { return words_for(names); }
std::string value_words(const std::map<std::string, std::string>& settings) {
  return words_for(settings);
}
std::string value_words(const schema::Name& name) { return to_string(name); }
std::string value_words(const std::vector<schema::IndexElement>& elements);
std::string value_words(const schema::Identity& identity);
std::string value_words(const schema::Generated& generated);
template <class Value>
std::string value_words(const std::optional<Value>& value) {
  return value ? value_words(*value) : std::string();
}

// Describes a field, whether it has its default or not.
template <class Field, class Struct>
std::string words_of(const Field& field, const Struct& thing) {
  const auto& value = thing.*field.member;
  const bool is_default = value == Struct().*field.member;
  const char* words = is_default ? field.default_words : field.words;
  if (words == nullptr) return {};
  std::string text = words;
  const std::size_t place = text.find('%');
  return place == std::string::npos ? text : text.replace(place, 1, value_words(value));
}

// Describes the fields that differ from their defaults, each after the separator or its own comma.
template <class Struct>
std::string other_words(const Struct& thing, const char* separator = ", ") {
  const Struct plain;
  std::string words;
  schema::each_field<Struct>([&](const auto& field) {
    if (field.words == nullptr || thing.*field.member == plain.*field.member) return;
    const std::string text = words_of(field, thing);
    words += (text.starts_with(',') ? "" : separator) + text;
  });
  return words;
}

std::string value_words(const schema::Identity& identity) {
  return std::string(names_of(identity.mode).words) + other_words(identity, " ");
}

std::string value_words(const schema::Generated& generated) {
  return "generated as " + generated.expression + (generated.stored ? ", stored" : ", virtual");
}

std::string element_words(const schema::IndexElement& element) {
  std::string words = element.expression.empty() ? element.column : element.expression;
  if (!element.collation.empty()) words += " collate " + element.collation;
  if (!element.opclass.empty()) words += " " + element.opclass;
  if (element.order != schema::Order::ascending) words += " " + value_words(element.order);
  if (element.nulls != schema::Nulls::standard) words += " " + value_words(element.nulls);
  return words + other_words(element);
}

std::string value_words(const std::vector<schema::IndexElement>& elements) {
  std::vector<std::string> words;
  for (const schema::IndexElement& element : elements) words.push_back(element_words(element));
  return words_for(words);
}

}  // namespace

std::string words_for(const schema::Column& column) {
  const schema::Column plain;
  std::string words;
  schema::each_field<schema::Column>([&](const auto& field) {
    const auto& value = column.*field.member;
    // A comment is too long for a list.
    const bool is_said = field.in_json || value != plain.*field.member;
    if (!is_said || field.words == nullptr || std::string_view(field.name) == "comment") return;
    words += (words.empty() ? "" : ", ") + words_of(field, column);
  });
  return words;
}

std::string words_for(const std::map<std::string, std::string>& settings) {
  std::string words;
  for (const auto& [name, value] : settings)
    words += concat({words.empty() ? "" : ", ", name, " = ", value});
  return words;
}

std::string words_for(const std::vector<std::string>& names) {
  std::string words = "(";
  for (std::size_t i = 0; i < names.size(); ++i) words += (i == 0 ? "" : ", ") + names[i];
  return words + ")";
}

std::string words_for(const schema::Index& index) {
  std::string words = value_words(index.elements);
  if (index.unique) words += ", unique";
  if (!index.method.empty()) words += ", using " + index.method;
  if (!index.include.empty()) words += ", include " + words_for(index.include);
  if (!index.where.empty()) words += ", where " + index.where;
  return words + other_words(index);
}

std::string words_for(const schema::ForeignKey& key) {
  std::string words = words_for(key.columns) + " to '" + to_string(key.ref_table) + "' " +
                      words_for(key.ref_columns);
  if (key.on_delete != schema::Action::no_action)
    words += ", on delete " + value_words(key.on_delete);
  if (!key.on_delete_columns.empty()) words += " " + words_for(key.on_delete_columns);
  if (key.on_update != schema::Action::no_action)
    words += ", on update " + value_words(key.on_update);
  if (key.match == schema::Match::full) words += ", match full";
  if (key.not_valid) words += ", not valid";
  return words + other_words(key);
}

std::string words_for(const schema::PrimaryKey& key) {
  return words_for(key.columns) + other_words(key);
}

std::string words_for(const schema::Unique& unique) {
  return words_for(unique.columns) + other_words(unique);
}

std::string words_for(const schema::Check& check) {
  return "(" + check.expression + ")" + other_words(check);
}

std::string words_for(const schema::Exclude& exclude) {
  return exclude.definition + other_words(exclude);
}

std::vector<Aspect> aspects_of(const operations::AlterColumn& change,
                               const schema::Column& before) {
  const schema::Column after = with_changes(before, change);
  std::vector<Aspect> aspects;
  operations::each_altered_field<operations::AlterColumn>([&](const auto& field, const auto& part) {
    if (!(change.*part.change)) return;
    aspects.push_back({field.label, words_of(field, before), words_of(field, after)});
  });
  return aspects;
}

}  // namespace limbeck::diff
