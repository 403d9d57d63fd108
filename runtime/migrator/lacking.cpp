#include "runtime/migrator/lacking.h"

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/migrator/messages.h"

namespace limbeck::migrator {

void refuse_lacking(const std::vector<PreparedStep>& steps, const sql::Dialect& dialect,
                    const std::string& place, int server_version) {
  std::string list, first;
  for (const PreparedStep& step : steps) {
    for (const sql::Lacking& one : dialect.lacking(step.operations, server_version)) {
      if (first.empty()) first = step.entry->id;
      list += concat({"\n  ", place_prefix(one.operation->location),
                      operations::describe(*one.operation), " in revision ",
                      revision_name(*step.entry), ": ", one.what});
    }
  }
  if (list.empty()) return;
  throw Error(Error::Code::history,
              concat({"the server of '", place,
                      "' is too old for revisions that are to be applied, and none of them was; "
                      "upgrade it, or write them without what is new",
                      list}))
      .at_revision(first)
      .at_place(place);
}

}  // namespace limbeck::migrator
