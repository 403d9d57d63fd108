#include "migrations/history/state.h"
#include "lowest.h"

int main(int argc, char** argv) { return limbeck::history::state_main(lowest, argc, argv); }
