// The arguments of an attribute in a model's header: any tokens are read or told at their place,
// and what was read is written so that it is read as the same again. The input is a text that is
// cut into tokens.
#include <cctype>

#include "compiler/scan/attribute_syntax.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;
using compiler::Argument;
using compiler::AttributeToken;

namespace {

std::vector<AttributeToken> tokens_of(std::string_view text) {
  std::vector<AttributeToken> tokens;
  for (std::size_t at = 0; at < text.size();) {
    using Kind = AttributeToken::Kind;
    const auto is = [&](auto test) {
      return at < text.size() && test(static_cast<unsigned char>(text[at]));
    };
    const auto is_word = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
    const auto is_digit = [](unsigned char c) { return c >= '0' && c <= '9'; };
    const std::size_t start = at;
    Kind kind = Kind::symbol;
    std::string value;
    if (text[at] == ' ' || text[at] == '\n') {
      ++at;
      continue;
    }
    if (text[at] == '"') {
      kind = Kind::string;
      const std::size_t end = std::min(text.find('"', at + 1), text.size());
      value = text.substr(at + 1, end - at - 1);
      at = std::min(end + 1, text.size());
    } else if (is(is_digit)) {
      kind = Kind::integer;
      while (is(is_digit)) ++at;
      value = text.substr(start, at - start);
    } else if (is(is_word)) {
      kind = Kind::word;
      while (is(is_word)) ++at;
      value = text.substr(start, at - start);
    } else {
      if (text[at] == '@') kind = Kind::other;
      at += text.substr(at, 2) == "::" ? 2 : 1;
      value = text.substr(start, at - start);
    }
    const auto place = static_cast<compiler::Place>(start + 1);
    tokens.push_back({kind, value, {place, place, static_cast<int>(at - start)}});
  }
  return tokens;
}

std::string written(const std::vector<Argument>& arguments);

std::string written(const Argument& argument) {
  std::string out = argument.key.empty() ? "" : argument.key + " = ";
  switch (argument.kind) {
    case Argument::Kind::string:
      return out + '"' + argument.text + '"';
    case Argument::Kind::group:
      return out + "(" + written(argument.arguments) + ")";
    case Argument::Kind::call:
      return out + argument.text + "(" + written(argument.arguments) + ")";
    case Argument::Kind::path:
    case Argument::Kind::integer:
      return out + argument.text;
  }
  return out;
}

std::string written(const std::vector<Argument>& arguments) {
  std::string out;
  for (const Argument& argument : arguments) out += (out.empty() ? "" : ", ") + written(argument);
  return out;
}

bool same(const std::vector<Argument>& a, const std::vector<Argument>& b);

bool same(const Argument& a, const Argument& b) {
  return a.kind == b.kind && a.key == b.key && a.text == b.text && a.scope == b.scope &&
         a.members == b.members && a.number == b.number && same(a.arguments, b.arguments);
}

bool same(const std::vector<Argument>& a, const std::vector<Argument>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Argument& one, const Argument& other) { return same(one, other); });
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const auto end = static_cast<compiler::Place>(size + 1);
  const compiler::Arguments read = compiler::read_arguments(tokens_of(text), {end, end, 1});
  if (read.syntax_error) {
    fuzz::require(!read.syntax_error->message.empty(), "what cannot be read has a message");
    fuzz::require(read.syntax_error->span.first >= 1 && read.syntax_error->span.first <= end &&
                      read.syntax_error->span.last <= end,
                  "a problem is reported at its place", read.syntax_error->message);
  }
  const std::string again = written(read.list);
  const compiler::Arguments reread = compiler::read_arguments(tokens_of(again), {end, end, 1});
  fuzz::require(!reread.syntax_error && same(reread.list, read.list),
                "arguments are read as they were written", again);
  return 0;
}
