#include "compiler/scan/branch_text.h"

#include <clang/Basic/LangOptions.h>
#include <clang/Lex/Lexer.h>

#include <algorithm>
#include <array>

namespace limbeck::compiler {
namespace {

using clang::tok::TokenKind;

// A declaration with one of these words is no column.
constexpr std::array other_declarations{"static",   "using",  "typedef",       "friend",
                                        "template", "extern", "static_assert", "operator"};

template <class Words>
bool is_one_of(const Words& words, llvm::StringRef word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Reads the declarations at the level of the struct's members.
class Declarations {
 public:
  void see(const clang::Token& token) {
    const bool word = token.is(clang::tok::raw_identifier);
    if (word && token.getRawIdentifier() == "transient") transient_ = true;
    if (token.isOneOf(clang::tok::l_paren, clang::tok::l_brace, clang::tok::l_square)) {
      if (depth_ == 0 && token.is(clang::tok::l_paren) && !value_) function_ = true;
      if (depth_ == 0 && token.is(clang::tok::l_brace)) braces_ = true;
      ++depth_;
      empty_ = false;
      return;
    }
    if (token.isOneOf(clang::tok::r_paren, clang::tok::r_brace, clang::tok::r_square)) {
      if (depth_ > 0) --depth_;
      // A function's body needs no semicolon.
      if (depth_ == 0 && token.is(clang::tok::r_brace) && function_) *this = Declarations(found_);
      return;
    }
    if (depth_ > 0) return;
    if (token.is(clang::tok::semi)) return end();
    if (token.is(clang::tok::colon) && access_) {
      *this = Declarations(found_);
      return;
    }
    if (token.is(clang::tok::equal)) value_ = true;
    if (word) see_word(token.getRawIdentifier());
    empty_ = false;
  }

  BranchText take() const {
    return found_ == BranchText::nothing && !empty_ && !other_ ? BranchText::part : found_;
  }

  Declarations() = default;

 private:
  explicit Declarations(BranchText found) : found_(found) {}

  void see_word(llvm::StringRef word) {
    constexpr std::array access{"public", "private", "protected"};
    constexpr std::array types{"struct", "class", "union", "enum"};
    if (empty_ && is_one_of(access, word)) access_ = true;
    if (empty_ && is_one_of(types, word)) type_ = true;
    if (is_one_of(other_declarations, word)) other_ = true;
  }

  void end() {
    const bool column = !empty_ && !other_ && !function_ && !transient_ && !(type_ && braces_);
    *this = Declarations(column ? BranchText::field : found_);
  }

  BranchText found_ = BranchText::nothing;
  int depth_ = 0;
  bool empty_ = true;
  bool access_ = false;
  bool type_ = false;
  bool other_ = false;
  bool function_ = false;  ///< brackets before any `=`
  bool braces_ = false;
  bool value_ = false;
  bool transient_ = false;
};

}  // namespace

BranchText text_of_branch(llvm::StringRef text, bool enumerators,
                          const clang::LangOptions& language) {
  const std::string copy = text.str();  // a lexer reads to a zero byte
  clang::Lexer lexer(clang::SourceLocation(), language, copy.data(), copy.data(),
                     copy.data() + copy.size());
  Declarations declarations;
  bool directive = false;
  clang::Token token;
  while (!lexer.LexFromRawLexer(token)) {
    if (token.isAtStartOfLine()) directive = token.is(clang::tok::hash);
    if (directive) continue;
    if (enumerators) return BranchText::field;
    declarations.see(token);
  }
  return declarations.take();
}

}  // namespace limbeck::compiler
