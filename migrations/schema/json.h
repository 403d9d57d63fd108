// Schemas as JSON, in one format everywhere. Members with their default values are left out.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "migrations/schema/location.h"
#include "migrations/schema/schema.h"

namespace limbeck::schema {

/// Text that is not JSON, or JSON that is no schema; the message names the place
/// (`/tables/0/columns`).
struct JsonError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

nlohmann::ordered_json to_json(const Schema& schema);
// Those that operations have; objects are written by json_writer.h.
nlohmann::ordered_json to_json(const Table& table);
nlohmann::ordered_json to_json(const Column& column);
nlohmann::ordered_json to_json(const Type& type);
nlohmann::ordered_json to_json(const PrimaryKey& key);
nlohmann::ordered_json to_json(const Unique& constraint);
nlohmann::ordered_json to_json(const ForeignKey& constraint);
nlohmann::ordered_json to_json(const Check& constraint);
nlohmann::ordered_json to_json(const Exclude& constraint);
nlohmann::ordered_json to_json(const Index& index);
nlohmann::ordered_json to_json(const Enum& type);

nlohmann::ordered_json to_json(const Location& location);
nlohmann::ordered_json to_json(const SourceMap& locations);
Location location_from_json(const nlohmann::ordered_json& json);
SourceMap source_map_from_json(const nlohmann::ordered_json& json);

/// Throws JsonError for unknown members, duplicate names and wrong types. At the top level, the
/// members `locations`, `hints`, `former_names` and `heads` are ignored: scans and states have them
/// beside the schema. The result is sorted.
Schema schema_from_json(const nlohmann::ordered_json& json);
Schema schema_from_text(std::string_view text);
/// Reads a text with a schema, `locations` and other members. Tables and locations are parsed one
/// by one, so that at most one of them is in memory as JSON.
Schema schema_from_text(std::string_view text, SourceMap& locations, nlohmann::ordered_json& rest);

}  // namespace limbeck::schema
