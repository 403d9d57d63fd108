// Assigns attributes to declarations: what Clang reports while it parses, combined with the tokens.
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
  /// Called when Clang meets the attribute whose name is at `name` on `declaration`.
  void attach(const clang::Decl* declaration, clang::SourceLocation name);

  /// Parses and checks all attributes when parsing is done. Wrong ones are reported and left out.
  void read(const AttributeTokens& tokens, const clang::Preprocessor& preprocessor,
            const Locator& locator, diagnostics::Diagnostics& diagnostics);

  /// The attributes of a declaration in their order. A member of a template instance has those of
  /// the template's member.
  const std::vector<Attribute>& of(const clang::Decl& declaration) const;
  /// The first attribute with that name, or null.
  const Attribute* find(const clang::Decl& declaration, std::string_view name) const;

  /// All structs with an attribute, in the order of declaration.
  const std::vector<const clang::CXXRecordDecl*>& structs() const { return structs_; }
  /// All enums with an attribute, in the order of declaration.
  const std::vector<const clang::EnumDecl*>& enums() const { return enums_; }

 private:
  std::vector<std::pair<const clang::Decl*, clang::SourceLocation>> attached_;
  llvm::DenseMap<const clang::Decl*, std::vector<Attribute>> attributes_;
  std::vector<const clang::CXXRecordDecl*> structs_;
  std::vector<const clang::EnumDecl*> enums_;
};

/// The consumer of the parser's declarations. The registered attributes find their collector
/// through it, so that there is no global state.
class AttributeConsumer : public clang::SemaConsumer {
 public:
  DeclaredAttributes attributes;
};

/// Registers limbeck's attributes with Clang for the rest of the process. Every later parse has to
/// use an AttributeConsumer.
void register_attributes();

}  // namespace limbeck::compiler
