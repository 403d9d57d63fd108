// Headers that people edited follow a database that went on: what differs changes, nothing else.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "compiler/scaffold/update.h"
#include "compiler/scan/scan.h"
#include "migrations/diff/diff.h"
#include "migrations/operations/operation.h"
#include "tests/property/standard_library.h"
#include "tests/support/new_directory.h"

namespace limbeck::compiler::update_test {
namespace {

namespace fs = std::filesystem;
using schema::Schema;

// Written by a person: another order, remarks, helper functions, a type of their own.
constexpr std::string_view shop_header = R"header(#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace shop {

// How an order goes on; see the wiki.
enum class [[limbeck::enum_type]] OrderState {
  fresh [[limbeck::value("new")]],
  paid,  // money is there
  sent
};

/* Everybody who ever bought. */
struct [[limbeck::table("customers"),
         limbeck::index(last, first),
         limbeck::check("first <> last", name = "two_names")]] Buyer {
  [[limbeck::primary_key]]
  std::int64_t id;

  std::string first;     // given name
  [[ limbeck::column( "family_name" ) ]] std::string last;

  [[limbeck::length(60), limbeck::unique]] std::optional<std::string> email;
  bool asked_for_news = false;

  bool is_new() const { return id == 0; }
};

struct [[limbeck::table("orders")]] Order {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::references(Buyer::id, on_delete = cascade), limbeck::index]] std::int64_t buyer_id;
  OrderState state;
  /// What it costs.
  [[limbeck::type("numeric(10,2)")]] std::string total;
};

}  // namespace shop
)header";

class Update : public testing::Test {
 protected:
  void SetUp() override { folder_ = test::new_directory(testing::TempDir(), "limbeck_update_"); }
  void TearDown() override { fs::remove_all(folder_); }

  Model scan(const std::map<std::string, std::string>& files) {
    ScanOptions options;
    options.comments = true;
    // The lines of standard headers stay, empty: what is read instead is read first.
    const std::string library = folder_ / "library.h";
    std::ofstream(library) << test::with_standard_library("");
    options.clang_arguments = {"-include", library};
    for (const auto& [path, text] : files) {
      std::istringstream lines(text);
      std::ofstream out(path);
      for (std::string line; std::getline(lines, line);)
        out << (line.starts_with("#include <") ? "" : line) << "\n";
      out.close();
      options.models.push_back(path);
    }
    diagnostics::Diagnostics diagnostics;
    const Scan result = compiler::scan(options, diagnostics);
    EXPECT_TRUE(result.parsed);
    for (const auto& one : diagnostics.all()) ADD_FAILURE() << one.message;
    return result.model;
  }

  // The header after `change` of the schema; the result says the new schema, as far as nothing is
  // left to be done by hand.
  std::string after(const std::function<void(Schema&)>& change) {
    const std::string path = folder_ / "shop.h";
    const std::map<std::string, std::string> files{{path, std::string(shop_header)}};
    const Model model = scan(files);
    Schema live = model.schema;
    change(live);
    schema::sort(live);
    updated_ = update({model.schema, model.locations, live, {}, true}, files,
                      {.dialect = "postgresql", .cpp_namespace = "shop"});
    std::map<std::string, std::string> now = files;
    for (const auto& [file, text] : updated_.files) now[file] = text;
    for (const ScaffoldFile& file : updated_.headers) now[folder_ / file.path] = file.text;
    const Schema read = scan(now).schema;
    if (updated_.by_hand.empty()) {
      for (const auto& operation : diff::diff(live, read))
        ADD_FAILURE() << describe(operation) << "\n" << now[path];
    }
    return now[path];
  }

  static schema::Table& table(Schema& schema, const std::string& name) {
    return *schema::find_table(schema, {{}, name});
  }
  static schema::Column& column(Schema& schema, const std::string& of, const std::string& name) {
    return *schema::find_column(table(schema, of), name);
  }

  // The lines that only one of the two has.
  static std::string changed_lines(const std::string& now) {
    const auto lines = [](const std::string& text) {
      std::vector<std::string> all;
      std::istringstream in(text);
      for (std::string line; std::getline(in, line);) all.push_back(line);
      return all;
    };
    std::vector<std::string> before = lines(std::string(shop_header)), after = lines(now);
    std::string result;
    for (const std::string& line : before) {
      const auto same = std::ranges::find(after, line);
      if (same != after.end()) {
        after.erase(same);
      } else {
        result += "-" + line + "\n";
      }
    }
    for (const std::string& line : after) result += "+" + line + "\n";
    return result;
  }

