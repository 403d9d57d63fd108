#include <cstdint>
#include <vector>

enum class [[limbeck::enum_type("status")]] Status { open, closed, lost };

struct [[limbeck::table("orders"), limbeck::check("status <> 'lost'", name = "ck_lost"),
         limbeck::index(id, name = "ix_closed", where = "status = 'closed'")]] Order {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::default_sql("'lost'")]] Status status;
  [[limbeck::default_sql("'{open,lost}'")]] std::vector<Status> past;
};
