#pragma once

namespace a {
enum class [[limbeck::enum_type("status")]] Status { on, off [[limbeck::value("on")]] };
}
namespace b {
enum class [[limbeck::enum_type("status")]] Status { yes, no };
}
enum class Size { small, large [[limbeck::value("small")]] };

struct [[limbeck::table("lamps")]] Lamp {
  a::Status first;
  a::Status again;
  b::Status second;
  Size size;
};
