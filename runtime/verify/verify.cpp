#include "runtime/verify/verify.h"

#include <algorithm>
#include <iterator>

#include "migrations/diff/default_schema.h"
#include "migrations/diff/diff.h"
#include "migrations/diff/respell.h"
#include "migrations/schema/expression.h"
#include "migrations/schema/mentions.h"
#include "runtime/connection/doing.h"
#include "runtime/introspect/introspection.h"
#include "runtime/introspect/schemas.h"
#include "runtime/verify/expected.h"
#include "runtime/verify/leave_out.h"

namespace limbeck::verify {
namespace {

/// Both schemas as the database writes them, in one form.
struct Pair {
  schema::Schema kept, found;
  schema::Schema before;  ///< `found` in the words of what is meant
  std::vector<std::string> excluded;
  std::vector<introspect::Omission> defects, omissions;
  std::vector<Difference> borrowed;  ///< what the history needs and does not make
};

void make_canonical(schema::Schema& schema) {
  for (schema::Table& table : schema.tables) table = schema::canonical(std::move(table));
  for (schema::View& view : schema.views) view.definition = schema::canonical_sql(view.definition);
  for (schema::Trigger& trigger : schema.triggers) {
    trigger.fires = schema::canonical_sql(trigger.fires);
    trigger.definition = schema::canonical_sql(trigger.definition);
  }
}

/// The schemas to read beside the default one: those of what is meant, and those that are asked
/// for.
std::vector<std::string> schemas_to_read(connection::Driver& driver, const schema::Schema& meant,
                                         const schema::Filter& filter, const Naming& naming) {
  std::vector<std::string> schemas = introspect::schemas_of(meant);
  if (filter.schemas.empty() || !naming.has_schemas) return schemas;
  for (const std::string& name : introspect::schemas_of_database(driver)) {
    if (filter.includes_schema(name, naming.letters) &&
        std::find(schemas.begin(), schemas.end(), name) == schemas.end())
      schemas.push_back(name);
  }
  return schemas;
}

/// What the history's schema could be made with in the live database alone.
std::vector<Difference> differences(std::vector<introspect::Borrowed> borrowed,
                                    const Options& options, const Naming& naming) {
  schema::Mentions run_sql;
  for (const std::string& text : options.run_sql) run_sql.add(schema::Mentions(text));
  std::vector<Difference> list;
  for (auto& one : borrowed) {
    // An operator is no word.
    const bool is_operator =
        one.kind == "operator" &&
        std::any_of(options.run_sql.begin(), options.run_sql.end(), [&](const std::string& text) {
          return text.find(one.needed.name) != std::string::npos;
        });
    const bool is_known =
        is_operator || run_sql.has_word(one.needed.name) ||
        options.filter.excluding(one.needed, naming.default_schema, naming.letters) != nullptr;
    if (is_known) continue;
    list.push_back({std::move(one.path), one.user + " needs " + one.kind + " '" +
                                             to_string(one.needed) +
                                             "', which no revision makes: the history cannot be "
                                             "run on an empty database"});
  }
  return list;
}

Pair read_pair(connection::Driver& driver, const schema::Schema& meant, const Options& options) {
  Pair pair;
  const schema::Schema named = diff::with_names(meant);
  std::vector<introspect::Borrowed> borrowed;
  pair.kept = connection::doing(driver, "making what the history says in a scratch schema",
                                [&] { return as_kept(driver, named, &borrowed); });
  const Naming naming = naming_of(driver);
  pair.borrowed = differences(std::move(borrowed), options, naming);
  auto read = connection::doing(driver, "reading the database's schema", [&] {
    return introspect::introspect(
        driver, {.ledger = options.ledger,
                 .schemas = schemas_to_read(driver, meant, options.filter, naming)});
  });
  read.schema = diff::with_default_schema(std::move(read.schema), pair.kept, naming.default_schema);
  pair.excluded = leave_out(read, pair.kept, options.filter, naming);
  if (introspect::introspection_of(driver.dialect()).keeps_texts()) {
    make_canonical(pair.kept);
    make_canonical(read.schema);
  }
  pair.found = diff::with_given_names(std::move(read.schema), pair.kept);
  pair.defects = std::move(read.defects);
  pair.omissions = std::move(read.omissions);
  // Extensions and schemas are often the server's owner's, as rights are.
  std::erase_if(pair.found.extensions, [&](const schema::Extension& extension) {
    return find_extension(pair.kept, extension.name.name) == nullptr;
  });
  std::erase_if(pair.found.schemas, [&](const schema::Namespace& item) {
    return find_namespace(pair.kept, item.name.name) == nullptr;
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
  std::move(pair.borrowed.begin(), pair.borrowed.end(), std::back_inserter(result.differences));
  for (introspect::Omission& defect : pair.defects)
    result.differences.push_back({std::move(defect.path), std::move(defect.what)});
  result.before = std::move(pair.before);
  result.operations = diff::diff(result.before, meant);
  result.excluded = std::move(pair.excluded);
  result.not_looked_at = std::move(pair.omissions);
  return result;
}

schema::Schema read_like(connection::Driver& driver, const schema::Schema& like,
                         const Options& options, std::vector<introspect::Omission>* omissions) {
  Pair pair = read_pair(driver, like, options);
  if (omissions != nullptr) *omissions = std::move(pair.omissions);
  return std::move(pair.before);
}

}  // namespace limbeck::verify
