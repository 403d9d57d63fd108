// Values of an enum are removed, renamed, moved and added over rows, on a server: up by what diff
// finds, down by what autogenerate would write.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "compiler/emit/undo.h"
#include "migrations/diff/diff.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/verify/verify.h"
#include "tests/servers/postgresql_server.h"
#include "tests/unit/operations/schemas.h"

namespace limbeck::sql::enum_values_server_test {
namespace {

using operations::after;
using tests::PostgresqlServer;
using Operations = std::vector<operations::Operation>;

class EnumValuesOnPostgresql : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    driver_ = connection::open(PostgresqlServer::get()->new_database());
  }

  /// From one schema to the other and back, over the rows that `rows` makes; `query` shows what
  /// they are, and is `there` after the way there.
  void there_and_back(RevisionStep from, RevisionStep to, const diff::Hints& hints,
                      const std::string& rows, const std::string& query, const std::string& there) {
    const schema::Schema before = after(from), wanted = after(to);
    run(operations::record(from), {});
    driver_->execute(rows);
    const std::string here = first(query);
    expect_as(before, "before");
    const Operations up = diff::diff(before, wanted, hints);
    schema::Schema reached = before;
    for (const auto& problem : operations::apply(up, reached)) ADD_FAILURE() << problem.message;
    EXPECT_TRUE(schema::equivalent(reached, wanted));
    if (!run(up, before)) return;
    expect_as(wanted, "there");
    EXPECT_EQ(first(query), there);
    const auto down = compiler::undoing(up, before);
    ASSERT_TRUE(std::holds_alternative<Operations>(down));
    schema::Schema back = wanted;
    for (const auto& problem : operations::apply(std::get<Operations>(down), back))
      ADD_FAILURE() << problem.message;
    EXPECT_TRUE(schema::equivalent(back, before));
    if (!run(std::get<Operations>(down), wanted)) return;
    expect_as(before, "back");
    EXPECT_EQ(first(query), here);
  }

  bool run(const Operations& operations, const schema::Schema& before) {
    const auto lacking =
        find_dialect("postgresql")->lacking(operations, {driver_->server_version()});
    if (!lacking.empty()) {
      [&] { GTEST_SKIP() << lacking.front().what; }();
      return false;
    }
    const Script script = find_dialect("postgresql")->render(operations, before);
    driver_->execute("BEGIN");
    for (const Statement& statement : script.statements) {
      try {
        if (!statement.transactional) driver_->execute("COMMIT");
        driver_->execute(statement.text);
        if (!statement.transactional) driver_->execute("BEGIN");
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what() << "\nin " << statement.text << "\nof "
                      << describe(operations[statement.operation]);
        driver_->execute("ROLLBACK");
        return false;
      }
    }
    driver_->execute("COMMIT");
    return true;
  }

  void expect_as(const schema::Schema& meant, const char* when) {
    const auto found =
        verify::verify(*driver_, meant, {.ledger = introspect::Options{}.ledger, .filter = {}});
    for (const auto& difference : found.differences)
      ADD_FAILURE() << when << ": " << to_string(difference);
  }

  std::string first(const std::string& query) {
    std::string text;
    for (const auto& row : driver_->query(query).rows) {
      const auto* value = std::get_if<std::string>(&row.at(0));
      text += (text.empty() ? "" : " ") + (value == nullptr ? std::string("NULL") : *value);
    }
    return text;
  }

  std::unique_ptr<connection::Driver> driver_;
};

void make_list(limbeck::Operations& op, std::initializer_list<std::string_view> values,
               std::string_view default_sql) {
  op.create_enum("kind", values);
  op.create_table("t", {.columns = {{.name = "id", .type = bigint},
                                    {.name = "kinds",
                                     .type = array(enum_type("kind")),
                                     .nullable = true,
                                     .server_default = default_sql}}});
}

const char* const list_rows = "INSERT INTO t VALUES (1, '{one,NULL}'), (2, NULL)";
const char* const lists = "SELECT coalesce(kinds::text, '-') FROM t ORDER BY id";

