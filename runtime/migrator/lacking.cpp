#include "runtime/migrator/lacking.h"

#include "limbeck/error.h"
#include "migrations/history/run_sql.h"
#include "migrations/text/concat.h"
#include "runtime/migrator/messages.h"

namespace limbeck::migrator {

namespace {

struct Listed {
  std::string list, first;  ///< a line each, and the first revision that is in it
};

Listed lacking_of(const std::vector<PreparedStep>& steps, const sql::Dialect& dialect,
                  const sql::Server& server) {
  Listed found;
  for (const PreparedStep& step : steps) {
    for (const sql::Lacking& one : dialect.lacking(step.operations, server)) {
      if (found.first.empty()) found.first = step.entry->id;
      found.list += concat({"\n  ", place_prefix(one.operation->location),
                            operations::describe(*one.operation), " in revision ",
                            revision_name(*step.entry), ": ", one.what});
    }
  }
  return found;
}

}  // namespace

void refuse_lacking(const std::vector<PreparedStep>& steps, const sql::Dialect& dialect,
                    const std::string& place, const sql::Server& server) {
  const Listed found = lacking_of(steps, dialect, server);
  if (found.list.empty()) return;
  throw Error(Error::Code::history,
              concat({"the server of '", place,
                      "' is too old for revisions that are to be applied, and none of them was; "
                      "upgrade it, or write them without what is new",
                      found.list}))
      .at_revision(found.first)
      .at_place(place);
}

void refuse_lacking(const std::vector<PreparedStep>& steps, const sql::Dialect& dialect,
                    const Manifest& manifest) {
  const int lowest = history::lowest_version(manifest, dialect.name());
  const Listed found = lacking_of(steps, dialect, {lowest, true});
  if (found.list.empty()) return;
  throw Error(Error::Code::history,
              concat({"a script is for every server that DIALECTS of '", manifest.name,
                      "' allows, and the oldest do not have what revisions ask for; raise the "
                      "version there, or write them without what is new",
                      found.list}))
      .at_revision(found.first);
}

void refuse_older(const Manifest& manifest, const sql::Dialect& dialect, const std::string& place,
                  int server_version) {
  const int lowest = history::lowest_version(manifest, dialect.name());
  if (server_version == 0 || server_version >= lowest) return;
  throw Error(Error::Code::usage,
              concat({"the server of '", place, "' is ", dialect.name(), " ",
                      dialect.version_text(server_version), ", and the history '", manifest.name,
                      "' is for ", dialect.version_text(lowest),
                      " and later: upgrade the server; nothing was changed"}))
      .at_place(place);
}

}  // namespace limbeck::migrator
