#include <cstdint>

enum class [[limbeck::enum_type("status")]] Status { open, closed, late };
enum class [[limbeck::enum_type("colour")]] Colour { red, green };
enum class Fit { slim, loose };
enum class Size { small, medium, large };

struct [[limbeck::table("orders")]] Order {
  [[limbeck::primary_key]] std::int64_t id;
  Status status = Status::closed;
  Colour colour;
  Size size = Size::large;
  Fit fit;
};
