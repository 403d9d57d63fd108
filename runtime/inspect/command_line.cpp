#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <ostream>

#include "limbeck/error.h"
#include "migrations/schema/schema.h"
#include "migrations/text/shown_stream.h"
#include "runtime/commands/declare.h"
#include "runtime/commands/help.h"
#include "runtime/commands/text.h"
#include "runtime/inspect/inspect.h"

namespace limbeck::inspect {
namespace {

const commands::Bindings<Options>& bindings() {
  static const commands::Bindings<Options> all = {
      {"--url", &Options::url},
      {"--version-table", &Options::version_table},
      {"--version-table-schema", &Options::version_table_schema},
      {"--history-table", &Options::history_table},
      {"--json", &Options::json},
      {"BINARY", &Options::binaries},
  };
  return all;
}

int wrong(std::ostream& error, const std::string& what, int code) {
  error << "error: " << what << "\n";
  return code;
}

}  // namespace

int inspect_main(int argc, const char* const* argv, std::ostream& to, std::ostream& error_to) {
  // Binaries and databases of others are what this program is for.
  ShownStream out(to), error(error_to);
  const commands::Tool tool = commands::inspect_tool();
  const commands::Command& command = *tool.find("inspect");
  Options options;
  CLI::App app(std::string(command.summary), "limbeck-inspect");
  app.set_help_flag();
  bool help = false, version = false;
  const auto explained = [&](std::string what) {
    return commands::without_urls(std::move(what), {argv + (argc > 0 ? 1 : 0), argv + argc});
  };
  app.add_flag("-h,--help", help);
  app.add_flag("-V,--version", version);
  commands::declare(app, command, options, bindings());
  app.get_option("BINARY")->required(false);
  try {
    app.parse(argc, argv);
    if (help) {
      out << commands::help(tool, command, commands::help_width(STDOUT_FILENO));
      return 0;
    }
    if (version) {
      out << "limbeck-inspect " LIMBECK_VERSION "\n";
      return 0;
    }
    if (options.binaries.empty()) return wrong(error, "which binary? limbeck-inspect BINARY", 2);
    if (options.url == "-") {
      const char* url = std::getenv("LIMBECK_DATABASE_URL");
      if (url == nullptr || *url == '\0')
        return wrong(
            error, "--url - is the database that LIMBECK_DATABASE_URL names, which is not set", 2);
      options.url = url;
    }
    return inspect(options, out, error);
  } catch (const CLI::ParseError& problem) {
    return wrong(error, explained(commands::explained(problem, tool, &command, schema::nearest)),
                 2);
  } catch (const Error& problem) {
    return wrong(error, explained(problem.what()), problem.code() == Error::Code::usage ? 2 : 1);
  } catch (const std::exception& problem) {
    return wrong(error, explained(problem.what()), 1);
  }
}

}  // namespace limbeck::inspect
