// The numbers of an identity or a sequence, including those that PostgreSQL chooses by default.
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

/// A start outside of PostgreSQL's default bounds moves the bound: a sequence that starts with 0
/// has the minimum 0.
Counter counter_of(const schema::Identity& identity, const schema::Type& type);
Counter counter_of(const schema::Sequence& sequence);

/// The bounds of the type itself.
Counter widest(const schema::Type& type);

/// The options of a CREATE that differ from PostgreSQL's defaults.
std::vector<std::string> options_of(const Counter& counter, const schema::Type& type);
/// The options of an ALTER. `restarts` is set if the old position is outside of the new bounds.
std::vector<std::string> changed_options(const Counter& from, const Counter& to);
bool restarts(const Counter& from, const Counter& to);

/// Before an ALTER: moves a position that would be left outside of the bounds at the side where
/// counting begins. `sequence` is an expression for its name; empty where nothing can be outside.
std::string move_into(const std::string& sequence, const Counter& from, const Counter& to);

/// Removes options that equal the default (FullDialect::lower).
void lower_counter(schema::Identity& identity, const schema::Type& type);
void lower_counter(schema::Sequence& sequence);

}  // namespace limbeck::sql::postgresql
