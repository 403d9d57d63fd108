#include "runtime/connection/next_step.h"

#include <string>

namespace limbeck::connection {

const NextStep* find_next_step(std::span<const NextStep> table, std::string_view code,
                               std::string_view message) {
  for (const NextStep& row : table) {
    const bool is_code = code.empty() ? !row.words.empty() : code.starts_with(row.code);
    if (is_code && message.find(row.words) != std::string_view::npos) return &row;
  }
  return nullptr;
}

void set_next_step(Error& error, const NextStep* row) {
  if (row == nullptr) return;
  error.with_next_step(std::string(row->text)).worth_retrying(error.retryable() || row->retry);
}

}  // namespace limbeck::connection
