// What SQL text names, as far as an order needs to know: a name that is there is taken for the
// thing.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::schema {

/// Every name and word in a text, with the one before its point where there is one, bare ones in
/// lower case; also those inside string literals and $$bodies$$, where functions have theirs.
class Mentions {
 public:
  Mentions() = default;
  explicit Mentions(std::string_view sql);

  void add(const Mentions& other) { names_.insert(other.names_.begin(), other.names_.end()); }

  /// Whether it names the thing: with its schema; or alone, which may mean the search path, where
  /// nothing else in `known` is called that in the default schema.
  bool has(const Name& thing, const std::set<Name>& known) const;
  /// Whether it has the word, for a column for example.
  bool has_word(const std::string& word) const;

  const std::set<Name>& names() const { return names_; }

 private:
  std::set<Name> names_;
};

/// The names of all that is in schemas, such as tables, functions and types: what a text can mean.
std::set<Name> known_names(const Schema& schema);

/// Finds which of many things a text mentions, in time that goes with the text.
class Mentioned {
 public:
  explicit Mentioned(const std::vector<Name>& things);
  /// Their numbers, ascending.
  std::vector<std::size_t> in(const Mentions& text, const std::set<Name>& known) const;

 private:
  std::vector<Name> things_;
  std::map<std::string, std::vector<std::size_t>> by_name_;
};

/// Something that is made by a text.
struct Made {
  Name name;
  Mentions mentions;
};

/// The numbers of `things`, each after those it mentions; in a circle, and else, as they come.
std::vector<std::size_t> after_mentioned(const std::vector<Made>& things,
                                         const std::set<Name>& known);

}  // namespace limbeck::schema
