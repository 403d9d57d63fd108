#pragma once

#include <chrono>
#include <cstdint>
#include <string>

struct [[limbeck::table("events"), limbeck::partition_by(range(at))]] Event {
  [[limbeck::index]] std::int64_t id;
  std::chrono::sys_seconds at;
  std::string kind;
};

struct [[limbeck::table("events_2026"),
         limbeck::partition_of("FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"),
         limbeck::partition_by(list(kind)), limbeck::index(kind, desc(at)),
         limbeck::check("id > 0"), limbeck::setting("postgresql.fillfactor", "70")]] Event2026
    : Event {};

struct [[limbeck::table("events_2026_rest", schema = "archive"),
         limbeck::partition_of("DEFAULT"), limbeck::unique(kind, at)]] Event2026Rest : Event2026 {};
