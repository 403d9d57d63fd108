// The record of a limbeck_add_migrations target in the build tree: <build>/limbeck/<name>.json,
// which CMake writes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::developer {

struct Record {
  std::string name;
  std::string config;
  std::filesystem::path project_root;
  std::filesystem::path revision_arguments;  ///< response file: how a revision is written
  std::filesystem::path limbeckc;
  std::filesystem::path model;  ///< empty for a history without models
  std::filesystem::path state;
  std::filesystem::path check_arguments;  ///< response file
  std::string model_target;               ///< the CMake targets that build these
  std::string state_target;
  std::string tool_target;
  std::filesystem::path tool;
};

/// Parses `text`, the contents of the file of that name. Throws Failure if it is invalid.
Record parse_record(const std::filesystem::path& file, std::string_view text);

/// The records of a build tree, by name and configuration. Throws Failure for one that cannot be
/// read.
std::vector<Record> read_records(const std::filesystem::path& build_dir);

/// The record that the options select. Throws Failure, with a list of the records, if none or
/// several of them match.
Record choose_record(const std::vector<Record>& records, const std::filesystem::path& build_dir,
                     const std::optional<std::string>& target,
                     const std::optional<std::string>& config);

}  // namespace limbeck::developer
