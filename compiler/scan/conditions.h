// Finds conditions in the models that depend on a macro whose value differs between builds. A field
// under `#ifndef NDEBUG` would be a column in one program and not in another.
#pragma once

#include <clang/Basic/SourceLocation.h>
#include <clang/Lex/PPCallbacks.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "compiler/scan/scan.h"

namespace clang {
class Preprocessor;
}

namespace limbeck::compiler {

/// Why the value of a macro differs between builds.
enum class MacroVariation : unsigned char {
  by_configuration,  ///< Debug and Release have different values
  by_target,         ///< only the sources of the models' own library are compiled with it
  by_compiler        ///< limbeck's Clang and the project's compiler have different values
};

/// Macros that a condition depends on, by their names.
using VaryingMacros = std::map<std::string, MacroVariation>;

/// A `#if` … `#endif` whose outcome depends on such a macro, in a file that is no system header.
struct Condition {
  clang::SourceLocation start;       ///< of the first directive
  std::vector<unsigned> directives;  ///< where `#if`, each `#elif` and `#else`, and `#endif` stand
  VaryingMacros macros;
};

/// A use of a macro whose definition depends on such a macro.
struct VaryingMacroUse {
  clang::SourceLocation place;
  std::string name;
  VaryingMacros macros;
};

/// The conditions that a preprocessor has met.
struct Conditions {
  std::vector<Condition> conditions;
  std::vector<VaryingMacroUse> uses;
};

/// Starts to collect the conditions that `preprocessor` meets. It must not have read anything yet.
/// The result is filled while it reads, and outlives it.
std::shared_ptr<const Conditions> watch_conditions(clang::Preprocessor& preprocessor,
                                                   const ScanOptions& options);

}  // namespace limbeck::compiler
