// upgrade, downgrade, ensure_version.
#include <nlohmann/json.hpp>
#include <ostream>

#include "runtime/deployer/commands.h"
#include "runtime/deployer/sql.h"
#include "runtime/deployer/stop_on_signal.h"
#include "runtime/deployer/text.h"
#include "runtime/migrator/messages.h"

namespace limbeck::deployer {

void report(Context& context, const MigrationReport& done) {
  if (!context.options().json) return;
  nlohmann::ordered_json json;
  json["database"] = context.engine().place();
  json["applied"] = nlohmann::ordered_json::array();
  for (const AppliedRevision& revision : done.applied) {
    json["applied"].push_back(
        {{"revision", revision.id},
         {"message", revision.message},
         {"direction", revision.downgrade ? "downgrade" : "upgrade"},
         {"duration", std::chrono::duration<double>(revision.duration).count()}});
  }
  json["current"] = done.heads;
  if (!done.beyond.empty()) json["beyond"] = done.beyond;
  context.print(json);
}

namespace {

int moved(Context& context, const MigrationReport& done) {
  report(context, done);
  if (context.options().json || context.options().quiet || !done.applied.empty()) return exit_done;
  std::ostream& out = context.out();
  if (!done.beyond.empty()) {
    out << "already beyond this program's head: the database has " << migrator::listed(done.beyond)
        << " as well, which this program can work with\n";
  } else if (context.engine().is_head(done.heads)) {
    out << "already at head" << (done.heads.empty() ? "" : " (" + joined(done.heads) + ")") << "\n";
  } else {
    out << "nothing to do: the database is at "
        << (done.heads.empty() ? "base" : joined(done.heads)) << "\n";
  }
  return exit_done;
}

int move(Context& context, history::Direction direction, std::string_view fallback) {
  if (context.options().sql) return print_move(context, direction, fallback);
  refuse_without_sql(context.options());
  // Before there is a connection, a signal ends the program in the default way.
  context.connect();
  StopOnSignal signals([&context] {
    context.err()
        << "stopping after the revision under way (once more to stop now; it is rolled back)"
        << '\n'
        << std::flush;
  });
  context.stop_with(signals.token());
  return moved(context, context.engine().move(direction, context.target(fallback)));
}

}  // namespace

int upgrade(Context& context) { return move(context, history::Direction::upgrade, "heads"); }

int downgrade(Context& context) { return move(context, history::Direction::downgrade, {}); }

int ensure_version(Context& context) {
  if (context.options().sql) return print_ensure_version(context);
  refuse_without_sql(context.options());
  const bool made = context.engine().ensure_version();
  const std::string place = context.engine().place();
  const ledger::Names& names = context.engine().ledger().names();
  if (context.options().json) {
    context.print({{"database", place}, {"version_table", names.version_table}, {"created", made}});
  } else if (!context.options().quiet) {
    context.out() << (made ? "made " : "there already: ") << names.version_table << " and "
                  << names.history_table << " in '" << place << "'\n";
  }
  return exit_done;
}

}  // namespace limbeck::deployer
