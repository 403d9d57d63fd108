#include "compiler/adopt/live_schema.h"

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/schema/kinds.h"
#include "migrations/scope/scope.h"
#include "runtime/connection/doing.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/schemas.h"
#include "runtime/ledger/other_tools.h"
#include "runtime/ledger/tables.h"

namespace limbeck::adopt {
namespace {

// Keeps what a pattern of `include` matches. With a table go its triggers and its partitions, and
// the sequences it owns.
void keep_included(schema::Schema& schema, const std::vector<std::string>& include,
                   const scope::Naming& naming) {
  if (include.empty()) return;
  const auto is_included = [&](const schema::Name& name) {
    return std::ranges::any_of(include, [&](const std::string& pattern) {
      return schema::matches(pattern, name, naming.default_schema, naming.letters);
    });
  };
  const schema::Schema all = schema;
  const auto is_table = [&](const schema::Name& name) {
    const schema::Table* table = schema::find_table(all, name);
    return is_included(table == nullptr ? name : schema::column_source(all, *table).name);
  };
  schema::for_each_kind([&](const auto& kind) {
    using Thing = schema::ThingOf<decltype(kind)>;
    std::erase_if(schema.*kind.member, [&](const Thing& thing) {
      if constexpr (std::is_same_v<Thing, schema::Table>) return !is_table(thing.name);
      if constexpr (std::is_same_v<Thing, schema::Trigger>) return !is_table(thing.table);
      if constexpr (requires { thing.owned_by; }) {
        if (thing.owned_by) return !is_table(thing.owned_by->table);
      }
      if constexpr (schema::is_in_schema<Thing>) return !is_included(thing.name);
      return false;
    });
  });
}

}  // namespace

Live read_live(const Request& request) {
  const schema::Filter filter{
      .exclude = request.exclude,
      .schemas = request.schemas.empty() ? std::vector<std::string>{"*"} : request.schemas};
  if (const auto problem = filter.problem("--exclude", "--include-schema"))
    throw Error(Error::Code::usage, *problem);
  for (const std::string& pattern : request.include) {
    if (const auto problem = schema::problem_of_name_pattern(pattern))
      throw Error(Error::Code::usage, "--include: the pattern '" + pattern + "' " + *problem);
  }
  const auto driver = connection::open_existing(request.url);
  introspect::begin_snapshot(*driver);
  const scope::Naming naming = introspect::naming_of(*driver);
  const scope::Scope scope(filter, naming, ledger::is_ledger);
  introspect::Result found = connection::doing(*driver, "reading the database's schema", [&] {
    return introspect::introspect(
        *driver, {.schemas = scope.schemas_to_read(
                      {}, [&] { return introspect::schemas_of_database(*driver); }),
                  .for_models = true,
                  .administrators = true});
  });
  Live live{.schema = std::move(found.schema),
            .dialect = std::string(driver->dialect()),
            .place = driver->place(),
            .omissions = {},
            .ledgers = {}};
  // A history leaves schemas and extensions to the administrator unless it makes them; models of
  // the whole database say them too.
  schema::Schema administrated;
  schema::for_each_kind([&](const auto& kind) {
    using Thing = schema::ThingOf<decltype(kind)>;
    if constexpr (!schema::is_in_schema<Thing> && !std::is_same_v<Thing, schema::Trigger>)
      administrated.*kind.member = live.schema.*kind.member;
  });
  for (const schema::Table& table : live.schema.tables) {
    if (!ledger::is_ledger(table)) continue;
    const std::string tool(ledger::tool_of(table));
    live.ledgers.push_back({"table", to_string(table.name),
                            (tool.empty() ? "limbeck" : tool) + " records in it what it applied"});
  }
  const std::vector<scope::LeftOut> left_out = scope.leave_out(live.schema, administrated);
  keep_included(live.schema, request.include, naming);
  for (const introspect::Omission& one : found.omissions) {
    if (scope.is_about(left_out, administrated, one.path, one.table)) continue;
    const bool is_wanted =
        request.include.empty() ||
        std::ranges::any_of(request.include, [&](const std::string& pattern) {
          return schema::matches(pattern, one.table, naming.default_schema, naming.letters);
        });
    if (is_wanted) live.omissions.push_back({one.what, one.path, ""});
  }
  return live;
}

}  // namespace limbeck::adopt
