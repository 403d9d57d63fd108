// The data that all files need which read the parsed models.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/scan/conditions.h"
#include "compiler/scan/declared_attributes.h"
#include "compiler/scan/locator.h"
#include "compiler/scan/scan.h"

namespace clang {
class ASTContext;
class Sema;
}  // namespace clang

namespace limbeck::compiler {

/// All references outlive the reading.
struct Reading {
  clang::Sema& sema;
  clang::ASTContext& ast;
  const ScanOptions& options;
  const DeclaredAttributes& attributes;
  const Locator& locator;
  diagnostics::Diagnostics& diagnostics;
  const Conditions& conditions;

  void error(RuleId rule, std::string message, schema::Location location,
             std::vector<findings::Note> notes = {}) const {
    diagnostics.error(rule, std::move(message), std::move(location), std::move(notes));
  }
};

/// The text of the only argument of an attribute, or empty without the attribute.
std::string only_text(const Attribute* attribute);

/// The name of a declaration with its namespaces, apart from inline ones: `std::basic_string`.
std::string plain_name(const clang::NamedDecl& declaration);

/// The text of `comment("…")`, or else of the doc comment if the scan uses those.
std::string comment_of(const Reading& reading, const clang::Decl& declaration);

/// An SQL string literal.
std::string sql_string(std::string_view text);

}  // namespace limbeck::compiler
