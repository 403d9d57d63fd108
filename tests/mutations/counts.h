// How many mutations were made of each kind in each place, and how many were found.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace limbeck::test {

/// The lines of `told` that were not told before.
std::string news(const std::string& told, const std::string& before);

class MutationCounts {
 public:
  explicit MutationCounts(std::string place) : place_(std::move(place)) {}

  /// A mutation was made; `told` is what was said of it. True if it has the name of what is wrong.
  bool count(std::string_view kind, const std::string& told, const std::string& named) {
    Count& one = counts_[std::string(kind)];
    ++one.made;
    const bool found = told.find(named) != std::string::npos &&
                       told.find("NO WORD OF WHAT DIFFERS") == std::string::npos;
    one.found += found ? 1 : 0;
    return found;
  }
  /// What was made and changed nothing: the database itself says so.
  void count_equivalent() { ++equivalent_; }
  /// The database refused to make it.
  void count_refused() { ++refused_; }

  std::size_t made() const;
  std::size_t refused() const { return refused_; }
  /// A line a kind, and what came together.
  void print() const;

 private:
  struct Count {
    std::size_t made = 0, found = 0;
  };
  std::string place_;
  std::map<std::string, Count> counts_;
  std::size_t equivalent_ = 0, refused_ = 0;
};

}  // namespace limbeck::test
