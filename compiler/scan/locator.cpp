#include "compiler/scan/locator.h"

#include <clang/AST/Decl.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>

#include <string_view>
#include <utility>

namespace limbeck::compiler {

Locator::Locator(const clang::SourceManager& sources, const clang::LangOptions& language,
                 std::string relative_to)
    : sources_(sources), language_(language), relative_to_(std::move(relative_to)) {
  if (!relative_to_.empty() && !relative_to_.ends_with('/')) relative_to_ += '/';
}

schema::Location Locator::at(clang::SourceLocation place) const {
  const clang::SourceLocation file = sources_.getFileLoc(place);
  const clang::PresumedLoc presumed = sources_.getPresumedLoc(file);
  if (presumed.isInvalid()) return {};
  schema::Location location;
  std::string_view name = presumed.getFilename();
  if (!relative_to_.empty() && name.starts_with(relative_to_)) {
    name.remove_prefix(relative_to_.size());
  }
  location.file = name;
  location.line = static_cast<int>(presumed.getLine());
  location.column = static_cast<int>(presumed.getColumn());
  location.length = static_cast<int>(clang::Lexer::MeasureTokenLength(file, sources_, language_));
  return location;
}

schema::Location Locator::at(const Span& span) const {
  schema::Location location = at(clang::SourceLocation::getFromRawEncoding(span.first));
  if (span.last != span.first) {
    const schema::Location last = at(clang::SourceLocation::getFromRawEncoding(span.last));
    if (last.file == location.file && last.line == location.line &&
        last.column >= location.column) {
      location.length = last.column + last.length - location.column;
    }
  }
  return location;
}

schema::Location Locator::of(const clang::NamedDecl& declaration) const {
  return at(declaration.getLocation());
}

}  // namespace limbeck::compiler
