#include "compiler/scan/attribute_syntax.h"

#include <charconv>
#include <string_view>
#include <utility>

namespace limbeck::compiler {
namespace {

// Deeper than any useful attribute. The limit keeps malicious input from exhausting the stack.
constexpr int deepest = 16;

class ArgumentReader {
 public:
  ArgumentReader(const std::vector<AttributeToken>& tokens, const Span& end)
      : tokens_(tokens), end_(end) {}

  std::optional<AttributeSyntaxError> read(std::vector<Argument>& into) {
    list(into, 0);
    if (!error_ && at_ < tokens_.size()) fail("expected ',' or the end of the arguments");
    return std::move(error_);
  }

 private:
  bool is(std::string_view symbol) const {
    return at_ < tokens_.size() && tokens_[at_].kind == AttributeToken::Kind::symbol &&
           tokens_[at_].text == symbol;
  }
  bool is_word(std::size_t at) const {
    return at < tokens_.size() && tokens_[at].kind == AttributeToken::Kind::word;
  }
  bool take(std::string_view symbol) {
    if (!is(symbol)) return false;
    ++at_;
    return true;
  }
  void fail(std::string message) {
    if (error_) return;
    error_ = {std::move(message), at_ < tokens_.size() ? tokens_[at_].span : end_};
  }

  void list(std::vector<Argument>& into, int depth) {
    if (at_ == tokens_.size() || is(")")) return;
    do {
      Argument one = argument(depth);
      if (error_) return;
      into.push_back(std::move(one));
    } while (take(","));
  }

  Argument argument(int depth) {
    Argument result;
    if (depth > deepest) {
      fail("arguments are nested too deep");
      return result;
    }
    if (is_word(at_) && at_ + 1 < tokens_.size() &&
        tokens_[at_ + 1].kind == AttributeToken::Kind::symbol && tokens_[at_ + 1].text == "=") {
      result.key = tokens_[at_].text;
      result.key_span = tokens_[at_].span;
      at_ += 2;
    }
    value(result, depth);
    return result;
  }

  void value(Argument& result, int depth) {
    if (at_ == tokens_.size()) return fail("expected an argument");
    const AttributeToken& token = tokens_[at_];
    result.span = token.span;
    if (token.kind == AttributeToken::Kind::string) {
      result.kind = Argument::Kind::string;
      result.text = token.text;
      ++at_;
    } else if (token.kind == AttributeToken::Kind::integer || is("-") || is("+")) {
      integer(result);
    } else if (is("(")) {
      result.kind = Argument::Kind::group;
      parenthesised(result, depth);
    } else if (token.kind == AttributeToken::Kind::word || is("::")) {
      path(result);
      if (!error_ && is("(")) {
        result.kind = Argument::Kind::call;
        parenthesised(result, depth);
      }
    } else {
      fail("expected a name, a string in quotes or a whole number");
    }
  }

  void integer(Argument& result) {
    result.kind = Argument::Kind::integer;
    const bool negative = is("-");
    if (negative || is("+")) ++at_;
    if (at_ == tokens_.size() || tokens_[at_].kind != AttributeToken::Kind::integer) {
      return fail("expected a number");
    }
    const std::string text = (negative ? "-" : "") + tokens_[at_].text;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), result.number);
    if (error != std::errc{} || end != text.data() + text.size()) {
      return fail("the number is too large");
    }
    result.text = text;
    result.span = join(result.span, tokens_[at_].span);
    ++at_;
  }

  void parenthesised(Argument& result, int depth) {
    ++at_;
    list(result.arguments, depth + 1);
    if (error_) return;
    if (!is(")")) return fail("expected ',' or ')'");
    result.span = join(result.span, tokens_[at_].span);
    ++at_;
  }

  void path(Argument& result) {
    result.kind = Argument::Kind::path;
    if (take("::")) {
      result.scope.emplace_back();
      result.text = "::";
    }
    for (;;) {
      if (!is_word(at_)) return fail("expected a name");
      result.scope.push_back(tokens_[at_].text);
      result.text += tokens_[at_].text;
      result.span = join(result.span, tokens_[at_].span);
      ++at_;
      if (!take("::")) break;
      result.text += "::";
    }
    while (take(".")) {
      if (!is_word(at_)) return fail("expected a member's name");
      result.members.push_back(tokens_[at_].text);
      result.text += "." + tokens_[at_].text;
      result.span = join(result.span, tokens_[at_].span);
      ++at_;
    }
  }

  const std::vector<AttributeToken>& tokens_;
  const Span& end_;
  std::size_t at_ = 0;
  std::optional<AttributeSyntaxError> error_;
};

}  // namespace

Span join(const Span& first, const Span& last) {
  return {first.first, last.last, last.last_length};
}

Arguments read_arguments(const std::vector<AttributeToken>& tokens, const Span& end) {
  Arguments result;
  result.syntax_error = ArgumentReader(tokens, end).read(result.list);
  return result;
}

}  // namespace limbeck::compiler
