// Whatever a schema can hold of tables and enums, a model can say.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "compiler/emit/spec_source.h"
#include "compiler/scaffold/scaffold.h"
#include "compiler/scan/scan.h"
#include "migrations/schema/dialect_keys.h"
#include "migrations/schema/json.h"
#include "migrations/schema/naming_pattern.h"
#include "migrations/text/concat.h"
#include "tests/property/any_schema.h"
#include "tests/property/standard_library.h"

namespace limbeck::models_test {
namespace {

using schema::Schema;
using schema::Table;
using test::Random;

// Adds to what any_schema makes the members that databases are too different to be tried on.
class Additions {
 public:
  Additions(Random& random, Schema& schema) : random_(random), schema_(schema) {}

  void add() {
    for (schema::Enum& one : schema_.enums) {
      sometimes(3, [&] { one.comment = text(); });
      sometimes(8, [&] { one.values.clear(); });
    }
    sometimes(4, [&] { schema_.enums.push_back({{"audit", "unused by any column"}, {"a"}, {}}); });
    for (Table& table : schema_.tables) add(table);
    schema::sort(schema_);
  }

 private:
  template <class Function>
  void sometimes(std::size_t times, Function function) {
    if (random_.one_in(times)) function();
  }
  std::string text() {
    return random_.of<std::string>({"x", "it's", "a\"b\\c", "größe", "two\nlines", "\t", "🦊",
                                    ")]], R\"(", "'", "a, b = c", "%(x)s"});
  }
  std::int64_t number() {
    return random_.of<std::int64_t>({1, 2, -1, 0, 100, -5, std::numeric_limits<std::int64_t>::max(),
                                     std::numeric_limits<std::int64_t>::min()});
  }
  schema::Deferrable deferrable() { return static_cast<schema::Deferrable>(random_.below(3)); }

  // A deferrable key, as one of some rows, cannot be referred to.
  bool is_referred(const Table& table) const {
    return std::ranges::any_of(schema_.tables, [&](const Table& other) {
      return std::ranges::any_of(other.foreign_keys,
                                 [&](const auto& key) { return key.ref_table == table.name; });
    });
  }

  // A model gives every constraint a name.
  void name(std::string& constraint) {
    if (constraint.empty()) constraint = "named " + std::to_string(++named_) + text();
  }

  void add(Table& table) {
    sometimes(4, [&] { table.comment = text(); });
    sometimes(4, [&] { add_settings(table); });
    sometimes(5, [&] {
      table.partition_by = random_.of<std::string>(
          {"RANGE (a)", "list ((lower(\"b c\")))", "HASH (a COLLATE \"C\" text_ops, (b + 1))"});
    });
    for (schema::Column& column : table.columns) add(column);
    if (table.primary_key) {
      name(table.primary_key->name);
      if (!is_referred(table)) table.primary_key->deferrable = deferrable();
    }
    for (schema::Unique& unique : table.uniques) {
      name(unique.name);
      if (!is_referred(table)) unique.deferrable = deferrable();
      unique.nulls_not_distinct = random_.one_in(3);
    }
    for (schema::ForeignKey& key : table.foreign_keys) add(key);
    for (schema::Check& check : table.checks) {
      name(check.name);
      sometimes(5, [&] { check.expression += " OR 'x' <> " + quoted(text()); });
    }
    for (schema::Exclude& exclude : table.excludes) exclude.deferrable = deferrable();
    for (schema::Index& index : table.indexes) add(index);
  }

  void add_settings(Table& table) {
    const std::vector<std::pair<std::string, std::string>> known{
        {"postgresql.autovacuum_enabled", "false"},
        {"postgresql.toast.vacuum_truncate", "off"},
        {"postgresql.unlogged", "true"},
        {"postgresql.unlogged", "false"},
        {"postgresql.tablespace", text()},
        {"sqlite.strict", "true"},
        {"sqlite.without_rowid", "true"},
        {"sqlite.autoincrement", "true"},
        {"mysql.engine", "InnoDB"},
        {"postgresql.fillfactor", "70"}};
    for (std::size_t i = 1 + random_.below(4); i > 0; --i) {
      const auto& [setting, value] = random_.of(known);
      table.settings[setting] = value;
    }
  }

  void add(schema::Column& column) {
    using schema::TypeKind;
    schema::Type& type = column.type;
    // A native type of a name that is another type's means that one, in a model.
    if (type.kind == TypeKind::native && type.per_dialect.empty() && type.name.name == "text")
      type.name.name = type.dimensions == 0 && random_.one_in(3) ? "" : "public.\"My Type\"(3)";
    if (type.kind == TypeKind::native && random_.one_in(2)) {
      const auto& keys = schema::dialect_keys;
      type.per_dialect[std::string(keys[random_.below(keys.size())])] = "varbinary(16)";
      if (random_.one_in(2)) type.name.name.clear();
    }
    sometimes(5, [&] { column.comment = text(); });
    sometimes(8, [&] { column.collation = random_.of<std::string>({"C", "de-x-icu", "a\"b"}); });
    if (column.generated) {
      sometimes(4, [&] { column.generated->expression += " || " + quoted(text()); });
      return;
    }
    const bool integer =
        type.dimensions == 0 && (type.kind == TypeKind::smallint ||
                                 type.kind == TypeKind::integer || type.kind == TypeKind::bigint);
    if (integer && !column.nullable && !column.default_sql && random_.one_in(2))
      column.identity.emplace();
    if (column.identity) return add(*column.identity);
    sometimes(6, [&] { column.default_sql = quoted(text()) + "::text || now()"; });
  }

