// From Clang's tokens to those that attribute_syntax reads.
#pragma once

#include <optional>

#include "compiler/scan/attribute_rules.h"
#include "compiler/scan/attribute_tokens.h"

namespace limbeck::compiler {

/// Fills in name, span and arguments; returns what could not be read.
std::optional<AttributeSyntaxError> spell(const WrittenAttribute& written,
                                          const clang::Preprocessor& preprocessor, Attribute& into);

}  // namespace limbeck::compiler
