#pragma once

#include <string>

namespace dispatch {

/// A JSON text. A real project would put its JSON library's class here, with TYPE_MAP in CMake.
struct [[limbeck::type("jsonb")]] Json {
  std::string text;
};

}  // namespace dispatch
