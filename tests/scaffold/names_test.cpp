// Names of a database as names of C++, and the naming convention of its constraints.
#include <gtest/gtest.h>

#include "compiler/scaffold/cpp_names.h"
#include "compiler/scaffold/found_names.h"
#include "compiler/scaffold/model_names.h"

namespace limbeck::compiler::names_test {
namespace {

std::string field(std::string_view name) { return identifier_of(name, NameUse::field); }
std::string structure(std::string_view name) {
  return type_name_of(name, NameUse::structure, true);
}

TEST(CppNames, a_name_that_cpp_takes_stays_as_it_is) {
  for (const char* name : {"id", "first_name", "FirstName", "ID", "x1", "_id", "name_"})
    EXPECT_EQ(field(name), name);
}

TEST(CppNames, keywords_and_macros_get_an_underscore) {
  for (const char* name :
       {"class",   "new",   "and",  "xor",       "compl", "errno",    "major", "minor",
        "unix",    "linux", "NULL", "EOF",       "stdin", "assert",   "min",   "max",
        "signals", "slots", "emit", "interface", "near",  "OPTIONAL", "IN",    "std"})
    EXPECT_EQ(field(name), std::string(name) + "_");
}

TEST(CppNames, reserved_names_lose_their_underscores) {
  EXPECT_EQ(field("__v"), "v");
  EXPECT_EQ(field("_Id"), "Id");
  EXPECT_EQ(field("a__b"), "a_b");
  EXPECT_EQ(identifier_of("_audit", NameUse::space), "audit");
}

TEST(CppNames, what_no_identifier_begins_with_gets_a_word_in_front) {
  EXPECT_EQ(field("2fa"), "column_2fa");
  EXPECT_EQ(structure("2fa"), "Table2fa");
  EXPECT_EQ(identifier_of("3", NameUse::enumerator), "value_3");
}

TEST(CppNames, letters_with_marks_lose_them_and_other_alphabets_become_a_hash_of_the_name) {
  EXPECT_EQ(field("größe"), "groesse");
  EXPECT_EQ(field("café"), "cafe");
  EXPECT_EQ(structure("straßen"), "Strassen");
  EXPECT_EQ(field("имя"), "column_" + short_hash("имя"));
  EXPECT_NE(field("имя"), field("имена"));
  EXPECT_EQ(structure("таблица"), "Table_" + short_hash("таблица"));
}

TEST(CppNames, a_name_that_is_text_of_a_program_becomes_letters) {
  EXPECT_EQ(field("*/ int main() {}"), "int_main");
  EXPECT_EQ(field("a\"b\\c\nd"), "a_b_c_d");
  EXPECT_EQ(field("?\?/"), "column_" + short_hash("?\?/"));
}

TEST(CppNames, clashing_names_are_told_apart_whatever_their_order_is) {
  const std::vector<std::string> names{"a b", "a_b", "a-b"}, wanted{"a_b", "a_b", "a_b"};
  const auto one = distinct(names, wanted, {});
  EXPECT_EQ(one[1], "a_b") << "the column that has this name keeps it";
  EXPECT_EQ(one[0], "a_b_" + short_hash("a b"));
  const auto other = distinct({"a-b", "a b", "a_b"}, wanted, {});
  EXPECT_EQ(other[0], one[2]);
  EXPECT_EQ(other[1], one[0]);
  EXPECT_EQ(other[2], one[1]);
}

TEST(CppNames, a_taken_name_is_avoided) {
  EXPECT_EQ(distinct({"Album"}, {"Album"}, {"Album"})[0], "Album_");
}

TEST(CppNames, a_struct_is_named_in_the_singular_and_in_capitals) {
  EXPECT_EQ(structure("users"), "User");
  EXPECT_EQ(structure("order_items"), "OrderItem");
  EXPECT_EQ(structure("userProfiles"), "UserProfile");
  EXPECT_EQ(structure("AspNetUsers"), "AspNetUser");
  EXPECT_EQ(structure("ORDER ITEMS"), "OrderItem");
  EXPECT_EQ(type_name_of("users", NameUse::structure, false), "Users");
}

TEST(CppNames, tables_that_one_singular_would_make_alike_keep_their_plural) {
  schema::Schema schema;
  for (const char* name : {"queue", "queues"}) schema.tables.push_back({.name = {{}, name}});
  const ModelNames names(schema, "", false);
  EXPECT_EQ(names.of_table({{}, "queue"}), "Queue");
  EXPECT_EQ(names.of_table({{}, "queues"}), "Queues");
}

TEST(CppNames, the_singular_is_english) {
  const std::pair<const char*, const char*> words[] = {{"addresses", "address"},
                                                       {"address", "address"},
                                                       {"status", "status"},
                                                       {"statuses", "status"},
                                                       {"data", "data"},
                                                       {"series", "series"},
                                                       {"news", "news"},
                                                       {"species", "species"},
                                                       {"people", "person"},
                                                       {"children", "child"},
                                                       {"categories", "category"},
                                                       {"movies", "movie"},
                                                       {"boxes", "box"},
                                                       {"branches", "branch"},
                                                       {"caches", "cache"},
                                                       {"houses", "house"},
                                                       {"databases", "database"},
                                                       {"analyses", "analysis"},
                                                       {"analysis", "analysis"},
                                                       {"indices", "index"},
                                                       {"indexes", "index"},
                                                       {"gas", "gas"},
                                                       {"bus", "bus"},
                                                       {"classes", "class"},
                                                       {"heroes", "hero"},
                                                       {"leaves", "leaf"},
                                                       {"archives", "archive"},
                                                       {"keys", "key"},
                                                       {"menus", "menu"},
                                                       {"aliases", "alias"},
                                                       {"metadata", "metadata"},
                                                       {"settings", "setting"},
                                                       {"lens", "lens"},
                                                       {"quizzes", "quiz"},
                                                       {"films", "film"},
                                                       {"s", "s"},
                                                       {"is", "is"},
                                                       {"as", "as"},
                                                       {"companies", "company"}};
  for (const auto& [plural, one] : words) EXPECT_EQ(singular(plural), one);
}

schema::Schema with_names(const std::vector<std::pair<std::string, std::string>>& columns,
                          const std::string& before, const std::string& between) {
  schema::Schema schema;
  for (const auto& [table, column] : columns) {
    schema::Table& one = schema.tables.emplace_back();
    one.name.name = table;
    one.columns = {{.name = column, .type = {}}};
    one.uniques = {{.name = before + table + between + column, .columns = {column}}};
  }
  return schema;
}

TEST(FoundNames, the_pattern_of_most_names_is_found_without_being_known) {
  const FoundNames found = found_names(
      with_names({{"users", "email"}, {"posts", "slug"}, {"tags", "name"}}, "UX!", "%%"));
  EXPECT_EQ(found.entries, std::vector<std::string>{"uq=UX!%(table_name)s%%%%%(column_0_N_name)s"});
}

TEST(FoundNames, limbecks_own_pattern_needs_no_entry) {
  EXPECT_TRUE(
      found_names(with_names({{"users", "email"}, {"posts", "slug"}}, "uq_", "_")).entries.empty());
}

TEST(FoundNames, a_name_that_only_one_constraint_has_is_no_pattern) {
  EXPECT_TRUE(found_names(with_names({{"users", "email"}}, "odd ", " odd ")).entries.empty());
}

TEST(FoundNames, constraints_without_names_are_an_empty_pattern) {
  schema::Schema schema = with_names({{"users", "email"}, {"posts", "slug"}}, "", "");
  for (schema::Table& table : schema.tables) table.uniques[0].name.clear();
  EXPECT_EQ(found_names(schema).entries, std::vector<std::string>{"uq="});
}

}  // namespace
}  // namespace limbeck::compiler::names_test
