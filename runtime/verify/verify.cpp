#include "runtime/verify/verify.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "migrations/diff/default_schema.h"
#include "migrations/diff/diff.h"
#include "migrations/diff/respell.h"
#include "migrations/schema/inheritance.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/mentions.h"
#include "migrations/schema/other_objects.h"
#include "migrations/sql_text/expression.h"
#include "runtime/connection/doing.h"
#include "runtime/introspect/introspection.h"
#include "runtime/introspect/schemas.h"
#include "runtime/ledger/tables.h"
#include "runtime/verify/expected.h"

namespace limbeck::verify {
namespace {

/// Both schemas as the database writes them.
struct Pair {
  schema::Schema kept, found;
  schema::Schema before;  ///< `found`, spelled as in the history
  std::vector<introspect::Omission> defects;
  std::vector<Finding> borrowed;  ///< objects that the history needs and does not make
  Unread unread;
};

/// How much of a database is compared with a schema.
enum class Reading : unsigned char {
  compared,  ///< what is the history's to make
  alike,     ///< and the schemas and extensions that it has
  described  ///< all of it
};

void make_canonical(schema::Schema& schema) {
  for (schema::Table& table : schema.tables) table = schema::canonical(std::move(table));
  for (schema::View& view : schema.views)
    view.definition = sql_text::canonical_sql(view.definition);
  for (schema::Trigger& trigger : schema.triggers) {
    trigger.fires = sql_text::canonical_sql(trigger.fires);
    trigger.definition = sql_text::canonical_sql(trigger.definition);
  }
}

/// The objects that the history's schema uses and that no revision makes.
std::vector<Finding> differences(std::vector<introspect::Borrowed> borrowed, const Options& options,
                                 const scope::Scope& scope) {
  schema::Mentions run_sql;
  for (const std::string& text : options.run_sql) run_sql.add(schema::Mentions(text));
  std::vector<Finding> list;
  for (auto& one : borrowed) {
    // Operators are not words, so Mentions does not find them.
    const bool is_operator =
        one.kind == "operator" &&
        std::any_of(options.run_sql.begin(), options.run_sql.end(), [&](const std::string& text) {
          return text.find(one.needed.name) != std::string::npos;
        });
    const bool is_known = is_operator || run_sql.has_word(one.needed.name) ||
                          scope.pattern_for(one.needed) != nullptr;
    if (is_known) continue;
    list.push_back(difference(std::move(one.path),
                              one.user + " needs " + one.kind + " '" + to_string(one.needed) +
                                  "', which no revision makes: the history cannot be "
                                  "run on an empty database"));
  }
  return list;
}

/// Objects of kinds that the history has none of are not its own, such as the grants of an
/// administrator: they are reported by name and not as differences. So is each object of an
/// administrator that the history does not name, but for the names of sequences, which make no
/// difference.
void take_unknown_objects(schema::Schema& found, const schema::Schema& kept,
                          std::vector<introspect::Omission>& omissions) {
  std::set<const schema::OtherObjectKind*> kinds;
  for (const schema::OtherObject& object : kept.objects)
    kinds.insert(schema::kind_of_other(object.name.name));
  std::erase_if(found.objects, [&](const schema::OtherObject& object) {
    const schema::OtherObjectKind* kind = schema::kind_of_other(object.name.name);
    const bool is_known = schema::is_administrators(object)
                              ? schema::find<schema::OtherObject>(kept, object.name) != nullptr
                              : kinds.contains(kind);
    if (is_known) return false;
    if (kind != nullptr && kind->words() == "sequence name") return true;
    omissions.push_back({schema::path_of(object_of(object)), object.name.name,
                         schema::table_of(object).value_or(object.name)});
    return true;
  });
}

/// The schemas of the database that are not among those that were read.
std::vector<std::string> unread_schemas(connection::Driver& driver,
                                        const std::vector<std::string>& read) {
  std::vector<std::string> names = introspect::schemas_of_database(driver);
  std::erase_if(
      names, [&](const std::string& name) { return std::ranges::find(read, name) != read.end(); });
  return names;
}

/// The same for inheritance, where no table of the history inherits from another.
void take_unknown_inheritance(schema::Schema& found, const schema::Schema& kept,
                              std::vector<introspect::Omission>& omissions) {
  const auto inherits = [](const schema::Table& table) {
    return !schema::parents_of(table).empty();
  };
  if (std::ranges::any_of(kept.tables, inherits)) return;
  for (schema::Table& table : found.tables) {
    if (!inherits(table)) continue;
    std::string names;
    for (const schema::Name& parent : schema::parents_of(table))
      names += (names.empty() ? "" : ", ") + to_string(parent);
    omissions.push_back(
        {schema::path_of_table(table.name), "inheritance from " + names, table.name});
    std::erase_if(table.settings, [](const auto& setting) {
      return schema::is_inherits(setting.first) || schema::is_inherited(setting.first);
    });
  }
}

Pair read_pair(connection::Driver& driver, const schema::Schema& meant, const Options& options,
               Reading reading) {
  Pair pair;
  const schema::Schema named = diff::with_names(meant);
  std::vector<introspect::Borrowed> borrowed;
  pair.kept = connection::doing(driver, "making what the history says in a scratch schema",
                                [&] { return as_kept(driver, named, &borrowed); });
  const scope::Naming naming = introspect::naming_of(driver);
  const scope::Scope scope(options.filter, naming, ledger::is_ledger);
  pair.borrowed = differences(std::move(borrowed), options, scope);
  const std::vector<std::string> schemas =
      scope.schemas_to_read(meant, [&] { return introspect::schemas_of_database(driver); });
  auto read = connection::doing(driver, "reading the database's schema", [&] {
    return introspect::introspect(
        driver, {.ledger = options.ledger, .schemas = schemas, .administrators = true});
  });
  read.schema = diff::with_default_schema(std::move(read.schema), pair.kept, naming.default_schema);
  if (reading != Reading::described) {
    take_unknown_objects(read.schema, pair.kept, read.omissions);
    take_unknown_inheritance(read.schema, pair.kept, read.omissions);
  }
  if (reading != Reading::compared) {
    pair.unread.schemas = unread_schemas(driver, schemas);
    // Schemas and extensions that the database has are never left out.
    schema::for_each_kind([&](const auto& kind) {
      using Thing = schema::ThingOf<decltype(kind)>;
      if constexpr (schema::is_in_no_schema<Thing>) {
        std::vector<Thing> more = read.schema.*kind.member;
        std::erase_if(more, [&](const Thing& one) {
          return schema::find<Thing>(pair.kept, one.name) != nullptr;
        });
        std::ranges::copy(more, std::back_inserter(pair.kept.*kind.member));
      }
    });
    schema::sort(pair.kept);
  }
  pair.unread.left_out = scope.leave_out(read.schema, pair.kept);
  const auto is_left_out = [&](const introspect::Omission& one) {
    return scope.is_about(pair.unread.left_out, pair.kept, one.path, one.table);
  };
  std::erase_if(read.defects, is_left_out);
  std::erase_if(read.omissions, is_left_out);
  if (introspect::introspection_of(driver.dialect()).keeps_texts()) {
    make_canonical(pair.kept);
    make_canonical(read.schema);
  }
  pair.found = diff::with_given_names(std::move(read.schema), pair.kept);
  pair.defects = std::move(read.defects);
  pair.unread.omissions = std::move(read.omissions);
  pair.before = diff::without_given_names(diff::respelled(pair.found, pair.kept, named));
  pair.kept = diff::without_given_names(std::move(pair.kept));
  pair.found = diff::without_given_names(std::move(pair.found));
  return pair;
}

}  // namespace

Verification verify(connection::Driver& driver, const schema::Schema& meant,
                    const Options& options) {
  Pair pair = read_pair(driver, meant, options, Reading::compared);
  Verification result;
  result.differences = differences(pair.kept, pair.found);
  std::move(pair.borrowed.begin(), pair.borrowed.end(), std::back_inserter(result.differences));
  for (introspect::Omission& defect : pair.defects)
    result.differences.push_back(difference(std::move(defect.path), std::move(defect.what)));
  result.before = std::move(pair.before);
  result.operations = diff::diff(result.before, meant);
  for (const scope::LeftOut& one : pair.unread.left_out) {
    if (one.reason == scope::Reason::pattern) result.excluded.push_back(to_string(one));
  }
  result.not_looked_at = std::move(pair.unread.omissions);
  return result;
}

schema::Schema read_like(connection::Driver& driver, const std::optional<schema::Schema>& like,
                         const Options& options, Unread* unread) {
  Pair pair = read_pair(driver, like.value_or(schema::Schema()), options,
                        like ? Reading::alike : Reading::described);
  if (unread != nullptr) *unread = std::move(pair.unread);
  return std::move(pair.before);
}

}  // namespace limbeck::verify