  fs::path folder_;
  Updated updated_;
};

TEST_F(Update, changes_no_byte_where_nothing_differs) {
  EXPECT_EQ(after([](Schema&) {}), shop_header);
  EXPECT_TRUE(updated_.files.empty());
}

TEST_F(Update, a_new_column_is_one_line_behind_the_one_before_it) {
  EXPECT_EQ(changed_lines(after([](Schema& schema) {
              auto& columns = table(schema, "customers").columns;
              columns.insert(columns.begin() + 2, {.name = "middle", .type = {}, .nullable = true});
            })),
            "+  std::optional<std::string> middle;\n");
}

TEST_F(Update, a_first_column_comes_first_and_a_type_brings_its_header) {
  const std::string now = after([](Schema& schema) {
    auto& columns = table(schema, "orders").columns;
    columns.insert(columns.begin(),
                   {.name = "at", .type = {.kind = schema::TypeKind::timestamptz}});
  });
  EXPECT_EQ(changed_lines(now),
            "+#include <chrono>\n+  std::chrono::sys_time<std::chrono::microseconds> at;\n");
}

TEST_F(Update, a_column_that_is_gone_goes_with_its_comment) {
  EXPECT_EQ(
      changed_lines(after([](Schema& schema) { table(schema, "orders").columns.pop_back(); })),
      "-  /// What it costs.\n-  [[limbeck::type(\"numeric(10,2)\")]] std::string total;\n");
}

TEST_F(Update, a_column_that_may_be_null_now_is_an_optional_and_keeps_its_remark) {
  EXPECT_EQ(changed_lines(after(
                [](Schema& schema) { column(schema, "customers", "first").nullable = true; })),
            "-  std::string first;     // given name\n"
            "+  std::optional<std::string> first;     // given name\n");
}

TEST_F(Update, another_length_changes_one_attribute) {
  EXPECT_EQ(changed_lines(after(
                [](Schema& schema) { column(schema, "customers", "email").type.length = 99; })),
            "-  [[limbeck::length(60), limbeck::unique]] std::optional<std::string> email;\n"
            "+  [[limbeck::length(99), limbeck::unique]] std::optional<std::string> email;\n");
}

TEST_F(Update, another_type_keeps_the_name_that_a_person_gave) {
  EXPECT_EQ(changed_lines(after([](Schema& schema) {
              column(schema, "customers", "family_name").type = {.kind = schema::TypeKind::integer};
            })),
            "-  [[ limbeck::column( \"family_name\" ) ]] std::string last;\n"
            "+  [[limbeck::column( \"family_name\" )]] std::int32_t last;\n");
}

TEST_F(Update, a_new_default_is_one_attribute) {
  EXPECT_EQ(changed_lines(
                after([](Schema& schema) { column(schema, "orders", "total").default_sql = "0"; })),
            "-  [[limbeck::type(\"numeric(10,2)\")]] std::string total;\n"
            "+  [[limbeck::type(\"numeric(10,2)\"), limbeck::default_sql(\"0\")]] std::string "
            "total;\n");
}

TEST_F(Update, a_comment_becomes_a_doc_comment) {
  EXPECT_EQ(changed_lines(after([](Schema& schema) {
              column(schema, "orders", "total").comment = "With taxes.";
              column(schema, "orders", "state").comment = "How far it is.";
            })),
            "-  /// What it costs.\n+  /// How far it is.\n+  /// With taxes.\n");
}

TEST_F(Update, an_index_and_a_unique_constraint_come_and_go_on_struct_and_member) {
  const std::string now = after([](Schema& schema) {
    table(schema, "customers").indexes.clear();
    table(schema, "customers").uniques.clear();
    table(schema, "orders")
        .indexes.push_back({.name = "by_state",
                            .elements = {{.column = "state"}, {.column = "id"}},
                            .where = "total > 0"});
  });
  EXPECT_EQ(now.find("limbeck::index(last, first)"), std::string::npos);
  EXPECT_NE(now.find("limbeck::check(\"first <> last\", name = \"two_names\")]] Buyer {"),
            std::string::npos)
      << now;
  EXPECT_NE(now.find("limbeck::index(state, id, name = \"by_state\", where = \"total > 0\")"),
            std::string::npos);
  EXPECT_NE(now.find("[[limbeck::length(60)]] std::optional<std::string> email;"),
            std::string::npos);
}

