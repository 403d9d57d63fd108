#include "compiler/scan/attribute_tokens.h"

#include <clang/Basic/TargetInfo.h>
#include <clang/Lex/LiteralSupport.h>
#include <clang/Lex/Preprocessor.h>

namespace limbeck::compiler {
namespace {

Span span_of(const clang::Token& token) {
  const Place place = token.getLocation().getRawEncoding();
  return {place, place, static_cast<int>(token.getLength())};
}

// Adjacent literals with their escapes and prefixes, as C++ reads them; not wide ones, which are no
// SQL.
AttributeToken string_token(llvm::ArrayRef<clang::Token> literals,
                            const clang::Preprocessor& preprocessor) {
  AttributeToken result;
  result.span = join(span_of(literals.front()), span_of(literals.back()));
  const clang::StringLiteralParser parser(literals, preprocessor.getSourceManager(),
                                          preprocessor.getLangOpts(), preprocessor.getTargetInfo());
  if (parser.hadError || !parser.getUDSuffix().empty() || parser.isWide() || parser.isUTF16() ||
      parser.isUTF32()) {
    return result;
  }
  result.kind = AttributeToken::Kind::string;
  result.text = parser.GetString().str();
  return result;
}

AttributeToken number_token(const clang::Token& token, const clang::Preprocessor& preprocessor) {
  AttributeToken result;
  result.span = span_of(token);
  std::string digits;
  for (const char c : preprocessor.getSpelling(token)) {
    if (c != '\'') digits += c;
  }
  unsigned long long value = 0;
  if (!llvm::StringRef(digits).rtrim("uUlLzZ").getAsInteger(0, value)) {
    result.kind = AttributeToken::Kind::integer;
    result.text = std::to_string(value);
  }
  return result;
}

std::vector<AttributeToken> spelled(const std::vector<clang::Token>& tokens,
                                    const clang::Preprocessor& preprocessor) {
  std::vector<AttributeToken> result;
  for (std::size_t at = 0; at < tokens.size();) {
    const clang::Token& token = tokens[at];
    if (clang::tok::isStringLiteral(token.getKind())) {
      std::size_t end = at;
      while (end < tokens.size() && clang::tok::isStringLiteral(tokens[end].getKind())) ++end;
      result.push_back(string_token(llvm::ArrayRef(tokens).slice(at, end - at), preprocessor));
      at = end;
      continue;
    }
    ++at;
    if (token.is(clang::tok::numeric_constant)) {
      result.push_back(number_token(token, preprocessor));
      continue;
    }
    AttributeToken& one = result.emplace_back();
    one.span = span_of(token);
    if (token.isLiteral()) continue;
    one.text = preprocessor.getSpelling(token);
    one.kind = token.getIdentifierInfo() != nullptr ? AttributeToken::Kind::word
                                                    : AttributeToken::Kind::symbol;
  }
  return result;
}

}  // namespace

std::optional<AttributeSyntaxError> spell(const WrittenAttribute& written,
                                          const clang::Preprocessor& preprocessor,
                                          Attribute& into) {
  into.name = preprocessor.getSpelling(written.name);
  into.span = span_of(written.name);
  const Place end = written.end.getRawEncoding();
  Arguments arguments = read_arguments(spelled(written.arguments, preprocessor), {end, end, 1});
  into.arguments = std::move(arguments.list);
  return std::move(arguments.syntax_error);
}

}  // namespace limbeck::compiler
