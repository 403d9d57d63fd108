#pragma once

struct [[limbeck::table("nothing")]] Nothing {};

struct [[limbeck::table("not_much")]] NotMuch {
  static int counter;
  [[limbeck::transient]] int scratch;
};

// Only what is wrong with its field is told.
struct [[limbeck::table("pointers")]] Pointers {
  int* pointer;
};
