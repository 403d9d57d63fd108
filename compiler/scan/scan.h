// Scans annotated headers. This header includes nothing of Clang; only the folder's .cpp files do.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "compiler/scan/compile_command.h"
#include "migrations/diagnostics/diagnostics.h"
#include "migrations/schema/naming_convention.h"

namespace limbeck::compiler {

struct ScanOptions {
  std::vector<std::string> models;  ///< headers, all parsed in one translation unit, in this order
  /// The project's compile command, so that the scan reads the models as its compiler does.
  std::optional<CompileCommand> command;
  std::vector<std::string> ignored_options;  ///< of that command; `-fx*` is a prefix
  std::vector<std::string>
      clang_arguments;  ///< further arguments of Clang, after those of the command
  std::vector<std::string> configuration_macros;  ///< that differ between Debug and Release
  std::vector<std::string> private_macros;        ///< that only the models' own library has
  std::string resource_directory;  ///< of Clang's headers; if empty, it is found by the executable
  std::map<std::string, std::string>
      type_map;  ///< C++ type as written with its namespaces → SQL type
  schema::NamingConvention naming = {};
  bool comments = false;  ///< doc comments become database comments
};

struct Scan {
  Model model;
  std::vector<std::string> dependencies;  ///< every file that was read, absolute: for the depfile
  /// Clang has printed errors of its own, such as a missing include or a syntax error.
  bool parsed = true;
};

/// Scans the models. Errors in them are added to `diagnostics`, and the result has what could be
/// read. Never throws for invalid input.
Scan scan(const ScanOptions& options, diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
