#include "compiler/scan/reading.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/RawCommentList.h>

namespace limbeck::compiler {

std::string only_text(const Attribute* attribute) {
  if (attribute == nullptr) return {};
  const std::vector<const Argument*> arguments = positional(*attribute);
  return arguments.empty() ? std::string() : arguments.front()->text;
}

std::string plain_name(const clang::NamedDecl& declaration) {
  std::string name = declaration.getName().str();
  for (const clang::DeclContext* context = declaration.getDeclContext(); context != nullptr;
       context = context->getParent()) {
    const auto* outer = llvm::dyn_cast<clang::NamedDecl>(context);
    if (outer == nullptr || !outer->getDeclName().isIdentifier() || outer->getName().empty()) {
      continue;
    }
    const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context);
    if (space != nullptr && space->isInline()) continue;
    name = outer->getName().str() + "::" + name;
  }
  return name;
}

std::string comment_of(const Reading& reading, const clang::Decl& declaration) {
  if (const Attribute* attribute = reading.attributes.find(declaration, "comment")) {
    return only_text(attribute);
  }
  if (!reading.options.comments) return {};
  const clang::RawComment* comment = reading.ast.getRawCommentForDeclNoCache(&declaration);
  if (comment == nullptr || !comment->isDocumentation()) return {};
  const std::string text =
      comment->getFormattedText(reading.ast.getSourceManager(), reading.ast.getDiagnostics());
  return llvm::StringRef(text).trim().str();
}

std::string sql_string(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + "'";
}

}  // namespace limbeck::compiler
