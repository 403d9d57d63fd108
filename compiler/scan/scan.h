// Annotated headers → Model. No Clang in this header: LLVM stays in the folder's .cpp files.
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
  /// How the project's compiler is told to compile: the scan reads the models as it does.
  std::optional<CompileCommand> command;
  std::vector<std::string> ignored_options;       ///< of that command; `-fx*` is all that begin so
  std::vector<std::string> clang_arguments;       ///< Clang's own, behind those of the command
  std::vector<std::string> configuration_macros;  ///< not the same in Debug and Release
  std::vector<std::string> private_macros;        ///< only the models' own library has them
  std::string resource_directory;  ///< Clang's builtin headers; empty is found from the executable
  std::map<std::string, std::string>
      type_map;  ///< C++ type as written with its namespaces → SQL type
  schema::NamingConvention naming = {};
  bool comments = false;  ///< doc comments become database comments
};

struct Scan {
  Model model;
  std::vector<std::string> dependencies;  ///< every file that was read, absolute: for the depfile
  /// Clang's own errors (a missing include, a syntax error) were printed as Clang prints them.
  bool parsed = true;
};

/// Scans; what is wrong with the models is in `diagnostics`, and the model is what could be read.
/// Never throws for bad input.
Scan scan(const ScanOptions& options, diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
