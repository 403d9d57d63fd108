// The command lines of limbeck's tools as constant data: the parsers, --help, the completions and
// the manual pages are made from it, so that none can say what the others do not.
#pragma once

#include <string_view>
#include <vector>

namespace limbeck::commands {

/// What a shell may complete a value with.
enum class Completes : unsigned char { nothing, revision, file, directory, words };

struct Option {
  std::string_view names;  ///< `-m,--message`
  std::string_view value;  ///< what stands for its value in a text: `TEXT`; empty for a flag
  std::string_view help;
  Completes completes = Completes::nothing;
  std::string_view words = {};  ///< with Completes::words: those there are, separated by spaces
  bool required = false;
  bool repeated = false;  ///< may be given several times, a value each

  bool is_flag() const { return value.empty(); }
  /// The long name, or the only one: `--message`, `-x`.
  std::string_view name() const;
  /// `-m`, `--message`.
  std::vector<std::string_view> all_names() const;
};

struct Argument {
  std::string_view name;  ///< `REVISION`
  std::string_view help;
  Completes completes = Completes::nothing;
  std::string_view words = {};
  bool required = true;
  bool repeated = false;
};

struct Command {
  std::string_view name;
  std::string_view group;    ///< the heading it stands under
  std::string_view summary;  ///< a line, without a full stop
  std::string_view text;     ///< paragraphs for its manual page and its own --help
  std::vector<Argument> arguments = {};
  std::vector<Option> options = {};
};

/// An environment variable that a program looks at.
struct Variable {
  std::string_view name;
  std::string_view help;
};

/// A program: its options, which may stand before a command or after it, and its commands.
struct Tool {
  std::string_view name;
  std::string_view summary;
  std::string_view text;
  std::vector<Option> options;
  std::vector<Command> commands;
  std::vector<Variable> environment = {};

  const Command* find(std::string_view command) const;
};

/// `limbeck`.
Tool developers_tool();
/// `shop-migrate`, or an app's own commands. `name` must outlive it.
Tool deployers_tool(std::string_view name);

/// `limbeck-inspect`, which is `limbeck inspect` and stands alone: the tool has that command only.
Tool inspect_tool();

/// The option of that name (`-m` or `--message`); null if there is none.
const Option* find_option(const std::vector<Option>& options, std::string_view name);

}  // namespace limbeck::commands
