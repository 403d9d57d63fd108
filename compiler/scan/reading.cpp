#include "compiler/scan/reading.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/RawCommentList.h>
#include <clang/Basic/SourceManager.h>

#include <algorithm>
#include <iterator>

namespace limbeck::compiler {
namespace {

/// Where the string literal that begins with the quote at `at` ends: behind its last quote.
std::size_t end_of_literal(llvm::StringRef text, std::size_t at) {
  if (at > 0 && text[at - 1] == 'R') {
    const std::size_t open = text.find('(', at);
    if (open == llvm::StringRef::npos) return text.size();
    const std::string close = ")" + text.slice(at + 1, open).str() + "\"";
    const std::size_t end = text.find(close, open);
    return end == llvm::StringRef::npos ? text.size() : end + close.size();
  }
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return std::min(at + 1, text.size());
}

/// Whether what stands between a comment and a name may be attributes and a type: nothing that ends
/// another declaration. What stands in texts is none of that.
bool may_be_of_one_declaration(llvm::StringRef between) {
  for (std::size_t i = 0; i < between.size();) {
    if (between[i] == '"') {
      i = end_of_literal(between, i);
      continue;
    }
    if (llvm::StringRef(";{}#@").contains(between[i])) return false;
    ++i;
  }
  return true;
}

/// The comment in front of a declaration whose attributes have texts with `;`, `{` or their like:
/// Clang takes those for the end of another declaration.
const clang::RawComment* comment_before_texts(const clang::ASTContext& ast,
                                              const clang::Decl& declaration) {
  const clang::SourceManager& sources = ast.getSourceManager();
  const clang::SourceLocation name = declaration.getLocation();
  if (name.isInvalid() || !name.isFileID()) return nullptr;
  const auto [file, offset] = sources.getDecomposedLoc(name);
  const auto* comments = ast.Comments.getCommentsInFile(file);
  if (comments == nullptr) return nullptr;
  auto next = comments->lower_bound(offset);
  if (next == comments->begin()) return nullptr;
  clang::RawComment* comment = std::prev(next)->second;
  if (comment->isTrailingComment()) return nullptr;
  const std::size_t end = ast.Comments.getCommentEndOffset(comment);
  const llvm::StringRef text = sources.getBufferData(file);
  return may_be_of_one_declaration(text.slice(end, offset)) ? comment : nullptr;
}

}  // namespace

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
  if (comment == nullptr) comment = comment_before_texts(reading.ast, declaration);
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
