#include <cstdint>

struct [[limbeck::table("invoices")]] Invoice {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::index]] std::int64_t user_id;  // another history's: no foreign key
};

struct [[limbeck::table("invoice_lines")]] Line {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::references(Invoice::id)]] std::int64_t invoice_id;
};
