#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "compiler/check/drift.h"
#include "compiler/limbeckc/command_options.h"
#include "compiler/limbeckc/commands.h"
#include "compiler/sql_objects/sql_objects.h"
#include "migrations/diagnostics/sarif.h"
#include "migrations/operations/json.h"
#include "migrations/output/output.h"
#include "migrations/schema/json_text.h"

namespace limbeck::compiler {
namespace {

struct CheckOptions {
  std::string name, model, state, stamp, sarif, project_root, drift = "error";
  std::vector<std::string> directories, dialects, sql_objects;
  schema::Filter filter;
  bool json = false, multiple_heads = false, declares_objects = false;
};

int run_check(const CheckOptions& options, Session& session) {
  check_dialects(options.dialects);
  refuse_bad_patterns(options.filter);
  diagnostics::Diagnostics diagnostics;
  const State state = read_state(options.state);
  if (!options.multiple_heads) report_several_heads(state, diagnostics);
  report_losses(state, diagnostics);
  std::vector<operations::Operation> operations;
  bool failed = diagnostics.had_errors();
  if (!options.model.empty()) {
    Model model = read_model(options.model);
    model.hints.former_names = state.former_names;
    const std::size_t errors = diagnostics.error_count();
    if (options.declares_objects) {
      add_sql_objects({options.sql_objects, options.dialects}, state.schema, model, diagnostics);
    }
    report_excluded(model, options.filter, options.dialects, diagnostics);
    // After errors in the models the comparison would report declarations that could not be read as
    // missing, and invalid ones as missing in the history.
    const bool misread = diagnostics.error_count() > errors;
    report_refusals(model, options.dialects, diagnostics);
    failed = diagnostics.had_errors();
    if (options.drift != "off" && !misread) {
      const auto severity =
          options.drift == "warn" ? findings::Severity::warning : findings::Severity::error;
      operations = report_drift(model, state, {severity, options.project_root, options.dialects},
                                diagnostics);
    }
  }
  report(session, diagnostics);
  if (!options.sarif.empty()) {
    output::write_if_changed(
        options.sarif, diagnostics::sarif_text(diagnostics, LIMBECK_VERSION, options.project_root));
  }
  if (options.json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const operations::Operation& operation : operations) list.push_back(to_json(operation));
    session.out << schema::printed_json({{"operations", std::move(list)}}) << '\n';
  }
  if (failed) return exit_failed;
  if (diagnostics.had_errors()) return exit_drift;
  if (!options.stamp.empty()) touch(options.stamp);
  return exit_done;
}

}  // namespace

void add_check_command(CLI::App& app, Session& session, int& exit_code) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand(
      "check", "Compare the models with the history; exit code 3 if they differ");
  command->add_option("--name", options->name, "The target's name");
  command->add_option("--model", options->model, "What a scan wrote");
  command->add_option("--state", options->state, "What the state program wrote")->required();
  command->add_option("--dialect", options->dialects,
                      "A database that the models must be expressible in");
  command
      ->add_option("--sql-object", options->sql_objects,
                   "A file of views, functions and their like")
      ->allow_extra_args(false);
  command->add_flag("--declares-objects", options->declares_objects,
                    "All of these there are stand in such files");
  add_filter_options(*command, options->filter);
  command->add_option("--drift", options->drift, "error, warn or off: what a difference is")
      ->check(CLI::IsMember({"error", "warn", "off"}));
  command->add_flag("--multiple-heads", options->multiple_heads, "Allow more than one head");
  command->add_flag("--json", options->json,
                    "Print the operations that would make up the difference");
  command->add_option("--sarif", options->sarif,
                      "A file to write all that is wrong to, as SARIF 2.1.0, with edits");
  command->add_option("--stamp", options->stamp, "A file to touch when nothing is wrong");
  command->add_option("--directory", options->directories, "Where the revisions are");
  command->add_option("--project-root", options->project_root, "What files are shown relative to");
  command->callback([options, &session, &exit_code] { exit_code = run_check(*options, session); });
}

}  // namespace limbeck::compiler
