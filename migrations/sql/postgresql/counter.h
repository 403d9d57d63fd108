// What an identity or a sequence counts by, with everything said that PostgreSQL fills in itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "migrations/schema/objects.h"
#include "migrations/schema/table.h"

namespace limbeck::sql::postgresql {

struct Counter {
  std::int64_t start;
  std::int64_t increment;
  std::int64_t min;
  std::int64_t max;
  std::int64_t cache;
  bool cycle;
  bool operator==(const Counter&) const = default;
};

/// A start outside of PostgreSQL's own bounds moves the bound: a sequence from 0 begins at 0.
Counter counter_of(const schema::Identity& identity, const schema::Type& type);
Counter counter_of(const schema::Sequence& sequence);

/// The bounds of the type itself.
Counter widest(const schema::Type& type);

/// The options of a CREATE: those that PostgreSQL would not choose itself.
std::vector<std::string> options_of(const Counter& counter, const schema::Type& type);
/// The options of an ALTER. `restarts` where the old position is outside of the new bounds.
std::vector<std::string> changed_options(const Counter& from, const Counter& to);
bool restarts(const Counter& from, const Counter& to);

/// Before an ALTER: moves a position that would be left outside of the bounds at the side where
/// counting begins. `sequence` is an expression for its name; empty where nothing can be outside.
std::string move_into(const std::string& sequence, const Counter& from, const Counter& to);

/// Takes away what is the default anyway (lower).
void lower_counter(schema::Identity& identity, const schema::Type& type);
void lower_counter(schema::Sequence& sequence);

}  // namespace limbeck::sql::postgresql
