#include "tests/mutations/counts.h"

#include <iostream>
#include <sstream>

namespace limbeck::test {

std::string news(const std::string& told, const std::string& before) {
  std::string lines;
  std::istringstream in(told);
  for (std::string line; std::getline(in, line);)
    if (("\n" + before).find("\n" + line + "\n") == std::string::npos) lines += line + "\n";
  return lines;
}

std::size_t MutationCounts::made() const {
  std::size_t sum = 0;
  for (const auto& [kind, count] : counts_) sum += count.made;
  return sum;
}

void MutationCounts::print() const {
  std::size_t found = 0;
  for (const auto& [kind, count] : counts_) {
    found += count.found;
    std::cout << place_ << ": " << kind << ": " << count.made << " made, " << count.found
              << " found\n";
  }
  std::cout << place_ << ": all: " << made() << " made, " << found << " found, " << equivalent_
            << " equivalent, " << refused_ << " refused by the database\n";
}

}  // namespace limbeck::test
