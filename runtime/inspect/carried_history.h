// A history as a binary carries it, read from the binary's bytes.
#pragma once

#include <deque>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "limbeck/manifest.h"

namespace limbeck::inspect {

/// The parts of a revision that only a note has.
struct Carried {
  bool compatible = false;
  std::string reason;                     ///< the revision's own, for that
  std::vector<std::string> incompatible;  ///< the operations that older programs cannot live with
  std::vector<std::string> destroys;
};

/// A manifest without operations: good for where a database is, and for nothing that runs.
class CarriedHistory {
 public:
  const Manifest& manifest() const { return manifest_; }
  /// As many as the manifest's entries, in their order.
  const std::vector<Carried>& revisions() const { return carried_; }

  CarriedHistory(CarriedHistory&&) = default;
  CarriedHistory& operator=(CarriedHistory&&) = default;

 private:
  CarriedHistory() = default;
  friend class Reader;

  std::deque<std::string> texts_;
  std::deque<Revision> values_;
  std::vector<ManifestEntry> entries_;
  std::vector<std::string_view> heads_, dialects_;
  std::vector<int> lowest_versions_;  ///< as many as dialects, or none
  std::vector<Carried> carried_;
  Manifest manifest_ = {};
};

/// What is not a history that could be, and why, is the string.
using ReadHistory = std::variant<CarriedHistory, std::string>;
ReadHistory read_history(const std::string& note);

}  // namespace limbeck::inspect
