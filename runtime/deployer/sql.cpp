#include "runtime/deployer/sql.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "limbeck/error.h"
#include "migrations/text/shown_stream.h"
#include "runtime/connection/url.h"
#include "runtime/deployer/commands.h"
#include "runtime/launch/database.h"
#include "runtime/migrator/messages.h"
#include "runtime/offline/script.h"

namespace limbeck::deployer {
namespace {

std::vector<std::string> dialects_of(const Manifest& manifest) {
  if (manifest.dialect_count == 0) return sql::dialect_names();
  return {manifest.dialects, manifest.dialects + manifest.dialect_count};
}

/// The dialect of --dialect; else that of the URL; else the only one that the history was built
/// for.
const sql::Dialect& dialect_of(Context& context) {
  const Manifest& manifest = context.manifest();
  const std::vector<std::string> built = dialects_of(manifest);
  std::string name = context.options().dialect;
  if (name.empty()) {
    const std::string url = launch::url_of(manifest, Database(context.options().url));
    if (!url.empty()) {
      name = connection::parse_url(url).dialect;
    } else if (built.size() == 1) {
      name = built.front();
    } else {
      std::string choices;
      for (const std::string& each : built)
        choices += (choices.empty() ? "--dialect " : " or --dialect ") + each;
      throw Error(Error::Code::usage,
                  "for which database? Say " + choices + "; or give a URL, which is not opened");
    }
  }
  const sql::Dialect* dialect = sql::find_dialect(name);
  if (dialect == nullptr) {
    throw Error(Error::Code::usage, "limbeck knows no dialect '" + name + "'; it knows " +
                                        migrator::listed(sql::dialect_names()));
  }
  if (std::find(built.begin(), built.end(), name) == built.end()) {
    throw Error(Error::Code::usage, "the history '" + std::string(manifest.name) +
                                        "' was not built for " + name + "; add it to DIALECTS of " +
                                        std::string(manifest.name) + " in CMake");
  }
  return *dialect;
}

offline::Options options_of(const Options& options) {
  return {.ledger = {options.version_table, options.version_table_schema, options.history_table},
          .skip_callbacks = options.skip_callbacks};
}

int print(Context& context, const sql::Dialect& dialect, const std::string& script) {
  if (context.options().json) {
    context.print({{"dialect", dialect.name()}, {"sql", script}});
  } else {
    context.out() << Verbatim{script};
  }
  return exit_done;
}

}  // namespace

int print_move(Context& context, history::Direction direction, std::string_view fallback) {
  if (!context.options().accept_edited.empty()) {
    throw Error(Error::Code::usage,
                "--accept-edited is about what a database has; a script does not look at it");
  }
  const sql::Dialect& dialect = dialect_of(context);
  const auto write =
      direction == history::Direction::upgrade ? offline::upgrade : offline::downgrade;
  return print(context, dialect,
               write(context.manifest(), context.graph(), dialect, context.target(fallback),
                     options_of(context.options())));
}

int print_stamp(Context& context) {
  const sql::Dialect& dialect = dialect_of(context);
  return print(
      context, dialect,
      offline::stamp(context.manifest(), context.graph(), dialect, context.options().revisions,
                     context.options().purge, options_of(context.options())));
}

int print_ensure_version(Context& context) {
  const sql::Dialect& dialect = dialect_of(context);
  return print(context, dialect,
               offline::ensure_version(context.manifest(), dialect, options_of(context.options())));
}

void refuse_without_sql(const Options& options) {
  if (options.skip_callbacks || !options.dialect.empty()) {
    throw Error(Error::Code::usage,
                std::string(options.skip_callbacks ? "--skip-callbacks" : "--dialect") +
                    " is for scripts; add --sql");
  }
  for (const std::string& revision : options.revisions) {
    if (revision.find(':') == std::string::npos) continue;
    throw Error(Error::Code::usage,
                "the range '" + revision +
                    "' is for scripts (--sql); a database says itself where it is, so give only "
                    "where to go");
  }
}

}  // namespace limbeck::deployer
