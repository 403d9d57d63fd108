#include <cstdint>

enum class [[limbeck::enum_type("status")]] Status { open, shut [[limbeck::renamed_from("closed")]], late };
enum class [[limbeck::enum_type("colour")]] Colour { crimson, green };
enum class Fit { tight, loose };
enum class Size {
  small,
  medium [[limbeck::renamed_from("middle")]],  // spent long ago
  huge [[limbeck::renamed_from("large")]],
  no_size [[limbeck::value("it's none")]],
};

struct [[limbeck::table("orders")]] Order {
  [[limbeck::primary_key]] std::int64_t id;
  Status status = Status::shut;
  Colour colour;
  Size size = Size::huge;
  Fit fit;
};