TEST_F(Update, an_action_of_a_foreign_key_changes_in_its_place) {
  EXPECT_EQ(
      changed_lines(after([](Schema& schema) {
        table(schema, "orders").foreign_keys[0].on_delete = schema::Action::restrict;
      })),
      "-  [[limbeck::references(Buyer::id, on_delete = cascade), limbeck::index]] std::int64_t "
      "buyer_id;\n"
      "+  [[limbeck::references(Buyer::id, on_delete = restrict), limbeck::index]] std::int64_t "
      "buyer_id;\n");
}

TEST_F(Update, a_value_of_an_enum_is_added_in_its_place) {
  EXPECT_EQ(changed_lines(after([](Schema& schema) {
              auto& values = schema.enums[0].values;
              values.insert(values.begin() + 1, "half-paid");
              values.emplace_back("returned");
            })),
            "-  sent\n+  half_paid [[limbeck::value(\"half-paid\")]],\n+  sent,\n+  returned\n");
}

TEST_F(Update, a_value_of_an_enum_that_is_gone_is_left_to_a_person) {
  after([](Schema& schema) { schema.enums[0].values.pop_back(); });
  ASSERT_EQ(updated_.by_hand.size(), 1U);
  EXPECT_EQ(updated_.by_hand[0].kind, "enum");
}

TEST_F(Update, a_new_table_is_a_new_header_and_a_table_that_is_gone_goes) {
  const std::string now = after([](Schema& schema) {
    std::erase_if(schema.tables, [](const auto& one) { return one.name.name == "orders"; });
    std::erase_if(schema.enums, [](const auto&) { return true; });
    schema::Table& notes = schema.tables.emplace_back();
    notes.name.name = "notes";
    notes.columns = {{.name = "text", .type = {}}};
  });
  EXPECT_EQ(now.find("Order"), std::string::npos) << now;
  ASSERT_EQ(updated_.headers.size(), 1U);
  EXPECT_EQ(updated_.headers[0].path, "note.h");
  EXPECT_NE(now.find("bool is_new() const"), std::string::npos);
}

TEST_F(Update, what_a_person_declared_otherwise_is_told_and_left) {
  after([](Schema& schema) { column(schema, "customers", "asked_for_news").default_sql = "true"; });
  EXPECT_EQ(updated_.by_hand.size(), 1U);
}

// Scaffold would declare it at the member, as its text has one column by its name.
TEST_F(Update, a_constraint_is_changed_where_a_person_declared_it) {
  EXPECT_EQ(changed_lines(after([](Schema& schema) {
              table(schema, "customers").checks[0].expression = "first <> ''";
            })),
            "-         limbeck::check(\"first <> last\", name = \"two_names\")]] Buyer {\n"
            "+         limbeck::check(\"first <> ''\", name = \"two_names\")]] Buyer {\n");
  EXPECT_TRUE(updated_.by_hand.empty());
}

/// One change of a database, and how many lines of the header it may touch.
struct Change {
  const char* name;
  std::function<void(Schema&)> apply;
  std::ptrdiff_t lines = 2;
  std::size_t by_hand = 0;
};

