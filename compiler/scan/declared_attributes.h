// Which attributes stand on which declaration: what Clang tells while it parses, joined with the
// tokens.
#pragma once

#include <clang/AST/Decl.h>
#include <clang/Sema/SemaConsumer.h>
#include <llvm/ADT/DenseMap.h>

#include <string_view>
#include <utility>
#include <vector>

#include "compiler/scan/attribute_rules.h"
#include "compiler/scan/attribute_tokens.h"
#include "compiler/scan/locator.h"
#include "migrations/diagnostics/diagnostics.h"

namespace limbeck::compiler {

class DeclaredAttributes {
 public:
  /// Clang met the attribute whose name stands at `name` on `declaration`.
  void attach(const clang::Decl* declaration, clang::SourceLocation name);

  /// Reads and checks all of them, once parsing is done. What is wrong is told and left out.
  void read(const AttributeTokens& tokens, const clang::Preprocessor& preprocessor,
            const Locator& locator, diagnostics::Diagnostics& diagnostics);

  /// In the order they were written. Those of a template's member are those of what it is made
  /// from.
  const std::vector<Attribute>& of(const clang::Decl& declaration) const;
  /// The first of that name, or null.
  const Attribute* find(const clang::Decl& declaration, std::string_view name) const;

  /// Every struct with an attribute, in the order they were declared.
  const std::vector<const clang::CXXRecordDecl*>& structs() const { return structs_; }
  /// Every enum with one, in the same way.
  const std::vector<const clang::EnumDecl*>& enums() const { return enums_; }

 private:
  std::vector<std::pair<const clang::Decl*, clang::SourceLocation>> attached_;
  llvm::DenseMap<const clang::Decl*, std::vector<Attribute>> attributes_;
  std::vector<const clang::CXXRecordDecl*> structs_;
  std::vector<const clang::EnumDecl*> enums_;
};

/// What the parser hands declarations to; the registered attributes find their collector through
/// it, so that there is no global state.
class AttributeConsumer : public clang::SemaConsumer {
 public:
  DeclaredAttributes attributes;
};

/// Makes Clang know limbeck's attributes, for the rest of the process. Every later parse must be
/// into an AttributeConsumer.
void register_attributes();

}  // namespace limbeck::compiler
