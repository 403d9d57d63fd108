// Converts Clang's locations to limbeck's.
#pragma once

#include <clang/Basic/SourceLocation.h>

#include <string>

#include "compiler/scan/attribute_syntax.h"
#include "migrations/schema/location.h"

namespace clang {
class LangOptions;
class NamedDecl;
class SourceManager;
}  // namespace clang

namespace limbeck::compiler {

/// Finds the location that the user wrote: the file under the name that the scan was given, and for
/// a macro the place of its use. Both references must outlive it.
class Locator {
 public:
  Locator(const clang::SourceManager& sources, const clang::LangOptions& language,
          std::string relative_to);

  schema::Location at(clang::SourceLocation place) const;
  schema::Location at(const Span& span) const;
  schema::Location of(const clang::NamedDecl& declaration) const;  ///< of its name

 private:
  const clang::SourceManager& sources_;
  const clang::LangOptions& language_;
  std::string relative_to_;  ///< names of files below this folder are relative to it, unless empty
};

}  // namespace limbeck::compiler
