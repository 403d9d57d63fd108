// What PostgreSQL's DDL makes is what was meant: random schemas and changes are run on a server and
// read back, what a change did its reverse undoes, and rows stay what they were.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/json.h"
#include "migrations/schema/json.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/state/difference.h"
#include "tests/property/any_schema.h"
#include "tests/property/postgresql_database.h"
#include "tests/property/postgresql_schemas.h"

namespace limbeck::test::postgresql_ddl_test {
namespace {

using operations::Operation;
using schema::Schema;

const sql::FullDialect& postgresql_rules() { return *sql::find_dialect("postgresql"); }

std::string text_of(const Schema& schema) { return to_json(schema).dump(); }

std::string text_of(const std::vector<Operation>& operations, const Schema& before) {
  std::string text;
  for (const Operation& operation : operations) text += to_json(operation).dump() + "\n";
  for (const sql::Statement& statement : postgresql_rules().render(operations, before).statements)
    text += statement.text.substr(0, 2000) + ";\n";
  return text;
}

/// What is wrong with `got`, and the tables it is about.
std::string differences(const Schema& wanted, const Schema& got) {
  if (schema::equivalent(wanted, got)) return {};
  std::string text;
  for (const std::string& difference : state::differences(wanted, got)) text += difference + "\n";
  for (const schema::Table& table : wanted.tables) {
    const schema::Table* other = schema::find_table(got, table.name);
    if (other == nullptr || schema::equivalent(table, *other)) continue;
    text += "wanted " + text_of(Schema{{table}, {}}) + "\ngot " + text_of(Schema{{*other}, {}});
  }
  return text.empty() ? "they are not equivalent" : text;
}

/// How one type's values become another's is the user's to say.
std::vector<Operation> with_casts(std::vector<Operation> operations, Schema schema) {
  for (Operation& operation : operations) {
    if (auto* change = std::get_if<operations::AlterColumn>(&operation.value);
        change != nullptr && change->type && change->using_expression.empty()) {
      const schema::Column& column =
          *schema::find_column(*schema::find_table(schema, change->table), change->column);
      if (sql::postgresql::changes_meaning(column.type, *change->type)) {
        change->using_expression = postgresql_rules().quote(change->column) +
                                   "::text::" + sql::postgresql::type_sql(*change->type);
      }
    }
    operations::apply(operation, schema);
  }
  return operations;
}

/// The columns whose values the operations have nothing to do with, by table.
std::map<schema::Name, std::vector<std::string>> untouched(const std::vector<Operation>& operations,
                                                           const Schema& before) {
  std::set<schema::Name> tables, enums;
  std::set<std::pair<schema::Name, std::string>> columns;
  for (const Operation& operation : operations) {
    const auto& value = operation.value;
    if (const auto* op = std::get_if<operations::DropTable>(&value)) tables.insert(op->table);
    if (const auto* op = std::get_if<operations::RenameTable>(&value)) tables.insert(op->table);
    if (const auto* op = std::get_if<operations::DropColumn>(&value))
      columns.insert({op->table, op->column});
    if (const auto* op = std::get_if<operations::RenameColumn>(&value))
      columns.insert({op->table, op->column});
    if (const auto* op = std::get_if<operations::AlterColumn>(&value))
      columns.insert({op->table, op->column});
    if (const auto* op = std::get_if<operations::ReplaceEnum>(&value)) enums.insert(op->name);
    if (const auto* op = std::get_if<operations::RenameEnumValue>(&value)) enums.insert(op->name);
  }
  std::map<schema::Name, std::vector<std::string>> result;
  for (const schema::Table& table : before.tables) {
    if (tables.contains(table.name)) continue;
    for (const schema::Column& column : table.columns) {
      if (!column.generated && !columns.contains({table.name, column.name}) &&
          !enums.contains(column.type.name)) {
        result[table.name].push_back(column.name);
      }
    }
  }
  return result;
}

struct Counts {
  std::size_t pairs = 0, with_rows = 0, dumps = 0, refused = 0, reversed = 0, tables_compared = 0;
};

/// Thrown where something is wrong: what, and what had been done.
struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One random pair, there and back; stops at the first thing that is wrong.
class Case {
 public:
  Case(PostgresqlDatabase& database, std::uint64_t seed, bool with_rows, bool with_dump,
       Counts& counts)
      : database_(database),
        random_(seed),
        with_rows_(with_rows),
        with_dump_(with_dump),
        counts_(counts) {}

