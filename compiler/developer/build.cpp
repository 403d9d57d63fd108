#include "compiler/developer/build.h"

#include <unistd.h>

#include <algorithm>
#include <ostream>
#include <thread>
#include <utility>

#include "compiler/developer/failure.h"
#include "compiler/developer/process.h"
#include "migrations/text/shown_stream.h"

namespace limbeck::developer {
namespace {

// `[3/12] Building…` and `[ 25%] Building…`
bool is_progress(std::string_view line) {
  if (!line.starts_with('[')) return false;
  const auto end = line.find(']');
  if (end == std::string_view::npos) return false;
  const std::string_view inside = line.substr(1, end - 1);
  return inside.find_first_not_of(" 0123456789/%") == std::string_view::npos;
}

bool is_build_tools(std::string_view line) {
  const std::string_view starts[] = {"ninja: ",
                                     "gmake",
                                     "make[",
                                     "make: ",
                                     "-- ",
                                     "Change Dir: ",
                                     "Run Build Command",
                                     "Consolidate compiler generated dependencies"};
  return is_progress(line) || std::ranges::any_of(starts, [line](std::string_view start) {
           return line.starts_with(start);
         });
}

std::vector<std::string> build_command(const BuildTree& tree, const std::string& config,
                                       const std::vector<std::string>& targets) {
  std::vector<std::string> command = {tree.cache.cmake.string(), "--build",
                                      tree.directory.string()};
  if (!config.empty()) command.insert(command.end(), {"--config", config});
  // Ninja uses every core of itself; Make only one.
  if (tree.cache.generator.find("Makefiles") != std::string::npos) {
    command.insert(
        command.end(),
        {"--parallel", std::to_string(std::max(1U, std::thread::hardware_concurrency()))});
  }
  command.push_back("--target");
  command.insert(command.end(), targets.begin(), targets.end());
  return command;
}

}  // namespace

std::string without_progress(std::string_view output) {
  std::string kept;
  bool after_failed = false;
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    const std::string_view line = output.substr(begin, end - begin);
    begin = end + 1;
    // Ninja: `FAILED: outputs`, and the command on the next line.
    const bool is_command = std::exchange(after_failed, line.starts_with("FAILED: "));
    if (after_failed || is_command || is_build_tools(line)) continue;
    kept.append(line).append("\n");
  }
  if (kept.find_first_not_of(" \n") == std::string::npos) return std::string(output);
  return kept;
}

std::string warnings_in(std::string_view output) {
  return output.find("warning: ") == std::string_view::npos ? std::string()
                                                            : without_progress(output);
}

void build(const BuildTree& tree, const std::string& config,
           const std::vector<std::string>& targets, bool verbose, std::ostream& error) {
  const bool terminal = dynamic_cast<ShownStream*>(&error) != nullptr && isatty(STDERR_FILENO) != 0;
  if (terminal && !verbose) error << "building " << targets.back() << "…" << std::flush;
  const Result result = run_process(build_command(tree, config, targets), !verbose);
  if (terminal && !verbose) error << Verbatim{"\r\033[K"} << std::flush;
  if (result.exit_code == 0) {
    // The next build will not print the warnings again.
    error << Verbatim{warnings_in(result.output)};
    return;
  }
  error << Verbatim{without_progress(result.output)};
  throw Failure("the build failed, so nothing was done (--build-output shows all of it)");
}

}  // namespace limbeck::developer
