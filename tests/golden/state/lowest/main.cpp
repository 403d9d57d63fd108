#include "lowest.h"
#include "migrations/state/state.h"

int main(int argc, char** argv) { return limbeck::state::state_main(lowest, argc, argv); }
