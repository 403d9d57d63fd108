#include "tests/bench/launch/peer.h"

int main(int, char** argv) { limbeck::bench::connect_and_select(argv[1]); }
