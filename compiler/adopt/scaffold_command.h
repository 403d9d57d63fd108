// The command scaffold: a live database as model headers, SQL files and lines of CMake.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace limbeck::adopt {

struct ScaffoldCommand {
  std::string url;
  std::string output = "models";
  std::string headers = "table";  ///< `table`, `schema` or `one`
  std::string cpp_namespace = {};
  std::string target = {};  ///< of CMake; if empty, made of the folder's name
  std::vector<std::string> include, exclude, schemas;
  std::vector<std::string> omit;  ///< patterns for kinds of things that may be left out
  bool keep_names = false;
  bool cmake = false;
  bool force = false;
  bool dry_run = false;
};

/// Returns the exit code. Throws limbeck::Error, and std::exception for files.
int scaffold(const ScaffoldCommand& command, std::ostream& out, std::ostream& error);

}  // namespace limbeck::adopt
