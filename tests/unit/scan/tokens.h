// Tokens of attributes without a compiler: words, numbers, strings and symbols from a short text.
#pragma once

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/scan/attribute_syntax.h"

namespace limbeck::compiler {

inline std::vector<AttributeToken> tokens_of(std::string_view text) {
  std::vector<AttributeToken> tokens;
  const auto is_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    AttributeToken token;
    if (text[at] == '\'') {
      while (end < text.size() && text[end] != '\'') ++end;
      token.kind = AttributeToken::Kind::string;
      token.text = text.substr(at + 1, end - at - 1);
      if (end < text.size()) ++end;
    } else if (is_name(text[at])) {
      while (end < text.size() && is_name(text[end])) ++end;
      token.text = text.substr(at, end - at);
      token.kind = std::isdigit(static_cast<unsigned char>(text[at])) != 0
                       ? AttributeToken::Kind::integer
                       : AttributeToken::Kind::word;
    } else {
      if (text.substr(at, 2) == "::") ++end;
      token.kind = AttributeToken::Kind::symbol;
      token.text = text.substr(at, end - at);
    }
    const auto place = static_cast<Place>(at + 1);
    token.span = {place, place, static_cast<int>(end - at)};
    tokens.push_back(std::move(token));
    at = end;
  }
  return tokens;
}

inline Arguments arguments_of(std::string_view text) {
  const auto end = static_cast<Place>(text.size() + 1);
  return read_arguments(tokens_of(text), {end, end, 1});
}

}  // namespace limbeck::compiler
