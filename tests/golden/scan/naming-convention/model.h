// A project's own convention names what the models give no name, and nothing else.
#include <cstdint>
#include <string>

enum class State { open, shut };

struct [[limbeck::table("rooms"), limbeck::unique(house, number), limbeck::index(number, house),
         limbeck::check("number > house"), limbeck::exclude("USING gist (house WITH =)")]] Room {
  [[limbeck::primary_key]] std::int64_t id;
  int house;
  [[limbeck::check("number > 0")]] int number;
  [[limbeck::length(20)]] State state;
};

struct [[limbeck::table("guests"), limbeck::primary_key(id, name = "mine")]] Guest {
  std::int64_t id;
  [[limbeck::references(Room::id)]] std::int64_t room;
  [[limbeck::unique(name = "guests_name"), limbeck::index(name = "by_name")]] std::string name;
};
