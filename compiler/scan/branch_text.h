// What the text of one branch of an `#if` within a struct declares. Clang does not parse a branch
// that is not taken, so this goes by tokens.
#pragma once

#include <llvm/ADT/StringRef.h>

namespace clang {
class LangOptions;
}

namespace limbeck::compiler {

enum class BranchText : unsigned char {
  nothing,  ///< no column: functions, static members, types, transient fields
  part,     ///< a part of a declaration: an attribute, an initialiser
  field     ///< a field, or an enumerator
};

/// `text` stands between two directives. `enumerators`: within an enum.
BranchText text_of_branch(llvm::StringRef text, bool enumerators,
                          const clang::LangOptions& language);

}  // namespace limbeck::compiler
