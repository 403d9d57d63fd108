#include "runtime/verify/difference.h"

#include <algorithm>
#include <cctype>
#include <type_traits>
#include <utility>

#include "migrations/diff/words.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/location.h"
#include "migrations/schema/objects.h"
#include "migrations/schema/schema.h"
#include "migrations/text/shown.h"

namespace limbeck::verify {
namespace {

using schema::Object;
using Kind = schema::ObjectKind;

/// On one line.
std::string on_one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (space && (line.empty() || line.back() == ' ')) continue;
    line += space ? ' ' : c;
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

constexpr std::size_t most = 200;  ///< of a long text

std::string brief(const std::string& line) {
  return line.size() <= most ? line : std::string(beginning(line, most)) + "…";
}

/// Of two lines that are alike where they begin, what stands around the place where they differ.
std::pair<std::string, std::string> briefs(const std::string& a, const std::string& b) {
  if (brief(a) != brief(b)) return {brief(a), brief(b)};
  if (a == b) return {brief(a), "the same, with other blanks or line ends"};
  constexpr std::size_t before = 40;
  std::size_t at = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  at -= std::min(at, before);
  // Not in the middle of a character.
  while (at > 0 && (static_cast<unsigned char>(a[at]) & 0xC0U) == 0x80U) --at;
  return {"…" + brief(a.substr(at)), "…" + brief(b.substr(at))};
}

std::string in_words(const std::string& text) { return text.empty() ? "none" : on_one_line(text); }
std::string in_words(bool flag) { return flag ? "yes" : "no"; }
std::string in_words(std::int64_t number) { return std::to_string(number); }
std::string in_words(schema::TriggerMode mode) { return std::string(to_string(mode)); }
std::string in_words(const schema::Type& type) { return to_string(type); }
std::string in_words(const schema::OwnedBy& owner) {
  return to_string(owner.table) + "." + owner.column;
}
template <class Value>
std::string in_words(const std::optional<Value>& value) {
  if (value) return in_words(*value);
  return std::is_same_v<Value, std::int64_t> ? "the default" : "none";
}
std::string in_words(const std::map<std::string, std::string>& settings) {
  return in_words(diff::words_for(settings));
}
std::string in_words(const std::vector<schema::Check>& checks) {
  std::string words;
  for (const schema::Check& check : checks) {
    words += (words.empty() ? "" : ", ") + check.name + (check.name.empty() ? "" : " ") +
             check.expression + (check.not_valid ? std::string(" not valid") : std::string());
  }
  return in_words(words);
}
std::string in_words(const std::vector<schema::Index>& indexes) {
  std::string words;
  for (const schema::Index& index : indexes)
    words += (words.empty() ? "" : "; ") + index.name + " " + diff::words_for(index);
  return in_words(words);
}

class ObjectComparison {
 public:
  explicit ObjectComparison(std::vector<Finding>& list) : list_(list) {}

  template <class Thing>
  void compare(const std::vector<Thing>& kept, const std::vector<Thing>& found) {
    const auto find = [&](const std::vector<Thing>& things, const Thing& one) {
      for (const Thing& other : things) {
        if (is_same_thing(one, other)) return &other;
      }
      return static_cast<const Thing*>(nullptr);
    };
    for (const Thing& one : kept) {
      const Thing* other = find(found, one);
      if (other == nullptr) {
        add(object_of(one), called(object_of(one)) + " is missing", {}, {});
      } else {
        schema::each_field<Thing>([&](const auto& field) {
          if (!field.is_key) compare_field(object_of(one), one, *other, field);
        });
      }
    }
    for (const Thing& one : found) {
      if (find(kept, one) != nullptr) continue;
      list_.push_back(extra(schema::path_of(object_of(one)),
                            called(object_of(one)) + " is there, and no revision makes it"));
    }
  }

 private:
  static std::string called(const Object& object) {
    const bool on = object.kind == Kind::trigger;
    return std::string(to_string(object.kind)) + " '" + (on ? object.part : to_string(object)) +
           (on ? "' of '" + to_string(object.name) : std::string()) + "'";
  }

  template <class Thing, class Field>
  void compare_field(const Object& object, const Thing& kept, const Thing& found,
                     const Field& field) {
    const auto& value = kept.*field.member;
    const auto& other = found.*field.member;
    if constexpr (!std::is_same_v<decltype(value), const schema::Name&>) {  // those are keys
      if (value == other) return;
      auto [expected, instead] = briefs(in_words(value), in_words(other));
      const bool are_several = std::string_view(field.label).ends_with('s');
      add(object,
          std::string("the ") + field.label + " of " + called(object) +
              (are_several ? " are others" : " is another"),
          std::move(expected), std::move(instead));
    }
  }

  void add(const Object& object, std::string what, std::string expected, std::string found) {
    list_.push_back(difference(schema::path_of(object), std::move(what), std::move(expected),
                               std::move(found)));
  }

  std::vector<Finding>& list_;
};

}  // namespace

void add_object_differences(std::vector<Finding>& list, const schema::Schema& kept,
                            const schema::Schema& found) {
  ObjectComparison comparison(list);
  schema::for_each_sql_object_kind(
      [&](const auto& kind) { comparison.compare(kept.*kind.member, found.*kind.member); });
}

}  // namespace limbeck::verify
