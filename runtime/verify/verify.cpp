#include "runtime/verify/verify.h"

#include <fnmatch.h>

#include <algorithm>

#include "migrations/diff/diff.h"
#include "migrations/diff/respell.h"
#include "migrations/schema/expression.h"
#include "runtime/introspect/postgresql/scratch.h"
#include "runtime/verify/expected.h"

namespace limbeck::verify {
namespace {

/// Both schemas as the database writes them, in one form.
struct Pair {
  schema::Schema kept, found;
  schema::Schema before;  ///< `found` in the words of what is meant
  std::vector<std::string> excluded;
  std::vector<introspect::Omission> defects, omissions;
};

void make_canonical(schema::Schema& schema) {
  for (schema::Table& table : schema.tables) table = schema::canonical(std::move(table));
  for (schema::View& view : schema.views) view.definition = schema::canonical_sql(view.definition);
  for (schema::Trigger& trigger : schema.triggers) {
    trigger.fires = schema::canonical_sql(trigger.fires);
    trigger.definition = schema::canonical_sql(trigger.definition);
  }
}

bool matches(const schema::Name& name, const std::vector<std::string>& patterns) {
  const std::string text = to_string(name);
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return ::fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
  });
}

Pair read_pair(connection::Driver& driver, const schema::Schema& meant, const Options& options) {
  Pair pair;
  const schema::Schema named = diff::with_names(meant);
  pair.kept = as_kept(driver, named);
  auto read = introspect::introspect(
      driver, {.ledger = options.ledger, .schemas = introspect::postgresql::schemas_of(meant)});
  if (driver.dialect() == "sqlite") {
    // It keeps the text of statements; where a change rewrote one, quotes and spaces differ.
    make_canonical(pair.kept);
    make_canonical(read.schema);
  }
  pair.found = diff::with_given_names(std::move(read.schema), pair.kept);
  pair.defects = std::move(read.defects);
  pair.omissions = std::move(read.omissions);
  const auto exclude = [&](auto& things, const auto& is_kept) {
    std::erase_if(things, [&](const auto& thing) {
      if (is_kept(thing.name) || !matches(thing.name, options.exclude)) return false;
      pair.excluded.push_back(to_string(thing.name));
      return true;
    });
  };
  exclude(pair.found.tables, [&](const auto& name) { return find_table(pair.kept, name); });
  exclude(pair.found.enums, [&](const auto& name) { return find_enum(pair.kept, name); });
  // Extensions and schemas are often the server's owner's, as rights are.
  std::erase_if(pair.found.extensions, [&](const schema::Extension& extension) {
    return find_extension(pair.kept, extension.name.name) == nullptr;
  });
  std::erase_if(pair.found.schemas, [&](const schema::Namespace& item) {
    return find_namespace(pair.kept, item.name.name) == nullptr;
  });
  exclude(pair.found.sequences, [&](const auto& name) { return find_sequence(pair.kept, name); });
  exclude(pair.found.domains, [&](const auto& name) { return find_domain(pair.kept, name); });
  exclude(pair.found.views, [&](const auto& name) { return find_view(pair.kept, name); });
  exclude(pair.found.functions, [&](const auto& name) {
    return std::any_of(pair.kept.functions.begin(), pair.kept.functions.end(),
                       [&](const auto& function) { return function.name == name; });
  });
  // What goes with what was excluded.
  std::erase_if(pair.found.triggers, [&](const schema::Trigger& trigger) {
    return find_table(pair.found, trigger.table) == nullptr &&
           find_view(pair.found, trigger.table) == nullptr;
  });
  pair.before = diff::without_given_names(diff::respelled(pair.found, pair.kept, named));
  pair.kept = diff::without_given_names(std::move(pair.kept));
  pair.found = diff::without_given_names(std::move(pair.found));
  return pair;
}

}  // namespace

Verification verify(connection::Driver& driver, const schema::Schema& meant,
                    const Options& options) {
  Pair pair = read_pair(driver, meant, options);
  Verification result;
  result.differences = differences(pair.kept, pair.found);
  for (introspect::Omission& defect : pair.defects)
    result.differences.push_back({std::move(defect.path), std::move(defect.what)});
  result.before = std::move(pair.before);
  result.operations = diff::diff(result.before, meant);
  result.excluded = std::move(pair.excluded);
  result.not_looked_at = std::move(pair.omissions);
  return result;
}

schema::Schema read_like(connection::Driver& driver, const schema::Schema& like,
                         const Options& options) {
  return read_pair(driver, like, options).before;
}

}  // namespace limbeck::verify
