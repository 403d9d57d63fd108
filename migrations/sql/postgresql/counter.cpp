#include "migrations/sql/postgresql/counter.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "migrations/sql/postgresql/type.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using Number = std::int64_t;

struct Bounds {
  Number least;
  Number most;
};

template <class Integer>
constexpr Bounds bounds_of() {
  return {std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};
}

Bounds bounds_of(const schema::Type& type) {
  switch (lowered(type).kind) {
    case schema::TypeKind::smallint:
      return bounds_of<std::int16_t>();
    case schema::TypeKind::integer:
      return bounds_of<std::int32_t>();
    default:
      return bounds_of<Number>();
  }
}

// PostgreSQL 15, CREATE SEQUENCE: the defaults of MINVALUE, MAXVALUE and START.
Counter with_defaults(std::optional<Number> start, Number increment, std::optional<Number> min,
                      std::optional<Number> max, const schema::Type& type) {
  const Bounds bounds = bounds_of(type);
  const bool rises = increment > 0;
  const Number first = rises ? 1 : -1;
  Counter counter{
      .start = 0, .increment = increment, .min = 0, .max = 0, .cache = 1, .cycle = false};
  counter.min = min.value_or(rises ? std::min(start.value_or(first), first) : bounds.least);
  counter.max = max.value_or(rises ? bounds.most : std::max(start.value_or(first), first));
  counter.start = start.value_or(rises ? counter.min : counter.max);
  return counter;
}

std::string number(const char* option, Number value) {
  return option + (" " + std::to_string(value));
}

}  // namespace

Counter counter_of(const schema::Identity& identity, const schema::Type& type) {
  Counter counter =
      with_defaults(identity.start, identity.increment, identity.min, identity.max, type);
  counter.cache = identity.cache;
  counter.cycle = identity.cycle;
  return counter;
}

Counter counter_of(const schema::Sequence& sequence) {
  Counter counter =
      with_defaults(sequence.start, sequence.increment, sequence.min, sequence.max, sequence.type);
  counter.cache = sequence.cache;
  counter.cycle = sequence.cycle;
  return counter;
}

Counter widest(const schema::Type& type) {
  const Bounds bounds = bounds_of(type);
  return {.start = bounds.least,
          .increment = 1,
          .min = bounds.least,
          .max = bounds.most,
          .cache = 1,
          .cycle = false};
}

std::vector<std::string> options_of(const Counter& counter, const schema::Type& type) {
  const Counter plain = with_defaults({}, counter.increment, {}, {}, type);
  std::vector<std::string> options;
  const Number start = counter.increment > 0 ? counter.min : counter.max;
  if (counter.start != start) options.push_back(number("START WITH", counter.start));
  if (counter.increment != 1) options.push_back(number("INCREMENT BY", counter.increment));
  if (counter.min != plain.min) options.push_back(number("MINVALUE", counter.min));
  if (counter.max != plain.max) options.push_back(number("MAXVALUE", counter.max));
  if (counter.cache != 1) options.push_back(number("CACHE", counter.cache));
  if (counter.cycle) options.emplace_back("CYCLE");
  return options;
}

std::vector<std::string> changed_options(const Counter& from, const Counter& to) {
  std::vector<std::string> options;
  if (from.increment != to.increment) options.push_back(number("INCREMENT BY", to.increment));
  if (from.start != to.start) options.push_back(number("START WITH", to.start));
  if (from.min != to.min) options.push_back(number("MINVALUE", to.min));
  if (from.max != to.max) options.push_back(number("MAXVALUE", to.max));
  if (from.cache != to.cache) options.push_back(number("CACHE", to.cache));
  if (from.cycle != to.cycle) options.emplace_back(to.cycle ? "CYCLE" : "NO CYCLE");
  return options;
}

bool restarts(const Counter& from, const Counter& to) {
  return (from.increment > 0) != (to.increment > 0) || to.max < from.min || to.min > from.max;
}

std::string move_into(const std::string& sequence, const Counter& from, const Counter& to) {
  const bool rises = to.increment > 0;
  if (restarts(from, to) || (rises ? to.min <= from.min : to.max >= from.max)) return {};
  const std::string bound = std::to_string(rises ? to.min : to.max);
  return concat({"SELECT pg_catalog.setval(", sequence, ", ", bound,
                 ", false) WHERE coalesce(pg_catalog.pg_sequence_last_value(", sequence, "), ",
                 std::to_string(from.start), ")",
                 rises ? " OPERATOR(pg_catalog.<) " : " OPERATOR(pg_catalog.>) ", bound});
}

void lower_counter(schema::Identity& identity, const schema::Type& type) {
  const Counter counter = counter_of(identity, type);
  schema::Identity bare = identity;
  bare.min.reset();
  bare.max.reset();
  const Counter plain = counter_of(bare, type);
  if (counter.min == plain.min) identity.min.reset();
  if (counter.max == plain.max) identity.max.reset();
}

void lower_counter(schema::Sequence& sequence) {
  const Counter counter = counter_of(sequence);
  schema::Sequence bare = sequence;
  bare.min.reset();
  bare.max.reset();
  const Counter plain = counter_of(bare);
  if (counter.min == plain.min) sequence.min.reset();
  if (counter.max == plain.max) sequence.max.reset();
  bare = sequence;
  bare.start.reset();
  if (counter_of(bare) == counter) sequence.start.reset();
}

}  // namespace limbeck::sql::postgresql
