#include "migrations/state/state.h"
#include "wrong.h"

int main(int argc, char** argv) { return limbeck::state::state_main(wrong, argc, argv); }
