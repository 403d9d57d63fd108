#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "album.h"
#include "types.h"

namespace chinook {

struct [[limbeck::table("Genre")]] Genre {
  [[limbeck::primary_key, limbeck::column("GenreId")]] std::int32_t id;
  [[limbeck::column("Name"), limbeck::length(120), limbeck::unique]] std::string name;
};

struct [[limbeck::table("MediaType")]] MediaType {
  [[limbeck::primary_key, limbeck::column("MediaTypeId")]] std::int32_t id;
  [[limbeck::column("Name"), limbeck::length(120), limbeck::unique]] std::string name;
};

struct [[limbeck::table("Track"), limbeck::index(album_id, name = "IFK_TrackAlbumId"),
         limbeck::index(genre_id, name = "IFK_TrackGenreId"),
         limbeck::index(media_type_id, name = "IFK_TrackMediaTypeId"),
         limbeck::index(composer, name = "IX_TrackComposer",
                        where = "\"Composer\" IS NOT NULL")]] Track {
  [[limbeck::primary_key, limbeck::column("TrackId")]] std::int32_t id;
  [[limbeck::column("Name"), limbeck::length(200)]] std::string name;
  [[limbeck::column("AlbumId"), limbeck::references(Album::id)]] std::optional<std::int32_t>
      album_id;
  [[limbeck::column("MediaTypeId"), limbeck::references(MediaType::id)]] std::int32_t media_type_id;
  [[limbeck::column("GenreId"), limbeck::references(Genre::id)]] std::optional<std::int32_t>
      genre_id;
  [[limbeck::column("Composer"), limbeck::length(220)]] std::optional<std::string> composer;
  [[limbeck::column("Milliseconds")]] std::int32_t milliseconds;
  [[limbeck::column("Bytes")]] std::optional<std::int64_t> bytes;
  [[limbeck::column("UnitPrice")]] Money unit_price;
};

}  // namespace chinook
