#include <cstdint>

enum class [[limbeck::enum_type("status")]] Status { open, paid, closed };
enum class [[limbeck::enum_type("colour")]] Colour { green };

struct [[limbeck::table("orders")]] Order {
  [[limbeck::primary_key]] std::int64_t id;
  Status status;
  Colour colour;
};
