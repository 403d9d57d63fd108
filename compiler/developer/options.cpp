#include "compiler/developer/options.h"

#include <algorithm>
#include <string_view>

#include "compiler/developer/failure.h"
#include "runtime/commands/shared.h"

namespace limbeck::developer {
namespace {

using commands::Option;

/// Splits an argument into an option and its value: `--url=x`, `-xkey=value`, or the value follows.
struct Taken {
  const Option* option = nullptr;
  std::optional<std::string> value = {};
};

Taken as_option(const std::vector<Option>& options, const std::string& argument) {
  if (!argument.starts_with('-')) return {};
  if (const Option* whole = commands::find_option(options, argument)) return {whole};
  const bool is_long = argument.starts_with("--");
  const std::size_t end = is_long ? argument.find('=') : std::min<std::size_t>(2, argument.size());
  if (end >= argument.size()) return {};
  const Option* option = commands::find_option(options, argument.substr(0, end));
  if (option == nullptr || option->is_flag()) return {};
  return {option, argument.substr(is_long ? end + 1 : end)};
}

/// Removes limbeck's own options from `arguments`: those in front of the command and, with
/// `after_command`, all. Options that are neither limbeck's nor those for databases stay.
class OptionReader {
 public:
  explicit OptionReader(Options& options) : options_(options), tool_(commands::developers_tool()) {}

  void read(const std::vector<std::string>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const bool before = options_.command.empty();
      if (before && !arguments[i].starts_with('-')) {
        options_.command = arguments[i];
        continue;
      }
      if (arguments[i] == "--") {
        options_.arguments.insert(options_.arguments.end(),
                                  arguments.begin() + static_cast<std::ptrdiff_t>(i),
                                  arguments.end());
        return;
      }
      if (own(arguments, i) || (before && for_the_command(arguments, i))) continue;
      if (before) unknown(arguments[i]);
      options_.arguments.push_back(arguments[i]);
      keep_value(arguments, i);
    }
    options_.arguments.insert(options_.arguments.end(), later_.begin(), later_.end());
  }

 private:
  std::string value_of(const Taken& taken, const std::vector<std::string>& arguments,
                       std::size_t& i) {
    if (taken.value) return *taken.value;
    if (i + 1 == arguments.size())
      throw Failure(std::string(taken.option->name()) + " needs a value", exit_usage);
    return arguments[++i];
  }

  bool own(const std::vector<std::string>& arguments, std::size_t& i) {
    const Taken taken = as_option(tool_.options, arguments[i]);
    if (taken.option == nullptr) return false;
    const std::string_view name = taken.option->name();
    const bool before = options_.command.empty();
    if (name == "--help" || name == "--version") {
      if (!before) return false;  // the command's
      (name == "--help" ? options_.help : options_.version) = true;
    } else if (name == "--build-output") {
      options_.verbose = true;
    } else if (name == "--build") {
      options_.build = value_of(taken, arguments, i);
    } else if (name == "--target") {
      options_.target = value_of(taken, arguments, i);
    } else {
      options_.config = value_of(taken, arguments, i);
    }
    return true;
  }

  // `limbeck -x a=b -q upgrade head`, as Alembic has it.
  bool for_the_command(const std::vector<std::string>& arguments, std::size_t& i) {
    const Taken taken = as_option(database_, arguments[i]);
    if (taken.option == nullptr) return false;
    later_.emplace_back(taken.option->name());
    if (!taken.option->is_flag()) later_.push_back(value_of(taken, arguments, i));
    return true;
  }

  // A value of an option of the command may look like an option of limbeck: `-m --build`.
  void keep_value(const std::vector<std::string>& arguments, std::size_t& i) {
    const commands::Command* command = tool_.find(options_.command);
    if (command == nullptr) return;
    const Option* option = commands::find_option(command->options, arguments[i]);
    if (option == nullptr || option->is_flag() || i + 1 == arguments.size()) return;
    options_.arguments.push_back(arguments[++i]);
  }

  [[noreturn]] void unknown(const std::string& option) {
    throw Failure("unknown option " + option + " (limbeck --help lists what there is)", exit_usage);
  }

  Options& options_;
  commands::Tool tool_;
  std::vector<Option> database_ = commands::database_options();
  std::vector<std::string> later_;
};

}  // namespace

Options parse(const std::vector<std::string>& arguments) {
  Options options;
  OptionReader(options).read(arguments);
  return options;
}

}  // namespace limbeck::developer
