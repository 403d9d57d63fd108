// scaffold --update: headers that are there follow a database that went on.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace limbeck::adopt {

struct UpdateCommand {
  std::filesystem::path model;         ///< the JSON of the headers' scan
  std::filesystem::path live;          ///< the database's schema as JSON, in the models' words
  std::filesystem::path project_root;  ///< what the places in `model` are relative to
  std::filesystem::path output;        ///< where headers of new tables go
  std::vector<std::string> naming;     ///< NAMING_CONVENTION
  bool comments = false;               ///< COMMENTS
  std::string cpp_namespace = {};
  bool keep_names = false;
  bool dry_run = false;  ///< prints the changes and makes none
};

/// Prints what changes, and changes it. Returns 0, or 3 if something is left to be done by hand,
/// which it lists. Throws std::exception for files that cannot be read or written.
int update(const UpdateCommand& command, std::ostream& out, std::ostream& error);

/// The lines that differ, as `diff -U0` prints them.
std::string difference(const std::string& file, const std::string& before,
                       const std::string& after);

}  // namespace limbeck::adopt
