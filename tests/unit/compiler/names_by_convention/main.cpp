#include "migrations/state/state.h"
#include "names_by_convention.h"

int main(int argc, char** argv) {
  return limbeck::state::state_main(names_by_convention, argc, argv);
}