TEST_F(EnumValuesOnPostgresql, a_value_goes_that_the_default_of_an_array_says) {
  there_and_back(
      [](limbeck::Operations& op) {
        make_list(op, {"one", "two"}, "'{one,two}'");
      },
      [](limbeck::Operations& op) { make_list(op, {"one"}, "'{one}'"); }, {}, list_rows, lists,
      "{one,NULL} -");
}

TEST_F(EnumValuesOnPostgresql, a_value_is_renamed_that_the_default_of_an_array_says) {
  const diff::Hints hints{.renamed_values = {{{{"", "kind"}, "a b"}, "one"}}};
  there_and_back(
      [](limbeck::Operations& op) {
        make_list(op, {"one", "two"}, "'{\"one\",two}'");
      },
      [](limbeck::Operations& op) {
        make_list(op, {"a b", "two"}, "'{\"a b\",two}'");
      },
      hints, list_rows, lists, "{\"a b\",NULL} -");
}

TEST_F(EnumValuesOnPostgresql, values_are_renamed_removed_and_moved_at_once) {
  const diff::Hints hints{.renamed_values = {{{{"", "kind"}, "eins"}, "one"}}};
  there_and_back(
      [](limbeck::Operations& op) {
        make_list(op, {"one", "two", "three"}, "ARRAY['one','two']::kind[]");
      },
      [](limbeck::Operations& op) {
        make_list(op, {"three", "eins"}, "ARRAY['eins','three']::kind[]");
      },
      hints, list_rows, lists, "{eins,NULL} -");
}

TEST_F(EnumValuesOnPostgresql, an_array_in_several_dimensions_is_followed) {
  const diff::Hints hints{.renamed_values = {{{{"", "kind"}, "eins"}, "one"}}};
  there_and_back(
      [](limbeck::Operations& op) {
        make_list(op, {"one", "two"}, "'[0:1][0:1]={{one,two},{two,NULL}}'::kind[]");
      },
      [](limbeck::Operations& op) {
        make_list(op, {"eins"}, "'[0:1][0:1]={{eins,eins},{eins,NULL}}'::kind[]");
      },
      hints, list_rows, lists, "{eins,NULL} -");
}

TEST_F(EnumValuesOnPostgresql, a_value_is_added_and_used_in_one_revision) {
  there_and_back(
      [](limbeck::Operations& op) {
        make_list(op, {"one"}, "'{one}'");
        op.create_domain("some", {.type = enum_type("kind"), .server_default = "'one'"});
        op.create_view("v", {.definition = "SELECT id FROM t WHERE 'one' = ANY (kinds)"});
      },
      [](limbeck::Operations& op) {
        make_list(op, {"one", "new one"}, "'{one,\"new one\"}'");
        op.create_domain("some", {.type = enum_type("kind"), .server_default = "'new one'"});
        op.create_view("v", {.definition = "SELECT id FROM t WHERE 'new one' = ANY (kinds)"});
      },
      {}, list_rows, lists, "{one,NULL} -");
}

