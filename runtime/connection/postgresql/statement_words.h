// What SQL says about the session it runs in, as far as its statements' first words tell.
#pragma once

#include <string_view>

namespace limbeck::connection {

struct StatementWords {
  bool controls_transaction = false;  ///< BEGIN, COMMIT, ROLLBACK …
  /// Not only DDL and changes of rows: SET, DO, SELECT f() … may leave other settings behind.
  bool may_change_settings = false;
  bool sets_lock_timeout = false;  ///< itself, or says how
  bool releases_locks = false;     ///< of the session: DISCARD, pg_advisory_unlock_all()
  bool drops_prepared = false;     ///< of the session: DISCARD, DEALLOCATE
  /// Takes a lock that later readers or writers of a table wait behind: ALTER, DROP, LOCK …
  bool blocks_tables = false;
  /// Builds or drops an index, or detaches a partition, without that; must not be interrupted.
  bool is_concurrent = false;
};

/// Looks at the first words of the text and at those after each semicolon, wherever the semicolon
/// is: what a string or function body holds may be taken for a statement, never the other way
/// round.
StatementWords words_of(std::string_view sql);

}  // namespace limbeck::connection