// `after` compares the schema that the new header declares with the new schema of the database.
TEST_F(Update, each_single_change_of_a_database_touches_its_own_lines_alone) {
  using schema::TypeKind;
  const auto orders = [](Schema& schema) -> schema::Table& { return table(schema, "orders"); };
  const auto customers = [](Schema& schema) -> schema::Table& {
    return table(schema, "customers");
  };
  const std::vector<Change> changes = {
      {"a last column",
       [&](Schema& s) { orders(s).columns.push_back({.name = "note", .type = {}}); }, 1},
      {"a column that is not null now",
       [](Schema& s) { column(s, "customers", "email").nullable = false; }},
      {"a wider integer",
       [](Schema& s) {
         column(s, "customers", "asked_for_news").type = {.kind = TypeKind::smallint};
         column(s, "customers", "asked_for_news").default_sql.reset();
       },
       3, 1},
      {"a type without C++ type",
       [](Schema& s) { column(s, "orders", "total").type = schema::parse_type("inet"); }},
      {"another precision", [](Schema& s) { column(s, "orders", "total").type.precision = 12; }},
      {"a text without a limit", [](Schema& s) { column(s, "customers", "email").type = {}; }},
      {"an array",
       [](Schema& s) {
         auto& type = column(s, "customers", "first").type;
         type = {.kind = TypeKind::integer};
         type.dimensions = 1;
       },
       3},
      {"a collation", [](Schema& s) { column(s, "customers", "first").collation = "C"; }},
      {"a generated column",
       [&](Schema& s) {
         schema::Column whole{.name = "whole", .type = {}};
         whole.generated = schema::Generated{"first || family_name", true};
         customers(s).columns.push_back(whole);
       },
       2},
      {"a default with quotes",
       [](Schema& s) { column(s, "customers", "first").default_sql = "'it''s \"x\"'"; }},
      {"a check on the table",
       [&](Schema& s) {
         orders(s).checks.push_back(
             {.name = "ck_orders_paid", .expression = "total > 0 OR state <> 'paid'"});
       },
       3},
      {"a check that is gone", [&](Schema& s) { customers(s).checks.clear(); }, 4},
      {"another expression of a check",
       [&](Schema& s) { customers(s).checks[0].expression = "first < family_name"; }},
      {"a unique constraint of two columns",
       [&](Schema& s) {
         orders(s).uniques.push_back(
             {.name = "uq_orders_buyer_id_state", .columns = {"buyer_id", "state"}});
       }},
      {"a foreign key that is gone", [&](Schema& s) { orders(s).foreign_keys.clear(); }},
      {"a new foreign key",
       [&](Schema& s) {
         customers(s).columns.push_back(
             {.name = "friend_id", .type = {.kind = TypeKind::bigint}, .nullable = true});
         customers(s).foreign_keys.push_back({.name = "fk_customers_friend_id_customers",
                                              .columns = {"friend_id"},
                                              .ref_table = {{}, "customers"},
                                              .ref_columns = {"id"}});
       },
       2},
      {"an action on update",
       [&](Schema& s) { orders(s).foreign_keys[0].on_update = schema::Action::cascade; }, 3},
      {"a deferrable foreign key",
       [&](Schema& s) {
         orders(s).foreign_keys[0].deferrable = schema::Deferrable::initially_deferred;
       },
       4},
      {"an index on an expression",
       [&](Schema& s) {
         customers(s).indexes.push_back(
             {.name = "ix_customers_lower_email", .elements = {{.expression = "lower(email)"}}});
       },
       4},
      {"a unique index", [&](Schema& s) { orders(s).indexes[0].unique = true; }, 4},
      {"an index in descending order",
       [&](Schema& s) { customers(s).indexes[0].elements[0].order = schema::Order::descending; },
       4},
      {"an index of another method", [&](Schema& s) { customers(s).indexes[0].method = "gin"; }, 4},
      {"a comment on a table", [&](Schema& s) { orders(s).comment = "What was bought."; }, 2},
      {"a comment that is gone", [](Schema& s) { column(s, "orders", "total").comment.clear(); },
       1},
      {"a setting", [&](Schema& s) { orders(s).settings["postgresql.fillfactor"] = "70"; }},
      {"an unlogged table", [&](Schema& s) { orders(s).settings["postgresql.unlogged"] = "true"; }},
      {"a number that is always the database's",
       [](Schema& s) {
         column(s, "orders", "id").identity->mode = schema::Identity::Mode::always;
       }},
      {"a key that is not numbered", [](Schema& s) { column(s, "orders", "id").identity.reset(); }},
      {"a key of two columns",
       [&](Schema& s) {
         column(s, "orders", "id").identity.reset();
         orders(s).primary_key->columns = {"id", "buyer_id"};
       },
       4},
      {"a column in the place of another",
       [&](Schema& s) { orders(s).columns.back() = {.name = "sum", .type = {}}; }, 3},
      {"an enum for a text",
       [](Schema& s) {
         column(s, "customers", "first").type = {.kind = TypeKind::enumeration,
                                                 .name = {{}, "order_state"}};
       }},
  };
  for (const Change& each : changes) {
    SCOPED_TRACE(each.name);
    const std::string lines = changed_lines(after(each.apply));
    EXPECT_EQ(updated_.by_hand.size(), each.by_hand);
    for (const Unsaid& one : updated_.by_hand) EXPECT_NE(one.what, "") << one.name;
    EXPECT_EQ(lines.empty(), !updated_.by_hand.empty() && updated_.files.empty());
    EXPECT_LE(std::ranges::count(lines, '\n'), each.lines) << lines;
    for (const char* remark : {"// money is there", "/* Everybody who ever bought. */",
                               "// given name", "bool is_new() const", "see the wiki"})
      EXPECT_EQ(lines.find(std::string("-") + remark), std::string::npos) << lines;
  }
}

}  // namespace
}  // namespace limbeck::compiler::update_test
