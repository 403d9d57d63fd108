// From Clang's locations to ours.
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

/// Tells places as the user wrote them: the file as named to the scan, within a macro the place
/// where the macro is used. Both references must outlive it.
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
  std::string relative_to_;  ///< files below this folder are told relative to it; empty: none are
};

}  // namespace limbeck::compiler