  void add(schema::Identity& identity) {
    if (random_.one_in(6)) {
      identity = {.mode = schema::Identity::Mode::serial};
      return;
    }
    if (identity.mode == schema::Identity::Mode::serial) return;
    if (random_.one_in(2)) identity.mode = schema::Identity::Mode::always;
    sometimes(2, [&] { identity.start = number(); });
    sometimes(2, [&] { identity.increment = random_.one_in(2) ? -3 : 7; });
    sometimes(2, [&] { identity.min = number(); });
    sometimes(2, [&] { identity.max = number(); });
    if (identity.min && identity.max && *identity.min >= *identity.max) identity.min.reset();
    sometimes(2, [&] { identity.cache = 1 + static_cast<std::int64_t>(random_.below(100)); });
    identity.cycle = random_.one_in(2);
  }

  void add(schema::ForeignKey& key) {
    name(key.name);
    key.deferrable = deferrable();
    if (random_.one_in(3)) key.match = schema::Match::full;
    key.not_valid = random_.one_in(3);
    if (key.on_delete != schema::Action::set_null && key.on_delete != schema::Action::set_default)
      return;
    for (const std::string& column : key.columns) {
      sometimes(3, [&] { key.on_delete_columns.push_back(column); });
    }
  }

  void add(schema::Index& index) {
    for (schema::IndexElement& element : index.elements) {
      element.nulls = static_cast<schema::Nulls>(random_.below(3));
      sometimes(4, [&] { element.opclass = random_.of<std::string>({"ops", "My ops"}); });
      sometimes(4, [&] { element.collation = random_.of<std::string>({"C", "a\"b"}); });
    }
    sometimes(3, [&] { index.comment = text(); });
    if (!index.unique) sometimes(4, [&] { index.where = "x <> " + quoted(text()); });
    sometimes(4, [&] { index.method = "gin"; });
    sometimes(4, [&] { index.tablespace = text(); });
    index.nulls_not_distinct = random_.one_in(3);
    sometimes(3, [&] { index.storage = {{"fillfactor", "70"}, {"ratio", "0.5"}, {"m", text()}}; });
  }

  static std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? std::string("''") : std::string(1, c);
    return result + "'";
  }

  Random& random_;
  Schema& schema_;
  int named_ = 0;
};

Schema any_model(Random& random) {
  Schema schema = test::any_schema(random, test::Expressible::anywhere);
  Additions(random, schema).add();
  return schema;
}

class Models : public testing::Test {
 protected:
  // What a scan of the text reads; empty, with what is wrong told, if something is.
  Schema scanned(const std::string& header, const compiler::Scaffold& written = {}) {
    std::ofstream(file_) << test::with_standard_library(header);
    compiler::ScanOptions options;
    options.models = {file_};
    options.comments = written.comments;
    options.naming = std::get<schema::NamingConvention>(schema::naming_of_models(written.naming));
    diagnostics::Diagnostics diagnostics;
    const compiler::Scan scan = compiler::scan(options, diagnostics);
    std::string told;
    for (const auto& one : diagnostics.all()) {
      if (one.severity == findings::Severity::error) told += one.message + "\n";
    }
    EXPECT_TRUE(scan.parsed && told.empty()) << told << header;
    return scan.model.schema;
  }

  // Of this process alone: CTest runs several at once.
  const std::string file_ =
      testing::TempDir() + "limbeck_models_property_" + std::to_string(::getpid()) + ".h";
};

TEST_F(Models, say_whatever_a_schema_can_hold_of_tables_and_enums) {
  const std::size_t runs = test::runs(500, 20000);
  std::size_t values = 0;
  for (std::size_t run = 0; run < runs; ++run) {
    Random random(test::seed_of(run));
    const Schema schema = any_model(random);
    const compiler::Scaffold written =
        compiler::scaffold(schema, {.dialect = "postgresql", .headers = compiler::Headers::one});
    for (const compiler::Unsaid& one : written.unsaid)
      ADD_FAILURE() << one.kind << " " << one.name << ": " << one.what;
    const std::string header = written.headers.empty() ? "" : written.headers[0].text;
    const Schema read = scanned(header, written);
    values += schema.tables.size() + schema.enums.size();
    ASSERT_TRUE(read == schema) << "LIMBECK_RUNS=1 LIMBECK_SEED=" << test::seed_of(run) << "\n"
                                << header << "\nscanned: " << to_json(read).dump(1)
                                << "\nwanted: " << to_json(schema).dump(1);
  }
  std::printf("%zu schemas, %zu tables and enums, from seed %llu\n", runs, values,
              static_cast<unsigned long long>(test::seed_of(0)));
}

TEST_F(Models, give_a_type_for_every_database_that_a_revision_can_give_one_for) {
  for (const std::string_view database : schema::dialect_keys) {
    const Schema read = scanned(concat({"struct [[limbeck::table]] T { [[limbeck::type(\"a\", ",
                                        database, " = \"b\")]] int c; };"}));
    ASSERT_EQ(read.tables.size(), 1U) << database;
    const schema::Type& type = read.tables[0].columns[0].type;
    EXPECT_EQ(type.per_dialect.at(std::string(database)), "b");
    const std::string source = compiler::source_of(type).layout(0, 0);
    EXPECT_NE(source.find(concat({".", database, " = \"b\""})), std::string::npos) << source;
  }
}

}  // namespace
}  // namespace limbeck::models_test
