// Converts Clang's tokens to those of attribute_syntax.h.
#pragma once

#include <optional>

#include "compiler/scan/attribute_rules.h"
#include "compiler/scan/attribute_tokens.h"

namespace limbeck::compiler {

/// Sets name, span and arguments of the attribute. Returns the error if they cannot be parsed.
std::optional<AttributeSyntaxError> spell(const WrittenAttribute& written,
                                          const clang::Preprocessor& preprocessor, Attribute& into);

}  // namespace limbeck::compiler
