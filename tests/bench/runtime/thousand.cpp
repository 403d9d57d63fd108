#include "tests/bench/runtime/thousand.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "limbeck/revision.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/abilities.h"
#include "runtime/offline/script.h"

namespace limbeck::bench {
namespace {

constexpr int count = 1000;

void create(Operations& op, int number) {
  const std::string table = "table_" + std::to_string(number);
  const std::string key = "pk_" + table;
  const std::string index = "ix_" + table + "_email";
  op.create_table(
      std::string_view(table),
      {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                   {.name = "email", .type = varchar(320)},
                   {.name = "display_name", .type = text, .nullable = true},
                   {.name = "is_active", .type = boolean, .server_default = "true"},
                   {.name = "balance", .type = numeric(12, 2), .server_default = "0"},
                   {.name = "created_at", .type = timestamptz, .server_default = "now()"}},
       .primary_key = {.name = key, .columns = {"id"}}});
  op.create_index(index, std::string_view(table), {"email"}, {.unique = true});
}

template <int Number>
void step(Operations& op) {
  create(op, Number);
}

template <int... Number>
constexpr std::array<RevisionStep, sizeof...(Number)> steps(std::integer_sequence<int, Number...>) {
  return {step<Number>...};
}

struct History {
  std::vector<std::string> ids;
  std::vector<Revision> revisions;
  std::vector<ManifestEntry> entries;
  std::vector<std::string_view> heads;
  Manifest manifest{};

  History() {
    constexpr auto all = steps(std::make_integer_sequence<int, count>());
    for (int i = 0; i < count; ++i) ids.push_back("rev" + std::to_string(100'000 + i));
    for (int i = 0; i < count; ++i) {
      Revision revision;
      if (i > 0) revision.revises = {ids[static_cast<std::size_t>(i - 1)]};
      revision.message = "add a table";
      revision.upgrade = all[static_cast<std::size_t>(i)];
      revisions.push_back(revision);
    }
    for (int i = 0; i < count; ++i) {
      const auto at = static_cast<std::size_t>(i);
      entries.push_back({ids[at], &revisions[at], "migrations/revision.cpp", 4, ids[at]});
    }
    heads = {ids.back()};
    static constexpr std::string_view dialects[] = {"sqlite", "postgresql"};
    manifest = {.name = "thousand",
                .entries = entries.data(),
                .size = entries.size(),
                .heads = heads.data(),
                .head_count = heads.size(),
                .dialects = dialects,
                .dialect_count = 2,
                .version = "bench",
                .backends = connection::every_backend};
  }
};

}  // namespace

const Manifest& thousand() {
  static const History history;
  return history.manifest;
}

std::string script_of_thousand(std::string_view dialect) {
  return offline::upgrade(thousand(), migrator::graph_of(thousand()), *sql::find_dialect(dialect),
                          "heads", {});
}

}  // namespace limbeck::bench
