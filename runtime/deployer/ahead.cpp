#include "runtime/deployer/ahead.h"

#include "runtime/migrator/messages.h"

namespace limbeck::deployer {

ProgramPosition program_position(Context& context, const std::vector<std::string>& rows) {
  ProgramPosition position{rows, context.engine().ahead(rows)};
  if (position.beyond.empty()) return position;
  // A database that is ahead has applied all revisions of this program.
  const Manifest& manifest = context.manifest();
  position.rows.assign(manifest.heads, manifest.heads + manifest.head_count);
  return position;
}

std::string ahead(Context& context, const ProgramPosition& position) {
  if (position.beyond.empty()) return {};
  const std::size_t count = position.beyond.size();
  return "the database '" + context.engine().place() + "' is ahead of this program by " +
         std::to_string(count) + (count == 1 ? " revision" : " revisions") +
         ", which it does not have and can work with: " + migrator::listed(position.beyond, 20);
}

}  // namespace limbeck::deployer
