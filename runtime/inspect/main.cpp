#include <iostream>

#include "runtime/inspect/inspect.h"

int main(int argc, char** argv) {
  return limbeck::inspect::inspect_main(argc, argv, std::cout, std::cerr);
}
