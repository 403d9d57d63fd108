// What in the models depends on a macro that is not the same in every build: a field under
// `#ifndef NDEBUG` is a column in one program and none in the next.
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

/// Why a macro's value is no fact about the program.
enum class Unsettled : unsigned char {
  by_configuration,  ///< Debug and Release have values of their own
  by_target,         ///< only the sources of the models' own library have it
  by_compiler        ///< limbeck's Clang has another than the project's compiler
};

/// Macros that a condition depends on, by their names.
using UnsettledMacros = std::map<std::string, Unsettled>;

/// A `#if` … `#endif` whose outcome depends on such a macro, in a file that is no system header.
struct Condition {
  clang::SourceLocation start;       ///< of the first directive
  std::vector<unsigned> directives;  ///< where `#if`, each `#elif` and `#else`, and `#endif` stand
  UnsettledMacros macros;
};

/// A use of a macro whose definition depends on such a macro.
struct UnsettledUse {
  clang::SourceLocation place;
  std::string name;
  UnsettledMacros macros;
};

/// Watches a preprocessor's directives. The collector is owned by the preprocessor; what it
/// collects, by whoever asks for it.
struct Conditions {
  std::vector<Condition> conditions;
  std::vector<UnsettledUse> uses;
};

/// Starts to watch, before the preprocessor reads anything.
std::shared_ptr<const Conditions> watch_conditions(clang::Preprocessor& preprocessor,
                                                   const ScanOptions& options);

}  // namespace limbeck::compiler
