#include "tests/edits/counts.h"

#include <iostream>

namespace limbeck::test {

void Counts::count(const Edit& edit, Outcome outcome) {
  ++outcomes[outcome];
  ++entries[edit.of->entry];
  for (const std::string_view kind : edit.kinds) {
    ++kinds[kind];
    if (outcome != Outcome::done) ++kinds_refused[kind];
  }
}

void Counts::print(std::string_view dialect, std::uint64_t first_seed) const {
  const auto of = [&](Outcome outcome) {
    const auto found = outcomes.find(outcome);
    return found == outcomes.end() ? 0 : found->second;
  };
  std::size_t all = failures;
  for (const auto& [outcome, count] : outcomes) all += count;
  std::cout << dialect << ", first seed " << first_seed << ": " << all << " edits, " << failures
            << " failed, " << of(Outcome::done) << " there and back, " << of(Outcome::refused)
            << " refused by their rows, " << of(Outcome::refused_back)
            << " by rows on the way back, " << of(Outcome::irreversible) << " without a way back, "
            << of(Outcome::needs_using) << " that ask for a using expression, "
            << of(Outcome::no_schema) << " that the database has no such schema for; " << tables
            << " tables with rows compared, " << values << " columns whose values were known, "
            << announced << " losses announced, " << lost << " found\n";
  for (const auto& [entry, count] : entries) std::cout << "  " << entry << ": " << count << "\n";
  for (const auto& [kind, count] : kinds) {
    const auto refused = kinds_refused.find(kind);
    std::cout << "  " << kind << ": " << count;
    if (refused != kinds_refused.end()) std::cout << " (" << refused->second << " refused)";
    std::cout << "\n";
  }
  for (const auto& [reason, count] : why) std::cout << "  " << count << " × " << reason << "\n";
}

}  // namespace limbeck::test
