#include <memory>

#include "compiler/limbeckc/commands.h"
#include "compiler/limbeckc/depfile.h"
#include "compiler/scan/scan.h"
#include "migrations/output/output.h"

namespace limbeck::compiler {
namespace {

struct Options {
  std::string name, output, schema, depfile, depfile_target, stamp, project_root;
  std::vector<std::string> type_map, naming;
  ScanOptions scan;
};

void read_type_map(Options& options) {
  for (const std::string& entry : options.type_map) {
    const auto equals = entry.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == entry.size()) {
      throw Failure("--type-map: '" + entry + "' is not of the form 'C++ type=SQL type'",
                    exit_usage);
    }
    options.scan.type_map[entry.substr(0, equals)] = entry.substr(equals + 1);
  }
}

void read_naming(Options& options) {
  for (const std::string& entry : options.naming) {
    if (const auto problem = options.scan.naming.set(entry))
      throw Failure("--naming: " + *problem, exit_usage);
  }
}

int run(Options options, Session& session) {
  read_type_map(options);
  read_naming(options);
  auto& arguments = options.scan.clang_arguments;
  arguments.insert(arguments.end(), session.after_dashes.begin(), session.after_dashes.end());
  diagnostics::Diagnostics diagnostics;
  const Scan scanned = scan(options.scan, diagnostics);
  if (report(session, diagnostics) || !scanned.parsed) return exit_failed;
  output::write_if_changed(options.output, to_text(scanned.model));
  if (!options.schema.empty()) {
    Model without_places = scanned.model;
    without_places.locations.clear();
    output::write_if_changed(options.schema, to_text(without_places));
  }
  if (!options.depfile.empty()) {
    const std::string& target =
        options.depfile_target.empty() ? options.output : options.depfile_target;
    output::write_if_changed(options.depfile, depfile(target, scanned.dependencies));
  }
  if (!options.stamp.empty()) touch(options.stamp);
  return exit_done;
}

}  // namespace

void add_scan_command(CLI::App& app, Session& session, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("scan", "Read annotated model headers into a schema");
  command->add_option("--name", options->name, "The target's name");
  command
      ->add_option("--model", options->scan.models, "The headers, all read in one translation unit")
      ->required();
  command->add_option("--output", options->output, "The model, as JSON")->required();
  command->add_option("--schema", options->schema,
                      "The same without places: it does not change when a line moves");
  command->add_option("--depfile", options->depfile, "What was read, for Ninja and Make");
  command->add_option("--depfile-target", options->depfile_target,
                      "The depfile's target; else the output");
  command->add_option("--stamp", options->stamp, "A file to touch when all went well");
  command->add_option("--resource-dir", options->scan.resource_directory,
                      "Clang's builtin headers");
  command
      ->add_option("--type-map", options->type_map,
                   "'C++ type=SQL type', for types that cannot be annotated")
      ->allow_extra_args(false);
  command
      ->add_option("--naming", options->naming,
                   "'ix=pattern', for uq, ck, fk, pk and ex too: the names of constraints and "
                   "indexes that the models give none")
      ->allow_extra_args(false);
  command->add_flag("--comments", options->scan.comments,
                    "Make doc comments the database's comments");
  command
      ->add_option("--argument", options->scan.clang_arguments,
                   "An argument of Clang's; also all behind --")
      ->allow_extra_args(false);
  command->add_option("--project-root", options->project_root, "What files are shown relative to");
  command->callback([options, &session, &exit_code] { exit_code = run(*options, session); });
}

}  // namespace limbeck::compiler
