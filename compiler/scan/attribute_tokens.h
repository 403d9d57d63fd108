// Collects the tokens of limbeck's attributes from the preprocessor: after macro expansion, and
// before Clang skips the arguments of attributes that it does not know.
#pragma once

#include <clang/Basic/IdentifierTable.h>
#include <clang/Lex/Token.h>
#include <llvm/ADT/DenseMap.h>
#include <optional>
#include <string>
#include <vector>

#include "compiler/scan/attribute_rules.h"

namespace clang {
class Preprocessor;
}

namespace limbeck::compiler {

/// The tokens of an attribute of limbeck.
struct WrittenAttribute {
  clang::Token name;
  std::vector<clang::Token> arguments;  ///< between the parentheses
  clang::SourceLocation end;            ///< the closing parenthesis, or the name if there is none
};

/// Collects from the tokens of a preprocessor. Must live until the preprocessor has finished. Costs
/// one or two comparisons for each token outside of `[[ ]]`.
class AttributeTokens {
 public:
  explicit AttributeTokens(clang::Preprocessor& preprocessor);
  AttributeTokens(const AttributeTokens&) = delete;
  AttributeTokens& operator=(const AttributeTokens&) = delete;

  const std::vector<WrittenAttribute>& all() const { return written_; }
  /// The index of the attribute whose name is at `name`, or -1.
  int find(clang::SourceLocation name) const;

 private:
  void see(const clang::Token& token);
  void see_inside(const clang::Token& token);
  void read_list();

  const clang::IdentifierInfo* limbeck_;
  bool after_square_ = false;
  bool inside_ = false;
  int depth_ = 0;                   ///< of brackets within `[[ ]]`
  bool ours_ = false;               ///< `limbeck` was seen within
  std::vector<clang::Token> list_;  ///< within `[[ ]]`
  std::vector<WrittenAttribute> written_;
  llvm::DenseMap<clang::SourceLocation, int> by_name_;
};

// Converts Clang's tokens to those of attribute_syntax.h.

/// Sets name, span and arguments of the attribute. Returns the error if they cannot be parsed.
std::optional<AttributeSyntaxError> spell(const WrittenAttribute& written,
                                          const clang::Preprocessor& preprocessor, Attribute& into);

}  // namespace limbeck::compiler
