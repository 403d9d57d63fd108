#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace limbeck::ledger {

/// A row of limbeck_history.
struct Entry {
  std::int64_t id = 0;  ///< given by the database
  std::string revision = {};
  std::string direction = {};  ///< `upgrade`, `downgrade`, `stamp`, `unstamp` or `accept`
  std::string checksum = {};
  std::string started = {};             ///< UTC: `2026-11-20T14:31:07.123Z`
  std::optional<double> duration = {};  ///< seconds; none while it is under way
  std::string who = {};
  std::string binary = {};
  bool compatible = false;  ///< programs that do not know the revision can go on working
  /// Of a revision with statements outside a transaction, while it is under way: how many of its
  /// script are known to be done. The next one may or may not have been.
  std::optional<std::int64_t> progress = {};
};

}  // namespace limbeck::ledger
