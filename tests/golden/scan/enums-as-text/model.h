// Without enum_type an enum is text as long as its longest value, and a check lets its values in.
#pragma once

#include <optional>

enum class Size { small, medium, extra_large [[limbeck::value("extra large")]] };
enum Colour { red, green = 4, blue };
enum class [[limbeck::type("smallint")]] Priority { low = 1, high = 10 };
enum class [[limbeck::type("text")]] Mode { fast, safe };
enum class Quote { plain [[limbeck::value("it's")]] };

struct [[limbeck::table("shirts")]] Shirt {
  Size size = Size::medium;
  std::optional<Size> second_size;
  Colour colour = blue;
  Priority priority = Priority::high;
  Mode mode = Mode::safe;
  Quote quote = Quote::plain;
  [[limbeck::column("order")]] Size order_size;
  [[limbeck::type("text")]] Size as_text = Size::extra_large;
};