// Everything that can say a value: `a` and `b` are two values, and `type` the values of the enum.
void make_all(limbeck::Operations& op, std::initializer_list<std::string_view> values,
              const std::string& a, const std::string& b) {
  const std::string quoted_a = "'" + a + "'", quoted_b = "'" + b + "'";
  const std::string list = "'{" + a + "," + b + "}'";
  op.create_enum("kind", values);
  op.create_domain(
      "mood", {.type = enum_type("kind"),
               .server_default = quoted_a,
               .checks = {{.name = "ck_mood",
                           .expression = "VALUE IN (" + quoted_a + "," + quoted_b + ", 'kept')"}}});
  op.create_domain("very_moody", {.type = native("mood"), .not_null = true});
  op.create_domain("list", {.type = array(enum_type("kind")), .server_default = list});
  op.create_function("next_kind",
                     {.arguments = "k kind DEFAULT " + quoted_a + "::kind",
                      .definition = "RETURNS kind LANGUAGE sql IMMUTABLE AS $$SELECT "
                                    "CASE k WHEN " +
                                    quoted_a + " THEN " + quoted_b + "::kind ELSE k END$$"});
  op.create_function(
      "touch", {.definition = "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"});
  op.create_table("parents", {.columns = {{.name = "kind", .type = enum_type("kind")}},
                              .primary_key = {.name = "pk_parents", .columns = {"kind"}}});
  op.create_table(
      "t",
      {.columns = {{.name = "id", .type = bigint},
                   {.name = "kind", .type = enum_type("kind"), .server_default = quoted_a},
                   {.name = "kinds", .type = array(enum_type("kind")), .server_default = list},
                   {.name = "mood", .type = native("mood")},
                   {.name = "very", .type = native("very_moody"), .server_default = quoted_b},
                   {.name = "list", .type = native("list"), .nullable = true},
                   {.name = "title", .type = text, .server_default = quoted_a},
                   {.name = "cast_title",
                    .type = text,
                    .server_default = quoted_a + "::kind::text"},
                   {.name = "called",
                    .type = enum_type("kind"),
                    .server_default = "next_kind('kept'::kind)"},
                   {.name = "is_a",
                    .type = boolean,
                    .nullable = true,
                    .generated = {.expression = "kind = " + quoted_a}}},
       .primary_key = {.name = "pk_t", .columns = {"kind", "id"}},
       .uniques = {{.name = "uq_t", .columns = {"kinds", "id"}}},
       .foreign_keys =
           {{.name = "fk_t", .columns = {"kind"}, .ref_table = "parents", .ref_columns = {"kind"}}},
       .checks = {{.name = "ck_in",
                   .expression = "kind IN (" + quoted_a + ", " + quoted_b + ", 'kept')"},
                  {.name = "ck_list",
                   .expression = "NOT kinds @> '{" + b + "," + b +
                                 "}'"
                                 " OR true"},
                  {.name = "ck_cast",
                   .expression = "title <> " + quoted_a +
                                 "::kind::text"
                                 " OR true"},
                  {.name = "ck_called", .expression = "next_kind(kind) IS NOT NULL"},
                  {.name = "ck_title", .expression = "title <> 'one' OR title = 'one'"}},
       .excludes = {{.name = "ex_t",
                     .definition = "USING btree (id WITH =) WHERE (kind = " + quoted_b + ")"}}});
  op.create_index("ix_where", "t", {"id"}, {.where = "kind <> " + quoted_b});
  op.create_index("ix_expression", "t",
                  {expression("(CASE kind WHEN " + quoted_a + " THEN 1 ELSE 2 END)")});
  op.create_index("ix_kind", "t", {"kind"});
  op.create_view("v", {.definition = "SELECT id, kind FROM t WHERE kind = " + quoted_a});
  op.create_view("v2", {.definition = "SELECT id FROM v"});
  op.create_view("m", {.definition = "SELECT kind, count(*) AS n FROM t WHERE kind <> " + quoted_b +
                                     " GROUP BY kind",
                       .materialized = true});
  op.create_index("ix_m", "m", {"kind"}, {.unique = true});
  op.create_trigger(
      "on_a", "t",
      {.fires = "BEFORE UPDATE OF kind",
       .definition = "FOR EACH ROW WHEN (NEW.kind = " + quoted_a + ") EXECUTE FUNCTION touch()"});
}

const char* const all_rows =
    "INSERT INTO parents VALUES ('kept'), ('one');"
    "INSERT INTO t (id, kind, kinds, mood, very, list) VALUES (1, 'one', '{one,kept}', "
    "'kept', 'one', '{one}'), (2, 'kept', '{}', 'one', 'kept', NULL)";
const char* const all =
    "SELECT concat_ws(' ', kind, kinds, mood, very, title, called, is_a) FROM t ORDER BY id";

