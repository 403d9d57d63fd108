#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "track.h"

namespace chinook {

struct [[limbeck::table("Playlist")]] Playlist {
  [[limbeck::primary_key, limbeck::column("PlaylistId")]] std::int32_t id;
  [[limbeck::column("Name"), limbeck::length(120)]] std::optional<std::string> name;
};

struct [[limbeck::table("PlaylistTrack"), limbeck::primary_key(playlist_id, track_id),
         limbeck::index(playlist_id, name = "IFK_PlaylistTrackPlaylistId"),
         limbeck::index(track_id, name = "IFK_PlaylistTrackTrackId")]] PlaylistTrack {
  [[limbeck::column("PlaylistId"), limbeck::references(Playlist::id)]] std::int32_t playlist_id;
  [[limbeck::column("TrackId"), limbeck::references(Track::id)]] std::int32_t track_id;
};

}  // namespace chinook
