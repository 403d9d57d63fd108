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

struct [[limbeck::table("words"),
         limbeck::partition_by(list(collate(word, "C"), opclass("lower(word)", text_ops)))]] Word {
  std::string word;
};

struct [[limbeck::table("in_sql"), limbeck::partition_by("RANGE (id, (a + 1))")]] InSql {
  int id;
  int a;
};
