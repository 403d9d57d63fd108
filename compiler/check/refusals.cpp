#include "compiler/check/drift.h"
#include "compiler/check/places.h"
#include "migrations/history/graph.h"
#include "migrations/sql/dialect.h"

namespace limbeck::compiler {

void report_refusals(const Model& model, const std::vector<std::string>& dialects,
                     diagnostics::Diagnostics& diagnostics) {
  for (const std::string& name : dialects) {
    const sql::FullDialect* dialect = sql::find_dialect(name);
    if (dialect == nullptr) continue;
    for (const sql::Refusal& refusal : dialect->refuse(model.schema)) {
      diagnostics.error("limbeck-unsupported", refusal.message,
                        find_place(model.locations, refusal.path));
    }
  }
}

void report_losses(const State& state, diagnostics::Diagnostics& diagnostics) {
  for (const State::Loss& loss : state.losses) {
    diagnostics.error("limbeck-destructive",
                      "this destroys " + loss.destroys + ", and revision " + loss.revision +
                          " does not say why it may",
                      loss.location,
                      {{"if it is meant, write .destructive = \"why\" in the revision, after "
                        ".created",
                        loss.revision_location}});
  }
}

void report_several_heads(const State& state, diagnostics::Diagnostics& diagnostics) {
  std::vector<history::Node> nodes;
  for (const State::Head& head : state.heads) {
    nodes.push_back({.id = head.id,
                     .revises = {},
                     .depends_on = {},
                     .branch_labels = {},
                     .message = head.message,
                     .created = {},
                     .location = head.location});
  }
  const auto graph = history::Graph::build(std::move(nodes));
  if (!std::holds_alternative<history::Graph>(graph)) return;
  const auto problem = history::refuse_several_heads(std::get<history::Graph>(graph));
  if (!problem) return;
  std::vector<diagnostics::Note> notes;
  for (const auto& note : problem->notes) notes.push_back({note.message, note.location});
  diagnostics.error(problem->code, problem->message, problem->location, std::move(notes));
}

}  // namespace limbeck::compiler
