// The words of options that name a dialect.
#pragma once

#include <string_view>

namespace limbeck::commands {

/// The dialects, in alphabetical order, with spaces between.
std::string_view dialect_words();

/// The templates of `limbeck init`: one a dialect that needs a server, among others.
std::string_view template_words();

}  // namespace limbeck::commands
