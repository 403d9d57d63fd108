#include "runtime/deployer/half_applied.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "runtime/migrator/messages.h"

namespace limbeck::deployer {

void print_half_applied(Context& context, const std::optional<ledger::Entry>& half) {
  if (!half) return;
  const ManifestEntry* known = context.engine().find(half->revision);
  context.out() << migrator::half_applied_note(*half, known) << "\n";
}

void add_half_applied(nlohmann::ordered_json& json, const std::optional<ledger::Entry>& half) {
  if (!half) return;
  json["half_applied"] = {{"revision", half->revision},
                          {"direction", half->direction},
                          {"statements_done", *half->progress},
                          {"started", half->started}};
}

}  // namespace limbeck::deployer
