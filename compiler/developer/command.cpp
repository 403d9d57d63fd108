#include "compiler/developer/command.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "compiler/developer/arguments.h"
#include "compiler/developer/build.h"
#include "compiler/developer/build_tree.h"
#include "compiler/developer/commands.h"
#include "compiler/developer/options.h"
#include "compiler/developer/process.h"
#include "compiler/developer/record.h"
#include "migrations/text/concat.h"
#include "runtime/commands/help.h"

namespace limbeck::developer {
namespace {

// A program in the folder of this one, or empty if it does not exist.
std::filesystem::path program_beside(const char* name) {
  std::error_code failed;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed) return {};
  std::filesystem::path program = self.parent_path() / name;
  return std::filesystem::exists(program, failed) ? program : std::filesystem::path();
}

// A URL may hold a password, and every user of the machine can read the arguments of a process, but
// not its environment.
void give_url_to_children(const std::string& url) {
  ::setenv("LIMBECK_DATABASE_URL", url.c_str(), 1);
}

// Removes some options and their values from the arguments.
std::vector<std::string> without(const std::vector<std::string>& arguments,
                                 const std::vector<std::string_view>& options) {
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    const auto is = [&](std::string_view option) {
      return argument == option || argument.starts_with(std::string(option) + "=");
    };
    if (std::ranges::any_of(options, is)) {
      if (argument.find('=') == std::string_view::npos) ++i;
    } else {
      rest.push_back(arguments[i]);
    }
  }
  return rest;
}

class Command {
 public:
  Command(const Options& options, Given given, std::ostream& error)
      : options_(options),
        given_(std::move(given)),
        error_(error),
        tree_(find_build_tree(std::filesystem::current_path(), options.build, environment(),
                              TrustedOwners::of_process())) {
    read_record();
  }

  // limbeckc writes the file. Its arguments say where, and what to compare.
  int revision() {
    if (given_.count("--against") != 0) return revision_against_database();
    if (given_.count("--autogenerate") != 0) {
      if (record_.model.empty()) {
        throw Failure("--autogenerate: " + record_.name +
                      " has no MODELS to compare the history with");
      }
      bring_up_to_date({record_.model_target, record_.state_target});
    } else {
      have_limbeckc();
    }
    return limbeckc("revision", options_.arguments);
  }

  // The project is not built, because a merge repairs histories that do not build.
  int merge() {
    have_limbeckc();
    return limbeckc("merge", options_.arguments);
  }

  // Reads the present files by the limbeckc beside this program. Completion builds nothing, and
  // runs no program that a build tree names.
  int revisions() {
    const std::filesystem::path beside = program_beside("limbeckc");
    if (beside.empty()) return 0;
    record_.limbeckc = beside;
    return limbeckc("locate", {"--names"});
  }

  [[noreturn]] void edit() {
    have_limbeckc();
    std::vector<std::string> names;
    for (const std::string& name : given_.at("REVISION")) {
      if (name == "current") {
        const auto current = current_revisions();
        names.insert(names.end(), current.begin(), current.end());
      } else {
        names.push_back(name);
      }
    }
    const Result found = run_process(limbeckc_command("locate", names), true);
    if (found.exit_code != 0) {
      error_ << found.output;
      throw Failure("nothing was opened", found.exit_code);
    }
    std::vector<std::string> files;
    std::istringstream lines(found.output);
    for (std::string line; std::getline(lines, line);) files.push_back(line);
    edit_files(files);
  }

  // The headers of the target become what the database says, in the words of the models.
  int update_models(std::ostream& out) {
    const auto url = given_.find("URL");
    if (url != given_.end()) give_url_to_children(url->second.back());
    if (record_.model.empty())
      throw Failure("scaffold --update: " + record_.name + " has no MODELS");
    bring_up_to_date({record_.model_target, record_.tool_target});
    const std::string live = record_.model.string() + ".live";
    std::vector<std::string> command = {record_.tool.string(),  "introspect", "--like",
                                        record_.model.string(), "--output",   live};
    for (const std::string option : {"--exclude", "--include-schema"}) {
      const auto patterns = given_.find(option);
      if (patterns == given_.end()) continue;
      for (const std::string& pattern : patterns->second)
        command.push_back(concat({option, "=", pattern}));
    }
    if (const int code = run_process(command, false).exit_code; code != 0) return code;
    const int code = update_scaffold(record_, live, given_, out, error_);
    std::error_code ignored;
    std::filesystem::remove(live, ignored);
    return code;
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
    std::vector<std::string> arguments = options_.arguments;
    if (const auto url = given_.find("--url"); url != given_.end() && !url->second.back().empty()) {
      give_url_to_children(url->second.back());
      arguments = without(arguments, {"--url"});
    }
    if (const auto server = given_.find("--scratch");
        server != given_.end() && !server->second.back().empty()) {
      ::setenv("LIMBECK_TEST_DATABASE", server->second.back().c_str(), 1);
      arguments = without(arguments, {"--scratch"});
    }
    command.insert(command.end(), arguments.begin(), arguments.end());
    become_process(command);
  }

