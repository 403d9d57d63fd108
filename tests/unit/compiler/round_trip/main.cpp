#include "migrations/history/state.h"
#include "round_trip.h"

int main(int argc, char** argv) { return limbeck::history::state_main(round_trip, argc, argv); }
