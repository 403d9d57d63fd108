#pragma once

#include <string>
#include <string_view>

namespace limbeck::offline {

/// `-- text`, on one line whatever is in the text.
std::string comment(std::string_view text);

/// A statement as it stands in a script: with the semicolon that ends it, and a new line before
/// that where a comment at its end would swallow it.
std::string terminated(std::string_view sql);

}  // namespace limbeck::offline