 private:
  // The target's tool reads the database, and uses the spelling of the models for equal parts.
  int revision_against_database() {
    if (given_.count("--autogenerate") == 0)
      throw Failure("--against says what --autogenerate compares with: give both", exit_usage);
    if (record_.model.empty()) {
      throw Failure("--autogenerate: " + record_.name +
                    " has no MODELS to compare the database with");
    }
    bring_up_to_date({record_.model_target, record_.state_target, record_.tool_target});
    const std::string file = record_.model.string() + ".against";
    std::vector<std::string> command = {record_.tool.string(),  "introspect", "--like",
                                        record_.model.string(), "--output",   file};
    give_url_to_children(given_.at("--against").back());
    for (const std::string option : {"--exclude", "--include-schema"}) {
      const auto patterns = given_.find(option);
      if (patterns == given_.end()) continue;
      for (const std::string& pattern : patterns->second)
        command.push_back(concat({option, "=", pattern}));
    }
    if (const int code = run_process(command, false).exit_code; code != 0) return code;
    std::vector<std::string> arguments =
        without(options_.arguments, {"--against", "--exclude", "--include-schema"});
    arguments.insert(arguments.end(), {"--against", file});
    const int code = limbeckc("revision", arguments);
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    return code;
  }

  std::vector<std::string> limbeckc_command(const std::string& name,
                                            const std::vector<std::string>& arguments) const {
    std::vector<std::string> command = {record_.limbeckc.string(), name,
                                        "@" + record_.revision_arguments.string()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
  }

  int limbeckc(const std::string& name, const std::vector<std::string>& arguments) const {
    return run_process(limbeckc_command(name, arguments), false).exit_code;
  }

  // If limbeck is a part of the project's build, the program may not be built yet.
  void have_limbeckc() {
    std::error_code ignored;
    if (!std::filesystem::exists(record_.limbeckc, ignored)) bring_up_to_date({"limbeckc"});
  }

  // The current revisions of the database, as the target's tool prints them.
  std::vector<std::string> current_revisions() {
    bring_up_to_date({record_.tool_target});
    std::vector<std::string> command = {record_.tool.string(), "current", "--json"};
    if (const auto url = given_.find("--url"); url != given_.end())
      give_url_to_children(url->second.back());
    const Result result = run_process(command, true);
    if (result.exit_code != 0) {
      error_ << result.output;
      throw Failure("nothing was opened: what the database is at is not known", result.exit_code);
    }
    std::vector<std::string> ids;
    const auto json = nlohmann::json::parse(result.output);
    for (const auto& revision : json.at("current")) ids.push_back(revision.at("revision"));
    if (ids.empty()) throw Failure("the database is at base: there is nothing to open");
    return ids;
  }

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
  Given given_;
  std::ostream& error_;
  BuildTree tree_;
  Record record_;
};

}  // namespace

// Runs limbeck-inspect, which is beside this program or in PATH.
[[noreturn]] static void inspect(const std::vector<std::string>& arguments, const Given& given) {
  std::filesystem::path tool = program_beside("limbeck-inspect");
  if (tool.empty()) tool = "limbeck-inspect";
  std::vector<std::string> command = {tool.string()};
  std::vector<std::string> rest = arguments;
  if (const auto url = given.find("--url"); url != given.end() && url->second.back() != "-") {
    give_url_to_children(url->second.back());
    rest = without(arguments, {"--url"});
    command.insert(command.end(), {"--url", "-"});
  }
  command.insert(command.end(), rest.begin(), rest.end());
  become_process(command);
}

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error) {
  const Options options = parse(arguments);
  const commands::Tool tool = commands::developers_tool();
  const commands::Command* command = tool.find(options.command);
  if (options.command.empty()) {
    if (options.version) {
      out << "limbeck " LIMBECK_VERSION "\n";
      return 0;
    }
    (options.help ? out : error) << commands::help(tool, commands::help_width(STDOUT_FILENO));
    return options.help ? 0 : exit_usage;
  }
  if (command == nullptr) unknown_command(options.command);
  if (options.help || asks_for_help(*command, options.arguments)) {
    out << commands::help(tool, *command, commands::help_width(STDOUT_FILENO));
    return 0;
  }
  Given given = check(*command, options.arguments);
  if (options.command == "inspect") inspect(options.arguments, given);
  if (options.command == "init")
    return init(std::filesystem::current_path(), options.arguments, out);
  if (options.command == "scaffold") {
    if (given.count("--update") == 0) return scaffold(options, given, out, error);
    return Command(options, std::move(given), error).update_models(out);
  }
  if (options.command == "list_templates") return list_templates(options.arguments, out);
  if (options.command == "man") return print_manual(given, out);
  if (options.command == "completion") {
    if (given.count("--revisions") == 0) return print_completion(given, out);
    try {
      return Command(options, std::move(given), error).revisions();
    } catch (const Failure&) {
      return 0;  // a completion prints no errors
    }
  }
  Command run(options, std::move(given), error);
  if (options.command == "revision") return run.revision();
  if (options.command == "merge") return run.merge();
  if (options.command == "check") return run.check();
  if (options.command == "edit") run.edit();
  run.pass_through();
}

}  // namespace limbeck::developer
