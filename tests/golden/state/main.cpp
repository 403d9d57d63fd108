#include "migrations/history/state.h"
#include "wrong.h"

int main(int argc, char** argv) { return limbeck::history::state_main(wrong, argc, argv); }
