#pragma once

#include <string>

struct [[limbeck::table("plain")]] Plain {
  int id;
};

struct [[limbeck::table("events"), limbeck::partition_by(range(id))]] Event {
  int id;
};

struct [[limbeck::table("alone"), limbeck::partition_of("DEFAULT")]] Alone {};

struct [[limbeck::table("of_plain"), limbeck::partition_of("DEFAULT")]] OfPlain : Plain {};

struct [[limbeck::table("wide"), limbeck::partition_of("DEFAULT")]] Wide : Event {
  std::string more;
};

struct [[limbeck::table("named"), limbeck::unique(id, unnamed, name = "u")]] Named {
  int id;
};
