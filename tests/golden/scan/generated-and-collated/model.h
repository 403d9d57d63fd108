#pragma once

#include <optional>
#include <string>

struct [[limbeck::table("boxes")]] Box {
  int width;
  int height;
  [[limbeck::generated("width * height", stored)]] int area = 0;
  [[limbeck::generated("width + height", virtual)]] std::optional<int> half_edge;
  [[limbeck::generated("width - height")]] int slack;
  [[limbeck::collate("NOCASE")]] std::string label;
};
