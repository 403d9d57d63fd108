#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace chinook {

struct [[limbeck::table("Artist")]] Artist {
  [[limbeck::primary_key, limbeck::column("ArtistId")]] std::int32_t id;
  [[limbeck::column("Name"), limbeck::length(120)]] std::optional<std::string> name;
  [[limbeck::column("Website"), limbeck::length(200)]] std::optional<std::string> website;
  /// The name to sort by: "Police, The".
  [[limbeck::column("SortName"), limbeck::length(130)]] std::optional<std::string> sort_name;
};

}  // namespace chinook
