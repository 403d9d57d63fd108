// limbeck: the developer's command.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "compiler/developer/command.h"
#include "migrations/text/shown_stream.h"
#include "runtime/commands/text.h"

int main(int argc, char** argv) {
  limbeck::ShownStream out(std::cout), error(std::cerr);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto say = [&](const std::exception& failure) {
    error << "limbeck: "
          << limbeck::commands::without_urls(failure.what(), {arguments.begin(), arguments.end()})
          << '\n';
  };
  try {
    return limbeck::developer::run(arguments, out, error);
  } catch (const limbeck::developer::Failure& failure) {
    say(failure);
    return failure.exit_code();
  } catch (const std::exception& failure) {
    say(failure);
    return 1;
  }
}
