#pragma once

#include <string>

struct [[limbeck::table("pairs", strict, without_rowid, small_types)]] Pair {
  [[limbeck::primary_key]] std::string key;
  std::string value;
};

struct [[limbeck::table("log", autoincrement, unlogged, fillfactor = 80, tablespace = "slow")]] Log {
  [[limbeck::primary_key]] int id;
};

struct [[limbeck::table("queue"), limbeck::setting("postgresql.autovacuum_vacuum_scale_factor", "0.01"),
         limbeck::setting("postgresql.parallel_workers", 4)]] Queue {
  [[limbeck::primary_key]] int id;
};