TEST_F(EnumValuesOnPostgresql, a_rename_is_followed_by_all_that_says_the_value) {
  const diff::Hints hints{.renamed_values = {{{{"", "kind"}, "eins"}, "one"}}};
  there_and_back(
      [](limbeck::Operations& op) {
        make_all(op, {"one", "kept", "two"}, "one", "two");
      },
      [](limbeck::Operations& op) {
        make_all(op, {"eins", "kept", "two"}, "eins", "two");
      },
      hints, all_rows, all, "eins {eins,kept} kept eins one kept t kept {} eins kept one kept f");
}

TEST_F(EnumValuesOnPostgresql, a_value_goes_from_all_that_says_it) {
  there_and_back(
      [](limbeck::Operations& op) {
        make_all(op, {"one", "kept", "two"}, "one", "two");
      },
      [](limbeck::Operations& op) {
        make_all(op, {"one", "kept"}, "one", "kept");
      },
      {}, all_rows, all, "one {one,kept} kept one one kept t kept {} one kept one kept f");
}

TEST_F(EnumValuesOnPostgresql, values_change_places_under_all_that_says_them) {
  there_and_back(
      [](limbeck::Operations& op) {
        make_all(op, {"one", "kept", "two"}, "one", "two");
      },
      [](limbeck::Operations& op) {
        make_all(op, {"two", "one", "kept"}, "one", "two");
      },
      {}, all_rows, all, "one {one,kept} kept one one kept t kept {} one kept one kept f");
}

TEST_F(EnumValuesOnPostgresql, a_value_is_renamed_where_another_goes_and_one_comes) {
  const diff::Hints hints{.renamed_values = {{{{"", "kind"}, "eins"}, "one"}}};
  there_and_back(
      [](limbeck::Operations& op) {
        make_all(op, {"one", "kept", "two"}, "one", "two");
      },
      [](limbeck::Operations& op) {
        make_all(op, {"new", "kept", "eins"}, "eins", "new");
      },
      hints, all_rows, all, "eins {eins,kept} kept eins one kept t kept {} eins kept one kept f");
}

// PostgreSQL changes no check of a domain that is in arrays, so this one has none.
TEST_F(EnumValuesOnPostgresql, arrays_of_a_domain_over_the_enum_follow) {
  const diff::Hints hints{.renamed_values = {{{{"", "kind"}, "eins"}, "one"}}};
  const auto make = [](limbeck::Operations& op, std::initializer_list<std::string_view> values,
                       const std::string& value) {
    op.create_enum("kind", values);
    op.create_domain("mood", {.type = enum_type("kind"), .server_default = "'" + value + "'"});
    op.create_table("t", {.columns = {{.name = "moods",
                                       .type = native("mood[]"),
                                       .server_default = "'{" + value + "}'"}}});
  };
  static constexpr auto one = make;
  there_and_back(
      [](limbeck::Operations& op) {
        one(op, {"one", "two"}, "two");
      },
      [](limbeck::Operations& op) { one(op, {"eins"}, "eins"); }, hints,
      "INSERT INTO t VALUES ('{one,NULL}')", "SELECT moods::text FROM t", "{eins,NULL}");
}

TEST_F(EnumValuesOnPostgresql, several_enums_change_at_once) {
  const diff::Hints hints{.renamed_values = {{{{"", "size"}, "big"}, "large"}}};
  const auto make = [](limbeck::Operations& op, std::initializer_list<std::string_view> kinds,
                       std::initializer_list<std::string_view> sizes, const std::string& check) {
    op.create_enum("kind", kinds);
    op.create_enum("size", sizes);
    op.create_table("t", {.columns = {{.name = "id", .type = bigint},
                                      {.name = "kind", .type = enum_type("kind")},
                                      {.name = "size", .type = enum_type("size")}},
                          .checks = {{.name = "ck", .expression = check}}});
  };
  static constexpr auto one = make;
  there_and_back(
      [](limbeck::Operations& op) {
        one(op, {"one", "two"}, {"small", "large"}, "kind <> 'two' OR size <> 'large'");
      },
      [](limbeck::Operations& op) { one(op, {"one"}, {"big"}, "kind = 'one' OR size = 'big'"); },
      hints, "INSERT INTO t VALUES (1, 'one', 'large')", "SELECT kind || ' ' || size FROM t",
      "one big");
}