  void run() {
    database_.clear();
    Schema from = any_schema(random_, Expressible::on_postgresql);
    fit(from);
    is_not_refused(from);
    const auto creation = diff::diff({}, from);
    if (const auto failed = database_.run(creation, {}))
      throw Wrong(failed->message + "\n" + text_of(creation, {}));
    is_there(from, creation, {});

    // Unrelated pairs, too: nothing of one is in the other but names.
    Edited target{{}, {}};
    if (random_.one_in(5)) {
      target.schema = any_schema(random_, Expressible::on_postgresql);
    } else {
      target = edited(random_, from, Expressible::on_postgresql);
    }
    const Schema& to = target.schema;
    fit(target.schema);
    is_not_refused(to);
    if (with_rows_) database_.fill(random_, from);
    const std::string before = with_dump_ ? database_.dump() : std::string();
    const auto there = with_casts(diff::diff(from, to, target.hints), from);
    if (!change(there, from, to, before)) return;
    if (const std::string verified = database_.verified(to); !verified.empty())
      throw Wrong("verify: " + verified + "\nafter\n" + text_of(there, from));
    ++counts_.pairs;
    if (with_rows_) ++counts_.with_rows;

    auto reversed = operations::reverse(there, from);
    if (!std::holds_alternative<std::vector<Operation>>(reversed))
      throw Wrong("no reverse of\n" + text_of(there, from));
    const auto back = with_casts(std::get<std::vector<Operation>>(reversed), to);
    if (!change(back, to, from, {})) return;
    ++counts_.reversed;
    if (!with_dump_) return;
    ++counts_.dumps;
    is_dumped_as(before, text_of(there, from) + "\nand back\n" + text_of(back, to));
  }

 private:
  /// As the server can have it, too.
  void fit(Schema& schema) {
    if (database_.driver().server_version() < 150000) {
      for (schema::Table& table : schema.tables) {
        for (schema::Unique& unique : table.uniques) unique.nulls_not_distinct = false;
        for (schema::Index& index : table.indexes) index.nulls_not_distinct = false;
      }
    }
    fit_postgresql(schema);
  }

  static void is_not_refused(const Schema& schema) {
    for (const auto& refusal : postgresql_rules().refuse(schema)) throw Wrong(refusal.message);
  }

  // What is read back is the schema, as the server would write its texts, and in all else as
  // `lower` says.
  void is_there(const Schema& meant, const std::vector<Operation>& operations,
                const Schema& before) {
    const Schema kept = database_.as_kept(meant);
    for (const std::string& wrong :
         {differences(kept, database_.introspect()),
          differences(without_texts(postgresql_rules().lower(meant)), without_texts(kept))}) {
      if (!wrong.empty()) throw Wrong(wrong + "\nafter\n" + text_of(operations, before));
    }
  }

  void is_dumped_as(const std::string& wanted, const std::string& after) {
    const std::string got = database_.dump();
    if (got != wanted)
      throw Wrong("pg_dump:\n" + got + "\nand not\n" + wanted + "\nafter\n" + after);
  }

  /// True if it was made; false if the rows were in the way, and then nothing was.
  bool change(const std::vector<Operation>& operations, const Schema& before, const Schema& after,
              const std::string& dump) {
    std::map<schema::Name, std::vector<std::string>> rows;
    const auto columns = untouched(operations, before);
    if (with_rows_) {
      for (const auto& [table, names] : columns) rows[table] = database_.rows(table, names);
    }
    if (const auto failed = database_.run(operations, before)) {
      // 22: a value is none of the type; 23: a row breaks a constraint.
      const std::string text = failed->sqlstate + " " + failed->message + "\n";
      if (!with_rows_ ||
          (!failed->sqlstate.starts_with("22") && !failed->sqlstate.starts_with("23"))) {
        throw Wrong(text + text_of(operations, before));
      }
      if (!dump.empty() && failed->left_no_trace) is_dumped_as(dump, text);
      ++counts_.refused;
      return false;
    }
    is_there(after, operations, before);
    for (const auto& [table, names] : columns) {
      if (!with_rows_ || rows[table].empty()) continue;
      if (database_.rows(table, names) != rows[table])
        throw Wrong("other rows in " + to_string(table) + " after\n" + text_of(operations, before));
      ++counts_.tables_compared;
    }
    return true;
  }

  PostgresqlDatabase& database_;
  Random random_;
  bool with_rows_, with_dump_;
  Counts& counts_;
};

TEST(PostgresqlDdlProperty, a_change_leads_to_the_new_schema_and_its_reverse_back) {
  LIMBECK_NEEDS_POSTGRESQL();
  PostgresqlDatabase database(*tests::PostgresqlServer::get());
  Counts counts;
  constexpr std::size_t few = 25, enough_failures = 5;
  const std::size_t count = runs(few, 2500);
  std::size_t failures = 0;
  for (std::size_t i = 0; i < count && failures < enough_failures; ++i) {
    const std::uint64_t seed = seed_of(i);
    // Every other pair with rows, and in the short run every third dumped.
    const bool with_dump =
        (count != few || seed % 3 == 0) && tests::PostgresqlServer::get()->can_dump();
    try {
      Case(database, seed, seed % 2 == 1, with_dump, counts).run();
    } catch (const std::exception& wrong) {
      ++failures;
      ADD_FAILURE() << "LIMBECK_SEED=" << seed << " LIMBECK_RUNS=1\n" << wrong.what();
    }
  }
  std::cout << counts.pairs << " changes made, " << counts.with_rows << " of them with rows ("
            << counts.tables_compared << " tables compared), " << counts.refused
            << " refused by their rows, " << counts.reversed << " reversed, " << counts.dumps
            << " compared by pg_dump\n";
}

}  // namespace
}  // namespace limbeck::test::postgresql_ddl_test
