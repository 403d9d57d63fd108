// Finds out what a branch of an `#if` inside of a struct declares. Clang does not parse a branch
// that is not taken, so only its tokens are used.
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

/// `text` is the text between two directives. `enumerators`: it is inside of an enum.
BranchText text_of_branch(llvm::StringRef text, bool enumerators,
                          const clang::LangOptions& language);

}  // namespace limbeck::compiler
