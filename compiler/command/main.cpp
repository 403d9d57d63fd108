// limbeck: the developer's command.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "compiler/command/command.h"
#include "migrations/text/shown_stream.h"

int main(int argc, char** argv) {
  limbeck::ShownStream out(std::cout), error(std::cerr);
  try {
    return limbeck::command::run(std::vector<std::string>(argv + 1, argv + argc), out, error);
  } catch (const limbeck::command::Failure& failure) {
    error << "limbeck: " << failure.what() << '\n';
    return failure.exit_code();
  } catch (const std::exception& failure) {
    error << "limbeck: " << failure.what() << '\n';
    return 1;
  }
}
