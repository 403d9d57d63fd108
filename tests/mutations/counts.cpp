#include "tests/mutations/counts.h"

#include <iostream>

namespace limbeck::test {

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
