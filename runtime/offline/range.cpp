#include "runtime/offline/range.h"

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/history/plan.h"
#include "runtime/migrator/messages.h"

namespace limbeck::offline {

Range parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {.from = {}, .to = std::string(text)};
  if (text.find(':', colon + 1) != std::string_view::npos) {
    throw Error(Error::Code::usage,
                "'" + std::string(text) + "' is no range; a range is FROM:TO, with one colon");
  }
  return {.from = std::string(text.substr(0, colon)),
          .to = std::string(text.substr(colon + 1)),
          .has_colon = true};
}

std::vector<std::string> rows_at(const history::Graph& graph, const std::string& from) {
  std::vector<std::string> rows;
  for (std::size_t start = 0; start < from.size();) {
    const std::size_t comma = std::min(from.find(',', start), from.size());
    const std::string identifier = from.substr(start, comma - start);
    start = comma + 1;
    if (identifier.find("current") != std::string::npos && !graph.find(identifier) &&
        !graph.find_label(identifier)) {
      throw Error(Error::Code::usage, "'" + identifier +
                                          "' asks a database, and --sql opens none; say which "
                                          "revision it is at (the command 'current' shows it)");
    }
    auto resolved = history::resolve(graph, identifier);
    if (auto* unresolved = std::get_if<history::Unresolved>(&resolved))
      migrator::throw_unresolved(*unresolved);
    for (const history::Graph::Index index :
         std::get<std::vector<history::Graph::Index>>(resolved)) {
      rows.push_back(graph.node(index).id);
    }
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

std::string named(const std::vector<std::string>& rows) {
  std::string out;
  for (const std::string& row : rows) out += (out.empty() ? "" : ", ") + row;
  return out.empty() ? "base" : out;
}

}  // namespace limbeck::offline
