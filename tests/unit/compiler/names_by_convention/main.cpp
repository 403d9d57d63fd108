#include "migrations/history/state.h"
#include "names_by_convention.h"

int main(int argc, char** argv) {
  return limbeck::history::state_main(names_by_convention, argc, argv);
}
