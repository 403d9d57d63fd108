#include "compiler/command/command.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "compiler/command/build.h"
#include "compiler/command/build_tree.h"
#include "compiler/command/init.h"
#include "compiler/command/options.h"
#include "compiler/command/process.h"
#include "compiler/command/record.h"

namespace limbeck::command {
namespace {

bool has(const std::vector<std::string>& arguments, std::string_view option) {
  return std::ranges::find(arguments, option) != arguments.end();
}

class Command {
 public:
  Command(const Options& options, std::ostream& error)
      : options_(options),
        error_(error),
        tree_(find_build_tree(std::filesystem::current_path(), options.build, environment())) {
    read_record();
  }

  // limbeckc writes the file; it is told where, and what to compare.
  int revision() {
    std::vector<std::string> command = {record_.limbeckc.string(), "revision"};
    if (!has(options_.arguments, "--help") && !has(options_.arguments, "-h")) {
      const bool autogenerate = has(options_.arguments, "--autogenerate");
      if (autogenerate && record_.model.empty()) {
        throw Failure("--autogenerate: " + record_.name +
                      " has no MODELS to compare the history with");
      }
      bring_up_to_date(autogenerate ? std::vector{record_.model_target, record_.state_target}
                                    : std::vector{record_.state_target});
      command = {record_.limbeckc.string(),
                 "revision",
                 "--name",
                 record_.name,
                 "--directory",
                 record_.directory.string(),
                 "--state",
                 record_.state.string()};
      if (autogenerate) command.insert(command.end(), {"--model", record_.model.string()});
    }
    command.insert(command.end(), options_.arguments.begin(), options_.arguments.end());
    return run_process(command, false).exit_code;
  }

  // The same comparison as the build's, with its exit code.
  int check() {
    bring_up_to_date({record_.model_target, record_.state_target});
    std::vector<std::string> command = {record_.limbeckc.string(), "check",
                                        "@" + record_.check_arguments.string()};
    command.insert(command.end(), options_.arguments.begin(), options_.arguments.end());
    return run_process(command, false).exit_code;
  }

  [[noreturn]] void pass_through() {
    bring_up_to_date({record_.tool_target});
    std::vector<std::string> command = {record_.tool.string(), options_.command};
    command.insert(command.end(), options_.arguments.begin(), options_.arguments.end());
    become_process(command);
  }

 private:
  static std::optional<std::string> environment() {
    const char* value = std::getenv("LIMBECK_BUILD_DIR");
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  }

  void read_record() {
    record_ = choose_record(read_records(tree_.directory), tree_.directory, options_.target,
                            options_.config);
  }

  void bring_up_to_date(const std::vector<std::string>& targets) {
    build(tree_, record_.config, targets, options_.verbose, error_);
    read_record();  // the build may have configured itself anew
  }

  const Options& options_;
  std::ostream& error_;
  BuildTree tree_;
  Record record_;
};

}  // namespace

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error) {
  const Options options = parse(arguments);
  if (options.help) {
    out << help_text();
    return 0;
  }
  if (options.version) {
    out << "limbeck " LIMBECK_VERSION "\n";
    return 0;
  }
  if (options.command.empty()) {
    error << help_text();
    return exit_usage;
  }
  if (options.command == "init")
    return init(std::filesystem::current_path(), options.arguments, out);
  Command command(options, error);
  if (options.command == "revision") return command.revision();
  if (options.command == "check") return command.check();
  command.pass_through();
}

}  // namespace limbeck::command
