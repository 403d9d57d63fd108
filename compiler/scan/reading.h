// What every part of the reading of the models has at hand, once they are parsed.
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

  void error(std::string rule, std::string message, schema::Location location,
             std::vector<diagnostics::Note> notes = {}) const {
    diagnostics.error(std::move(rule), std::move(message), std::move(location), std::move(notes));
  }
};

/// The text of an attribute's only string; empty without the attribute.
std::string only_text(const Attribute* attribute);

/// A declaration's name with its namespaces, inline ones left out: `std::basic_string`.
std::string plain_name(const clang::NamedDecl& declaration);

/// `comment("…")`, else its doc comment where the scan was asked for those.
std::string comment_of(const Reading& reading, const clang::Decl& declaration);

/// An SQL string literal.
std::string sql_string(std::string_view text);

}  // namespace limbeck::compiler
