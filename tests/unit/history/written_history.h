// Histories whose revisions are written in a test.
#pragma once

#include <deque>
#include <source_location>
#include <string>
#include <utility>
#include <vector>

#include "limbeck/revision.h"
#include "migrations/history/graph.h"

namespace limbeck::test {

// A manifest made in a test; entry i stands on line 100 * (i + 1) of `h.cpp`.
class WrittenHistory {
 public:
  WrittenHistory& add(std::string id, Revision revision) {
    ids_.push_back(std::move(id));
    revisions_.push_back(revision);
    const int line = 100 * static_cast<int>(revisions_.size());
    entries_.push_back({ids_.back(), &revisions_.back(), "h.cpp", line, ""});
    return *this;
  }
  /// On top of the revision added before.
  WrittenHistory& then(std::string id, RevisionStep upgrade, Downgrade downgrade = {}) {
    Revision revision;
    if (!ids_.empty()) revision.revises = {ids_.back()};
    revision.upgrade = upgrade;
    revision.downgrade = downgrade;
    return add(std::move(id), revision);
  }
  void of(std::vector<std::string_view> dialects) { dialects_ = std::move(dialects); }
  Manifest manifest() const {
    Manifest manifest{};
    manifest.name = "test";
    manifest.entries = entries_.data();
    manifest.size = entries_.size();
    manifest.dialects = dialects_.data();
    manifest.dialect_count = dialects_.size();
    return manifest;
  }
  history::Graph graph() const {
    return std::get<history::Graph>(history::Graph::build(history::nodes_of(manifest())));
  }

 private:
  std::deque<std::string> ids_;
  std::deque<Revision> revisions_;
  std::vector<ManifestEntry> entries_;
  std::vector<std::string_view> dialects_;
};

inline void users(Operations& op) {
  op.create_table("users",
                  {.columns = {{.name = "id", .type = bigint}, {.name = "nick", .type = text}},
                   .primary_key = {.name = "pk_users", .columns = {"id"}},
                   .uniques = {{.name = "uq_users_nick", .columns = {"nick"}}}});
}
inline void drop_users(Operations& op) { op.drop_table("users"); }
inline void posts(Operations& op) {
  op.create_table(
      "posts", {.columns = {{.name = "id", .type = bigint}, {.name = "author_id", .type = bigint}},
                .primary_key = {.columns = {"id"}},
                .foreign_keys = {{.name = "fk_posts_author_id_users",
                                  .columns = {"author_id"},
                                  .ref_table = "users",
                                  .ref_columns = {"id"}}}});
}

// The line on which the macro stands, as an operation on it would have it.
#define HERE static_cast<int>(std::source_location::current().line())

}  // namespace limbeck::test
