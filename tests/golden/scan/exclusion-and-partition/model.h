#pragma once

#include <chrono>
#include <string>

struct [[limbeck::table("bookings"),
         limbeck::exclude("USING gist (room WITH =, during WITH &&)", name = "one_at_a_time", deferrable),
         limbeck::partition_by(range(booked_at, "lower(room)"))]] Booking {
  std::string room;
  [[limbeck::type("tstzrange")]] std::string during;
  [[limbeck::column("Booked")]] std::chrono::sys_seconds booked_at;
};

struct [[limbeck::table("parts"), limbeck::partition_by(hash(id))]] Part {
  int id;
};
