#include "migrations/state/state.h"
#include "round_trip.h"

int main(int argc, char** argv) { return limbeck::state::state_main(round_trip, argc, argv); }
