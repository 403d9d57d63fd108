// limbeckc-clang: every command of limbeckc. limbeckc starts it for those that need Clang.
#include "compiler/limbeckc/commands.h"
#include "compiler/limbeckc/run.h"

int main(int argc, char** argv) {
  using namespace limbeck::compiler;  // NOLINT(google-build-using-namespace)
  return run_main(argc, argv, [](CLI::App& app, Session& session, int& exit_code) {
    add_scan_command(app, session, exit_code);
    add_manifest_command(app, session, exit_code);
    add_check_command(app, session, exit_code);
    add_revision_command(app, session, exit_code);
    add_merge_command(app, session, exit_code);
    add_locate_command(app, session, exit_code);
    add_diff_command(app, session, exit_code);
  });
}
