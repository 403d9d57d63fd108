// Indexes: every option with every method, and texts for elements.
#include "tests/hostile/build.h"

namespace limbeck::tests {
namespace {

using schema::Index;
using schema::IndexElement;

}  // namespace

std::vector<HostileCase> cases_of_indexes() {
  std::vector<HostileCase> cases;
  const auto add = [&](const char* group, const std::string& what, Index index,
                       std::string unknowable = {}) {
    index.name = "ix";
    cases.push_back(
        {group, what, one(operations::CreateIndex{name("base"), index}), std::move(unknowable)});
  };
  const std::vector<std::pair<std::string, std::string>> methods{
      {"", "a"},       {"btree", "a"}, {"hash", "a"},  {"gist", "span"}, {"spgist", "span"},
      {"gin", "tags"}, {"brin", "a"},  {"BTREE", "a"}, {"gits", "a"},    {"", "id"}};
  for (const auto& [method, column] : methods) {
    const std::string unknown = method == "gits" ? "methods of extensions" : "";
    const Index plain{.elements = {{.column = column}}, .method = method};
    const auto with = [&](const std::string& what, const std::function<void(Index&)>& change,
                          const std::string& unknowable = {}) {
      Index index = plain;
      change(index);
      add("options of an index", (method.empty() ? "default" : method) + ": " + what, index,
          unknown.empty() ? unknowable : unknown);
    };
    with("plain", [](Index&) {});
    with("unique", [](Index& index) { index.unique = true; });
    with("include", [](Index& index) { index.include = {"b"}; });
    with("include itself", [&](Index& index) { index.include = {index.elements[0].column}; });
    with("include json", [&](Index& index) { index.include = {"doc"}; });
    with("include twice", [&](Index& index) { index.include = {"b", "b"}; });
    with("desc", [](Index& index) { index.elements[0].order = schema::Order::descending; });
    with("nulls first", [](Index& index) { index.elements[0].nulls = schema::Nulls::first; });
    with("nulls last", [](Index& index) { index.elements[0].nulls = schema::Nulls::last; });
    with("nulls not distinct", [](Index& index) { index.nulls_not_distinct = true; });
    with("unique nulls not distinct", [](Index& index) {
      index.unique = true;
      index.nulls_not_distinct = true;
    });
    const bool extended = method == "gist" || method == "gin";
    with(
        "two columns", [](Index& index) { index.elements.push_back({.column = "b"}); },
        extended ? "default operator classes of extensions: btree_gist, btree_gin" : "");
    with("a column twice", [](Index& index) { index.elements.push_back(index.elements[0]); });
    with("where", [](Index& index) { index.where = "b > 0"; });
    with(
        "tablespace", [](Index& index) { index.tablespace = "nowhere"; },
        "tablespaces of a server");
    with(
        "no such class", [](Index& index) { index.elements[0].opclass = "my_ops"; },
        "operator classes of extensions");
    with("class with parameters",
         [](Index& index) { index.elements[0].opclass = "text_ops(siglen = 3)"; });
    with(
        "no such collation", [](Index& index) { index.elements[0].collation = "nowhere"; },
        "collations of a server");
    for (const auto& [key, value] :
         std::vector<std::pair<std::string, std::string>>{{"fillfactor", "70"},
                                                          {"fillfactor", "5"},
                                                          {"fillfactor", "101"},
                                                          {"fillfactor", "x"},
                                                          {"fastupdate", "off"},
                                                          {"fastupdate", "maybe"},
                                                          {"pages_per_range", "32"},
                                                          {"pages_per_range", "0"},
                                                          {"buffering", "auto"},
                                                          {"buffering", "perhaps"},
                                                          {"deduplicate_items", "off"},
                                                          {"autosummarize", "on"},
                                                          {"gin_pending_list_limit", "64"},
                                                          {"gin_pending_list_limit", "1"},
                                                          {"m", "16"},
                                                          {"FILLFACTOR", "70"},
                                                          {"fill factor", "70"},
                                                          {"", "70"},
                                                          {"fillfactor", ""}}) {
      with("with " + key + " = " + value, [&](Index& index) { index.storage[key] = value; });
    }
  }
  for (const std::string sql : {"lower(a)",
                                "a",
                                "(a)",
                                "lower(a) DESC",
                                "doc jsonb_path_ops",
                                "a || 'x'",
                                "a, b",
                                "",
                                "lower(a",
                                "lower(a))",
                                "(SELECT 1)",
                                "count(*)",
                                "max(a)",
                                "row_number() OVER ()",
                                "now()",
                                "random()",
                                "current_date",
                                "CURRENT_USER",
                                "clock_timestamp()",
                                "nosuch",
                                "lower(nosuch)",
                                "a COLLATE \"C\"",
                                "a DESC NULLS LAST",
                                "a; DROP TABLE base",
                                "lower(a) -- c",
                                "lower(a) /* c",
                                "'text'",
                                "42",
                                "$1",
                                "?",
                                "a = ANY (SELECT 'x')",
                                "generate_series(1, 2)",
                                "DEFAULT",
                                "*",
                                "base.a",
                                "other.id",
                                "b::text",
                                "at::date",
                                "to_char(at, 'YYYY')",
                                "CAST(b AS text)",
                                "a IS NULL",
                                "nextval('s')",
                                "array_agg(a)",
                                "lower(a) lower(b)",
                                "a COLLATE \"C\" || 'x'",
                                "CASE WHEN b > 0 THEN a END",
                                "NULL",
                                "(a, b)",
                                "ROW(a, b)",
                                "EXISTS (SELECT 1)",
                                "xmin",
                                "ctid",
                                "tableoid",
                                "rowid",
                                "statement_timestamp()",
                                "gen_random_uuid()",
                                "sum(b) FILTER (WHERE b > 0)",
                                "localtimestamp",
                                "date('now')",
                                "a WITH =",
                                "doc ->> 'x'",
                                "doc -> 'x'",
                                "doc @> '{}'",
                                "a ILIKE 'x'",
                                "a ~ 'x'"}) {
    const std::string unknowable =
        sql == "at::date" || sql == "to_char(at, 'YYYY')" || sql == "b::text"
            ? "functions and casts that are not immutable"
        : sql.starts_with("CASE") ? "the types of expressions"
                                  : "";
    add("expression of an index", sql, {.elements = {{.expression = sql}}}, unknowable);
    Index partial{.elements = {{.column = "a"}}, .where = sql};
    add("where of an index", sql, partial, !unknowable.empty() ? unknowable : "");
  }
  Index wide;
  for (int i = 0; i < 33; ++i) wide.elements.push_back({.expression = "b + " + std::to_string(i)});
  add("elements of an index", "33", wide);
  wide.elements.pop_back();
  add("elements of an index", "32", wide);
  wide.include = {"a"};
  add("elements of an index", "32 and an included one", wide);
  add("elements of an index", "none", {});
  return cases;
}

}  // namespace limbeck::tests
