#include "compiler/scan/clang_options.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <algorithm>

#include "compiler/scan/clang_versions.h"
#include "compiler/scan/dropped_options.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::compiler {
namespace {

constexpr RuleId rule = RuleId::compiler_option;

void report_unknown(const CompileCommand& command, const std::string& message,
                    diagnostics::Diagnostics& diagnostics) {
  diagnostics.error(
      rule, message, {},
      {{"it is an option of " + command.compiler +
        " for the sources of this target, and may change which columns the models have"},
       {"IGNORE_OPTIONS of limbeck_add_migrations leaves options out of the scan, and SCAN_OPTIONS "
        "gives Clang others instead"}});
}

bool is_ignored(const std::string& option, const std::vector<std::string>& ignored) {
  return std::any_of(ignored.begin(), ignored.end(), [&](const std::string& pattern) {
    if (!pattern.ends_with('*')) return option == pattern;
    return option.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
  });
}

// The values of `-Xclang`, which are passed to Clang's front end. A precompiled header belongs to
// the project's Clang; its source is used instead.
void take_front_end(const std::vector<std::string>& given, std::size_t& at,
                    std::vector<std::string>& kept) {
  if (at + 1 >= given.size()) return;
  const std::string& value = given[++at];
  if (value == "-include-pch") {
    at += 2;
  } else if (value != "-emit-pch" && value != "-fno-pch-timestamp") {
    kept.insert(kept.end(), {"-Xclang", value});
  }
}

// Removes from a compile command what the scan does not need.
std::vector<std::string> without_dropped(const CompileCommand& command,
                                         const std::vector<std::string>& ignored) {
  const bool gcc = !is_clang(command);
  std::vector<std::string> given = command.arguments;
  if (!given.empty()) given.pop_back();  // the source
  // With CXX="ccache g++" the compiler is the argument of ccache.
  const auto first = std::find_if(given.begin(), given.end(),
                                  [](const std::string& word) { return word.starts_with('-'); });
  given.erase(given.begin(), first);
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string& option = given[i];
    if (is_ignored(option, ignored)) continue;
    if (option == "-Xclang") {
      take_front_end(given, i, kept);
    } else if ((option == "-include" || option == "--include") && i + 1 < given.size()) {
      // Passed to the front end, because the driver would use a precompiled header beside the file.
      kept.insert(kept.end(), {"-Xclang", "-include", "-Xclang", given[++i]});
    } else if (option == "-include-pch") {
      ++i;
    } else if (const DroppedOption* dropped = find_dropped_option(option, gcc)) {
      i += static_cast<std::size_t>(dropped->values);
    } else {
      kept.push_back(option);
    }
  }
  return kept;
}

void check_known(const CompileCommand& command, const std::vector<std::string>& arguments,
                 diagnostics::Diagnostics& diagnostics) {
  std::vector<const char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(argument.c_str());
  unsigned missing = 0;
  unsigned missing_count = 0;
  const llvm::opt::InputArgList parsed = parse_driver_options(pointers, missing, missing_count);
  if (missing_count > 0) {
    report_unknown(command, "the compiler's option '" + arguments[missing] + "' lacks a value",
                   diagnostics);
  }
  for (const llvm::opt::Arg* argument : parsed) {
    const std::string text = argument->getAsString(parsed);
    if (argument->getOption().matches(driver_options::OPT_UNKNOWN)) {
      report_unknown(command, "the scan does not know the compiler's option '" + text + "'",
                     diagnostics);
    } else if (argument->getOption().matches(driver_options::OPT_INPUT)) {
      report_unknown(command,
                     "the scan does not know what '" + text + "' is among the compiler's options",
                     diagnostics);
    }
  }
}

bool names_standard(const std::string& argument) {
  return argument.starts_with("-std=") || argument.starts_with("--std=") || argument == "-ansi";
}

// The default of the compiler.
std::string standard_of(const Macros& macros) {
  const auto found = macros.find("__cplusplus");
  const std::string value = found == macros.end() ? "" : found->second;
  const char* version = value >= "=202400L"   ? "26"
                        : value >= "=202100L" ? "23"
                        : value >= "=202002L" ? "20"
                        : value >= "=201703L" ? "17"
                                              : "14";
  return std::string(macros.contains("__STRICT_ANSI__") ? "-std=c++" : "-std=gnu++") + version;
}

void find_changed(const CompileCommand& command, ClangOptions& options) {
  for (const auto& [name, meaning] : command.macros) {
    const auto other = command.default_macros.find(name);
    const bool same = other != command.default_macros.end() && other->second == meaning;
    // GCC 12 has a number of its own for C++23.
    if (!same || name == "__cplusplus") {
      const auto value = meaning.find('=', meaning.starts_with('(') ? meaning.find(')') : 0);
      options.defined.push_back(name + meaning.substr(0, value) + "=" + meaning.substr(value + 1));
    }
  }
  for (const auto& [name, meaning] : command.default_macros) {
    if (!command.macros.contains(name)) options.undefined.push_back(name);
  }
}

}  // namespace

bool is_clang(const CompileCommand& command) { return command.macros.contains("__clang__"); }

ClangOptions clang_options(const CompileCommand& command, const std::vector<std::string>& ignored,
                           diagnostics::Diagnostics& diagnostics) {
  ClangOptions options;
  options.arguments = without_dropped(command, ignored);
  check_known(command, options.arguments, diagnostics);
  if (std::none_of(options.arguments.begin(), options.arguments.end(), names_standard)) {
    options.arguments.push_back(standard_of(command.macros));
  }
  if (is_clang(command)) {
    llvm::SmallString<256> program;
    const bool found = !llvm::sys::fs::real_path(command.compiler, program);
    if (found && llvm::sys::path::filename(program).contains("clang")) {
      options.program = program.str().str();
    }
  }
  find_changed(command, options);
  return options;
}

}  // namespace limbeck::compiler
