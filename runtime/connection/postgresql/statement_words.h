// What SQL says about the session it runs in, as far as its statements' first words tell.
#pragma once

#include <string_view>

namespace limbeck::connection {

struct StatementWords {
  bool controls_transaction = false;  ///< BEGIN, COMMIT, ROLLBACK …
  bool changes_settings = false;      ///< SET, RESET, set_config()
};

/// Looks at the first word of the text and at that after each semicolon, wherever the semicolon is:
/// what a string or function body holds may be taken for a statement, never the other way round.
StatementWords words_of(std::string_view sql);

}  // namespace limbeck::connection
