// limbeck: the developer's command.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "compiler/command/command.h"

int main(int argc, char** argv) {
  try {
    return limbeck::command::run(std::vector<std::string>(argv + 1, argv + argc), std::cout,
                                 std::cerr);
  } catch (const limbeck::command::Failure& failure) {
    std::cerr << "limbeck: " << failure.what() << '\n';
    return failure.exit_code();
  } catch (const std::exception& error) {
    std::cerr << "limbeck: " << error.what() << '\n';
    return 1;
  }
}
