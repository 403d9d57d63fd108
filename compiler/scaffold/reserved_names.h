// Names that an identifier of a model cannot have.
#pragma once

#include <string_view>

namespace limbeck::compiler {

/// Whether the name is a keyword or an alternative token of C++, a macro of the C library, of
/// Linux, Windows or Qt, or a function of the C library, which a namespace cannot have the name of.
bool is_reserved_name(std::string_view name);

}  // namespace limbeck::compiler
