#pragma once

#include <cstdint>
#include <string>

#include "artist.h"

namespace chinook {

struct [[limbeck::table("Album"), limbeck::index(artist_id, name = "IFK_AlbumArtistId")]] Album {
  [[limbeck::primary_key, limbeck::column("AlbumId")]] std::int32_t id;
  [[limbeck::column("Title"), limbeck::length(160)]] std::string title;
  [[limbeck::column("ArtistId"), limbeck::references(Artist::id)]] std::int32_t artist_id;
};

}  // namespace chinook