// A type that is renamed is still the type of all that reads it.
TEST_F(EnumValuesOnPostgresql, the_enum_itself_is_renamed_with_its_values) {
  const diff::Hints hints{.renamed_enums = {{{"", "Sort Of"}, "kind"}},
                          .renamed_values = {{{{"", "Sort Of"}, "eins"}, "one"}}};
  const auto make = [](limbeck::Operations& op, const std::string& name, const std::string& type,
                       std::initializer_list<std::string_view> values, const std::string& value) {
    op.create_enum(std::string_view(name), values, "of things");
    op.create_domain(
        "mood", {.type = enum_type(name),
                 .checks = {{.name = "ck_mood",
                             .expression = "VALUE <> '" + value + "'::" + type + " OR true"}}});
    op.create_function("next", {.arguments = "k " + type,
                                .definition = "RETURNS " + type +
                                              " LANGUAGE sql IMMUTABLE AS "
                                              "$$SELECT k$$"});
    op.create_table(
        "t", {.columns = {{.name = "kind", .type = enum_type(name)},
                          {.name = "kinds",
                           .type = array(enum_type(name)),
                           .server_default = "ARRAY['" + value + "']::" + type + "[]"},
                          {.name = "mood", .type = native("mood"), .nullable = true}},
              .checks = {{.name = "ck", .expression = "kind <> CAST('kept' AS " + type + ")"}}});
    op.create_index("ix", "t", {"kind"}, {.where = "next(kind) = '" + value + "'::" + type});
    op.create_view("v", {.definition = "SELECT kind FROM t WHERE kind = '" + value + "'::" + type});
  };
  static constexpr auto one = make;
  there_and_back(
      [](limbeck::Operations& op) {
        one(op, "kind", "kind", {"one", "kept", "two"}, "one");
      },
      [](limbeck::Operations& op) {
        one(op, "Sort Of", "\"Sort Of\"", {"kept", "eins"}, "eins");
      },
      hints, "INSERT INTO t (kind, mood) VALUES ('one', 'one')",
      "SELECT concat_ws(' ', kind, kinds, mood) FROM t", "eins {eins} eins");
}

TEST_F(EnumValuesOnPostgresql, the_bounds_of_partitions_follow_a_rename) {
  const diff::Hints hints{.renamed_values = {{{{"", "kind"}, "eins"}, "one"}}};
  const auto make = [](limbeck::Operations& op, const std::string& name) {
    op.create_enum("kind", {name, "two", "three"});
    for (const std::string_view table : {"listed", "ranged"}) {
      op.create_table(
          table,
          {.columns = {{.name = "kind", .type = enum_type("kind")}, {.name = "id", .type = bigint}},
           .partition_by = table == "listed" ? "LIST (kind)" : "RANGE (id, kind)"});
    }
    op.create_table("listed_one", {.partition_of = "listed",
                                   .partition_bound = "FOR VALUES IN ('" + name + "', 'two')"});
    op.create_table("ranged_one",
                    {.partition_of = "ranged",
                     .partition_bound = "FOR VALUES FROM (1, '" + name + "') TO (9, 'three')"});
  };
  static constexpr auto one = make;
  there_and_back([](limbeck::Operations& op) { one(op, "one"); },
                 [](limbeck::Operations& op) { one(op, "eins"); }, hints,
                 "INSERT INTO listed VALUES ('one', 1); INSERT INTO ranged VALUES ('two', 1)",
                 "SELECT kind::text FROM listed", "eins");
}

}  // namespace
}  // namespace limbeck::sql::enum_values_server_test
