#pragma once

#include <algorithm>
#include <list>
#include <set>
#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "runtime/connection/open.h"

namespace limbeck::test {

/// A manifest made by hand, as limbeckc would write it. Its manifests point into it.
class History {
 public:
  History& add(std::string_view id, const Revision& revision, std::string_view checksum = {}) {
    std::string text = checksum.empty() ? "checksum of " + std::string(id) : std::string(checksum);
    entries_.push_back(
        {id, &revision, keep("migrations/" + std::string(id) + ".cpp"), 4, keep(text)});
    return *this;
  }

  /// Its manifests are for PostgreSQL, not for SQLite.
  History& on_postgresql() {
    on_postgresql_ = true;
    return *this;
  }

  /// The first `size` revisions (those in load order), or all.
  Manifest manifest(std::size_t size = static_cast<std::size_t>(-1)) {
    size = std::min(size, entries_.size());
    std::set<std::string_view> heads;
    for (std::size_t i = 0; i < size; ++i) heads.insert(entries_[i].id);
    for (std::size_t i = 0; i < size; ++i) {
      for (std::string_view parent : entries_[i].revision->revises) heads.erase(parent);
    }
    const auto& kept = heads_.emplace_back(heads.begin(), heads.end());
    static constexpr std::string_view dialects[] = {"sqlite", "postgresql"};
    return {.name = "shop_migrations",
            .entries = entries_.data(),
            .size = size,
            .heads = kept.data(),
            .head_count = kept.size(),
            .dialects = dialects + (on_postgresql_ ? 1 : 0),
            .dialect_count = 1,
            .version = "test",
            .backends = connection::every_backend + (on_postgresql_ ? 1 : 0)};
  }

 private:
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

  std::vector<ManifestEntry> entries_;
  std::list<std::vector<std::string_view>> heads_;
  std::list<std::string> texts_;
  bool on_postgresql_ = false;
};

}  // namespace limbeck::test
