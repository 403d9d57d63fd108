#include "compiler/scan/attribute_tokens.h"

#include <clang/Lex/Preprocessor.h>

namespace limbeck::compiler {
namespace {

bool opens(const clang::Token& token) {
  return token.isOneOf(clang::tok::l_paren, clang::tok::l_square, clang::tok::l_brace);
}

bool closes(const clang::Token& token) {
  return token.isOneOf(clang::tok::r_paren, clang::tok::r_square, clang::tok::r_brace);
}

}  // namespace

AttributeTokens::AttributeTokens(clang::Preprocessor& preprocessor)
    : limbeck_(preprocessor.getIdentifierInfo("limbeck")) {
  preprocessor.setTokenWatcher([this](const clang::Token& token) { see(token); });
}

int AttributeTokens::find(clang::SourceLocation name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? -1 : found->second;
}

void AttributeTokens::see(const clang::Token& token) {
  if (inside_) return see_inside(token);
  if (!token.is(clang::tok::l_square)) {
    after_square_ = false;
  } else if (after_square_) {
    after_square_ = false;
    inside_ = true;
    ours_ = false;
    depth_ = 0;
    list_.clear();
  } else {
    after_square_ = true;
  }
}

void AttributeTokens::see_inside(const clang::Token& token) {
  if (token.isAnnotation()) return;
  if (token.isOneOf(clang::tok::eof, clang::tok::semi)) {  // an attribute that was never closed
    inside_ = false;
    return;
  }
  if (closes(token) && depth_-- == 0) {
    inside_ = false;
    if (ours_) read_list();
    return;
  }
  if (opens(token)) ++depth_;
  if (!token.isLiteral() && token.getIdentifierInfo() == limbeck_) ours_ = true;
  list_.push_back(token);
}

// `using limbeck: table("x"), index(a)` or `limbeck::table("x"), nodiscard`. Clang reports
// malformed attributes.
void AttributeTokens::read_list() {
  std::size_t at = 0;
  const auto is = [&](std::size_t i, clang::tok::TokenKind kind) {
    return i < list_.size() && list_[i].is(kind);
  };
  const auto is_limbeck = [&](std::size_t i) {
    return i < list_.size() && !list_[i].isLiteral() && list_[i].getIdentifierInfo() == limbeck_;
  };
  bool all_ours = false;
  if (is(0, clang::tok::kw_using) && is(2, clang::tok::colon)) {
    all_ours = is_limbeck(1);
    at = 3;
  }
  while (at < list_.size()) {
    const bool ours = all_ours || (is_limbeck(at) && is(at + 1, clang::tok::coloncolon));
    if (is(at + 1, clang::tok::coloncolon)) at += 2;
    if (at >= list_.size()) return;
    WrittenAttribute attribute{list_[at], {}, list_[at].getLocation()};
    ++at;
    if (is(at, clang::tok::l_paren)) {
      int depth = 1;
      for (++at; at < list_.size(); ++at) {
        if (opens(list_[at])) ++depth;
        if (closes(list_[at]) && --depth == 0) break;
        attribute.arguments.push_back(list_[at]);
      }
      if (at < list_.size()) attribute.end = list_[at].getLocation();
    }
    while (at < list_.size() && !is(at, clang::tok::comma)) ++at;
    ++at;
    if (!ours) continue;
    by_name_[attribute.name.getLocation()] = static_cast<int>(written_.size());
    written_.push_back(std::move(attribute));
  }
}

}  // namespace limbeck::compiler
