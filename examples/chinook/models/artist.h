#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace chinook {

struct [[limbeck::table("Artist")]] Artist {
  [[limbeck::primary_key, limbeck::column("ArtistId")]] std::int32_t id;
  [[limbeck::column("Name"), limbeck::length(120)]] std::optional<std::string> name;
};

}  // namespace chinook
