#include "runtime/cli/ahead.h"

#include "runtime/migrator/messages.h"

namespace limbeck::cli {

Known known_part(Context& context, const std::vector<std::string>& rows) {
  Known known{rows, context.engine().ahead(rows)};
  if (known.beyond.empty()) return known;
  // All that this program has is applied then.
  const Manifest& manifest = context.manifest();
  known.rows.assign(manifest.heads, manifest.heads + manifest.head_count);
  return known;
}

std::string ahead(Context& context, const Known& known) {
  if (known.beyond.empty()) return {};
  const std::size_t count = known.beyond.size();
  return "the database '" + context.engine().place() + "' is ahead of this program by " +
         std::to_string(count) + (count == 1 ? " revision" : " revisions") +
         ", which it does not have and can work with: " + migrator::listed(known.beyond, 20);
}

}  // namespace limbeck::cli
