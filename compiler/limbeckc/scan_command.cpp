#include <filesystem>
#include <memory>

#include "compiler/limbeckc/command_options.h"
#include "compiler/limbeckc/commands.h"
#include "compiler/limbeckc/configurations.h"
#include "compiler/limbeckc/depfile.h"
#include "compiler/scan/scan.h"
#include "migrations/findings/rule_id.h"
#include "migrations/output/output.h"
#include "migrations/schema/naming_pattern.h"

namespace limbeck::compiler {
namespace {

struct ScanCommandOptions {
  std::string name, output, schema, depfile, depfile_target, stamp, project_root;
  std::string compile_command, configuration;
  std::vector<std::string> type_map, naming, other_configurations, private_precompiled;
  ScanOptions scan;
};

void read_type_map(ScanCommandOptions& options) {
  for (const std::string& entry : options.type_map) {
    const auto equals = entry.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == entry.size()) {
      throw Failure("--type-map: '" + entry + "' is not of the form 'C++ type=SQL type'",
                    exit_usage);
    }
    options.scan.type_map[entry.substr(0, equals)] = entry.substr(equals + 1);
  }
}

void read_naming(ScanCommandOptions& options) {
  auto naming = schema::naming_of_models(options.naming);
  if (const auto* problem = std::get_if<std::string>(&naming))
    throw Failure("NAMING_CONVENTION: " + *problem, exit_usage);
  options.scan.naming = std::get<schema::NamingConvention>(std::move(naming));
}

// Relative paths in options are relative to the compiler's working directory.
void read_compile_command(ScanCommandOptions& options) {
  if (options.compile_command.empty()) return;
  options.scan.command = compile_command_from_text(output::read(options.compile_command));
  if (!options.scan.command) {
    throw Failure(options.compile_command +
                  " is no compile command that limbeck wrote: its build runs compilers without "
                  "CXX_COMPILER_LAUNCHER. Use the generators Ninja or Unix Makefiles");
  }
  std::filesystem::current_path(options.scan.command->directory);
}

// Clang has reported an unknown name: that of a type from such a header, perhaps.
void explain_precompiled(const ScanCommandOptions& options, diagnostics::Diagnostics& diagnostics) {
  for (const std::string& target : options.private_precompiled) {
    // A variable: g++ 12 takes members of the temporary for uninitialised.
    Finding finding{RuleId::precompiled_header,
                    "the precompiled headers of '" + target +
                        "' are PRIVATE: no program that includes the models has them, and the "
                        "scan has not either"};
    finding.notes = {{"include in the models what they need, or make the headers PUBLIC"}};
    finding.severity = findings::Severity::warning;
    diagnostics.report(std::move(finding));
  }
}

void compare_configurations(const ScanCommandOptions& options,
                            diagnostics::Diagnostics& diagnostics) {
  if (options.configuration.empty()) return;
  const Configuration own = configuration_from(options.configuration);
  note_scanned(own);
  const std::string model = std::filesystem::path(options.output).filename().string();
  for (const std::string& other : options.other_configurations) {
    compare_models(own, configuration_from(other), model, diagnostics);
  }
}

int run_scan(ScanCommandOptions options, Session& session) {
  read_type_map(options);
  read_naming(options);
  read_compile_command(options);
  auto& arguments = options.scan.clang_arguments;
  arguments.insert(arguments.end(), session.after_dashes.begin(), session.after_dashes.end());
  diagnostics::Diagnostics diagnostics;
  const Scan scanned = scan(options.scan, diagnostics);
  if (!scanned.parsed && !diagnostics.had_errors()) explain_precompiled(options, diagnostics);
  if (diagnostics.had_errors() || !scanned.parsed) {
    report(session, diagnostics);
    return exit_failed;
  }
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
  compare_configurations(options, diagnostics);
  if (report(session, diagnostics)) return exit_failed;
  if (!options.stamp.empty()) touch(options.stamp);
  return exit_done;
}

}  // namespace

void add_scan_command(CLI::App& app, Session& session, int& exit_code) {
  auto options = std::make_shared<ScanCommandOptions>();
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
  add_naming_option(*command, options->naming);
  command->add_flag("--comments", options->scan.comments,
                    "Make doc comments the database's comments");
  command
      ->add_option("--argument", options->scan.clang_arguments,
                   "An argument of Clang's; also all behind --")
      ->allow_extra_args(false);
  command->add_option("--compile-command", options->compile_command,
                      "The file with the project's compile command, which the build has written");
  command
      ->add_option("--ignore-option", options->scan.ignored_options,
                   "An option of that command to leave out; -fx* for all that begin so")
      ->allow_extra_args(false);
  command
      ->add_option("--configuration-macro", options->scan.configuration_macros,
                   "A macro that is not the same in every configuration")
      ->allow_extra_args(false);
  command
      ->add_option("--private-macro", options->scan.private_macros,
                   "A macro that only the models' own library is compiled with")
      ->allow_extra_args(false);
  command
      ->add_option("--private-precompiled", options->private_precompiled,
                   "A target whose precompiled headers are its own")
      ->allow_extra_args(false);
  command->add_option("--configuration", options->configuration,
                      "'name=directory': that of a multi-configuration build, with all outputs");
  command
      ->add_option("--other-configuration", options->other_configurations,
                   "Another one of this build tree, whose schema must be the same")
      ->allow_extra_args(false);
  command->add_option("--project-root", options->project_root, "What files are shown relative to");
  command->callback([options, &session, &exit_code] { exit_code = run_scan(*options, session); });
}

}  // namespace limbeck::compiler
