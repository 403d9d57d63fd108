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
    for (Finding& refusal : dialect->refuse(model.schema)) {
      refusal.location = find_place(model.locations, refusal.path);
      diagnostics.report(std::move(refusal));
    }
  }
}

void report_losses(const State& state, diagnostics::Diagnostics& diagnostics) {
  for (const Finding& loss : state.losses) diagnostics.report(loss);
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
  diagnostics.report(*problem);
}

}  // namespace limbeck::compiler
