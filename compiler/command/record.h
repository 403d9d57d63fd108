// What the build tree says of a limbeck_add_migrations target: <build>/limbeck/<name>.json, written
// by CMake.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::command {

struct Record {
  std::string name;
  std::string config;
  std::filesystem::path project_root;
  std::filesystem::path revision_arguments;  ///< response file: how a revision is written
  std::filesystem::path limbeckc;
  std::filesystem::path model;  ///< empty: a history without models
  std::filesystem::path state;
  std::filesystem::path check_arguments;  ///< response file
  std::string model_target;               ///< CMake targets that bring these up to date
  std::string state_target;
  std::string tool_target;
  std::filesystem::path tool;
};

/// The record that `text` is, of the file of that name. Throws Failure for one that cannot be read.
Record parse_record(const std::filesystem::path& file, std::string_view text);

/// The records of a build tree, by name and configuration. Throws Failure for one that cannot be
/// read.
std::vector<Record> read_records(const std::filesystem::path& build_dir);

/// The one that is meant. Several that fit, or none, is a Failure that lists what there is.
Record choose_record(const std::vector<Record>& records, const std::filesystem::path& build_dir,
                     const std::optional<std::string>& target,
                     const std::optional<std::string>& config);

}  // namespace limbeck::command
