#include "compiler/developer/process.h"

#include "compiler/developer/failure.h"
#include "compiler/process/process.h"

namespace limbeck::developer {

Result run_process(const std::vector<std::string>& command, bool capture) {
  Result result;
  const process::Ended ended =
      capture ? process::run_captured(command, result.output) : process::run(command);
  if (ended.failure != 0) throw Failure(ended.problem(command.front()));
  result.exit_code = ended.code();
  return result;
}

void become_process(const std::vector<std::string>& command) {
  throw Failure(process::replace_this(command).problem(command.front()));
}

}  // namespace limbeck::developer
