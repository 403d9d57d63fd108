#include <chrono>
#include <cstdint>
#include <string>

struct [[limbeck::table("pages", fillfactor = 100, tablespace = "pg_default"),
         limbeck::index(nulls_last(size), using = btree, opclass = int4_ops),
         limbeck::index(nulls_first(desc(title))),
         limbeck::index(collate(title, "default"), "size ASC NULLS LAST", with(fillfactor = 90),
                        name = "ix_both")]] Page {
  [[limbeck::primary_key, limbeck::identity(by_default, start = 1, increment = 1)]] std::int64_t id;
  [[limbeck::collate("default"), limbeck::default_sql("NULL")]] std::string title;
  [[limbeck::type("pg_catalog.int4")]] std::int32_t size;
  [[limbeck::type("decimal(10, 0)")]] std::string price;
  [[limbeck::type("bpchar(1)")]] std::string mark;
  [[limbeck::type("float(53)")]] double weight;
  [[limbeck::type("timestamp(6) with time zone")]] std::chrono::sys_time<std::chrono::microseconds>
      at;
  [[limbeck::references(Page::id, on_delete = no_action, match = simple)]] std::int64_t parent;
};
