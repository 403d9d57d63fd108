// current, check: where the database is.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "runtime/cli/commands.h"
#include "runtime/cli/text.h"
#include "runtime/migrator/messages.h"

namespace limbeck::cli {

int current(Context& context) {
  migrator::Engine& engine = context.engine();
  std::vector<std::string> rows = engine.rows();
  engine.refuse_unknown(rows);
  bool at_head = engine.is_head(rows);
  if (context.options().json) {
    nlohmann::ordered_json json;
    json["database"] = engine.place();
    json["current"] = nlohmann::ordered_json::array();
    for (const std::string& row : rows) {
      json["current"].push_back(
          to_json(context.manifest(), engine.graph(), *engine.graph().find(row)));
    }
    json["at_head"] = at_head;
    context.print(json);
  } else {
    if (context.options().verbose)
      context.out() << "Current revision(s) for " << engine.place() << ":\n";
    for (const std::string& row : rows) {
      history::Graph::Index index = *engine.graph().find(row);
      context.out() << (context.options().verbose ? entry(context.manifest(), engine.graph(), index)
                                                  : line(engine.graph(), index, {.labels = true}))
                    << "\n";
    }
  }
  return context.options().check_heads && !at_head ? exit_pending : exit_done;
}

int check(Context& context) {
  migrator::Engine& engine = context.engine();
  migrator::Position position = engine.position();
  engine.refuse_edited();
  if (context.options().json) {
    nlohmann::ordered_json json;
    json["database"] = engine.place();
    json["current"] = position.rows;
    json["at_head"] = position.pending.empty();
    json["pending"] = nlohmann::ordered_json::array();
    for (const std::string& id : position.pending) {
      json["pending"].push_back(
          to_json(context.manifest(), engine.graph(), *engine.graph().find(id)));
    }
    if (!position.beyond.empty()) json["beyond"] = position.beyond;
    context.print(json);
  } else if (position.pending.empty()) {
    context.out() << "the database '" << engine.place() << "' is at head (" << joined(position.rows)
                  << ")";
    if (!position.beyond.empty()) {
      context.out() << "; of its revisions this program does not have "
                    << migrator::listed(position.beyond) << ", and can work with them";
    }
    context.out() << "\n";
  } else {
    context.out() << "the database '" << engine.place() << "' is behind by "
                  << position.pending.size()
                  << (position.pending.size() == 1 ? " revision:\n" : " revisions:\n");
    for (const std::string& id : position.pending) {
      context.out() << "  "
                    << line(engine.graph(), *engine.graph().find(id),
                            {.parents = true, .message = true})
                    << "\n";
    }
  }
  return position.pending.empty() ? exit_done : exit_pending;
}

}  // namespace limbeck::cli
