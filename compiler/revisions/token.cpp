#include "compiler/revisions/token.h"

#include <clang/Basic/LangOptions.h>
#include <clang/Lex/Lexer.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>

#include <algorithm>

namespace limbeck::compiler {
namespace {

const clang::LangOptions& language() {
  static const clang::LangOptions options = [] {
    clang::LangOptions cpp;
    cpp.CPlusPlus = cpp.CPlusPlus11 = cpp.CPlusPlus14 = cpp.CPlusPlus17 = cpp.CPlusPlus20 = 1;
    cpp.LineComment = cpp.Bool = cpp.RawStringLiterals = cpp.Digraphs = 1;
    return cpp;
  }();
  return options;
}

Token::Kind kind_of(const clang::Token& token) {
  using clang::tok::TokenKind;
  if (token.is(TokenKind::raw_identifier)) return Token::Kind::identifier;
  if (token.is(TokenKind::numeric_constant)) return Token::Kind::number;
  if (clang::tok::isStringLiteral(token.getKind())) return Token::Kind::string;
  if (token.isOneOf(TokenKind::char_constant, TokenKind::wide_char_constant,
                    TokenKind::utf8_char_constant, TokenKind::utf16_char_constant,
                    TokenKind::utf32_char_constant)) {
    return Token::Kind::character;
  }
  return clang::tok::getPunctuatorSpelling(token.getKind()) != nullptr ? Token::Kind::punctuation
                                                                       : Token::Kind::unknown;
}

// The lexer's own: a token with `needsCleaning` has continuations to undo.
std::string spelling_of(const clang::Token& token, const char* start) {
  const std::string_view bytes(start, token.getLength());
  if (!token.needsCleaning()) return std::string(bytes);
  llvm::SmallString<64> clean;
  const bool raw =
      clang::tok::isStringLiteral(token.getKind()) && bytes.find('R') < bytes.find('"');
  if (raw) return std::string(bytes);  // continuations inside a raw string are its text
  for (const char *at = start, *end = start + token.getLength(); at < end;) {
    const auto next = clang::Lexer::getCharAndSizeNoWarn(at, language());
    clean.push_back(next.Char);
    at += next.Size;
  }
  return clean.str().str();
}

// Finds lines by offset; offsets only grow.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}
  void move_to(std::size_t offset) {
    for (; at_ < offset; ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      start_ = at_ + 1;
    }
  }
  int line() const { return line_; }
  int column() const { return static_cast<int>(at_ - start_) + 1; }

 private:
  std::string_view text_;
  std::size_t at_ = 0, start_ = 0;
  int line_ = 1;
};

}  // namespace

std::vector<Token> lex(std::string_view text) {
  const std::string buffer(text);  // ends in the NUL that the lexer asks for
  const char* const begin = buffer.c_str();
  // Any valid location: the lexer computes those of its tokens from it.
  const auto base = clang::SourceLocation::getFromRawEncoding(1);
  clang::Lexer lexer(base, language(), begin, begin, begin + buffer.size());
  Lines lines(buffer);
  std::vector<Token> tokens;
  bool in_directive = false;
  for (clang::Token token; lexer.LexFromRawLexer(token), token.isNot(clang::tok::eof);) {
    const std::size_t offset = token.getLocation().getRawEncoding() - base.getRawEncoding();
    lines.move_to(offset);
    if (token.isAtStartOfLine()) in_directive = token.is(clang::tok::hash);
    tokens.push_back({.kind = kind_of(token),
                      .spelling = spelling_of(token, begin + offset),
                      .line = lines.line(),
                      .column = lines.column(),
                      .length = static_cast<int>(token.getLength()),
                      .starts_line = token.isAtStartOfLine(),
                      .after_space = token.hasLeadingSpace(),
                      .in_directive = in_directive});
  }
  return tokens;
}

std::string checksum(const std::vector<Token>& tokens) {
  llvm::SHA256 hash;
  const auto add = [&](std::string_view text) {
    hash.update(llvm::StringRef(text.data(), text.size()));
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    // Where a directive ends, and whether a macro's name touches its parenthesis, is layout that
    // means something.
    if (i > 0 && tokens[i - 1].in_directive && token.starts_line) add("\n");
    const bool after_macro_name = token.in_directive && !token.starts_line && i > 1 &&
                                  tokens[i - 2].in_directive && tokens[i - 2].spelling == "define";
    if (after_macro_name && token.after_space) add(" ");
    std::string spelling = token.spelling;
    if (token.kind == Token::Kind::string) {
      // A checkout with other line ends has them in raw strings too.
      std::string::size_type at = 0;
      while ((at = spelling.find("\r\n", at)) != std::string::npos) spelling.erase(at, 1);
    }
    add(spelling);
    add(std::string_view("\0", 1));
  }
  const std::array<uint8_t, 32> digest = hash.final();
  return llvm::toHex(digest, /*LowerCase=*/true);
}

}  // namespace limbeck::compiler
