#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace limbeck {
inline namespace v1 {

/// The only exception that the runtime throws for errors of databases, histories and options. Its
/// message says what is wrong, where, and what to do. The properties are for code that has to
/// react. It never contains a password.
class Error : public std::runtime_error {
 public:
  enum class Code : unsigned char {
    connection,   ///< the database cannot be reached or opened
    statement,    ///< a statement failed: statement(), sqlstate(), revision()
    locked,       ///< another process holds the lock, past the deadline
    history,      ///< the history and the ledger contradict each other: an unknown revision, an
                  ///< edited file
    target,       ///< the target cannot be reached
    behind,       ///< the database is behind, and OnLaunch does not allow to migrate it
    data,         ///< rows violate the new schema (a foreign key check before COMMIT)
    interrupted,  ///< it was stopped at a safe point, as MigrateOptions::stop asked
    usage,        ///< an option or a URL is invalid
  };

  /// In what(), control characters, marks of writing direction and bytes that are not UTF-8 are
  /// escapes
  /// (`\x1b`), so that it can be printed on terminals and in logs. The properties are unchanged.
  Error(Code code, const std::string& message);

  Code code() const noexcept { return code_; }
  /// The revision that was running, or empty.
  const std::string& revision() const noexcept { return revision_; }
  /// The SQL that failed, or empty.
  const std::string& statement() const noexcept { return statement_; }
  /// SQLSTATE (PostgreSQL), the extended result code's name (SQLite), or empty.
  const std::string& sqlstate() const noexcept { return sqlstate_; }
  /// PostgreSQL's DETAIL and HINT, each of which may be empty.
  const std::string& detail() const noexcept { return detail_; }
  const std::string& hint() const noexcept { return hint_; }
  /// The database, as messages name it (`db:5432/shop`, the path of a file), or empty if it is not
  /// known.
  const std::string& place() const noexcept { return place_; }
  /// What to do about it, which depends on sqlstate() (docs/errors.md), or empty.
  const std::string& next_step() const noexcept { return next_step_; }
  /// The revisions that were applied before the error, and stay applied. (If the server of
  /// PostgreSQL crashes during a run, it may lose the last of them completely; the next run applies
  /// them.)
  const std::vector<std::string>& applied() const noexcept { return applied_; }
  /// Whether the same call may succeed later without any intervention.
  bool retryable() const noexcept { return retryable_; }

  Error& at_revision(std::string id) {
    revision_ = std::move(id);
    return *this;
  }
  Error& with_statement(std::string sql) {
    statement_ = std::move(sql);
    return *this;
  }
  Error& with_sqlstate(std::string state) {
    sqlstate_ = std::move(state);
    return *this;
  }
  Error& with_detail(std::string detail) {
    detail_ = std::move(detail);
    return *this;
  }
  Error& with_hint(std::string hint) {
    hint_ = std::move(hint);
    return *this;
  }
  Error& at_place(std::string place) {
    place_ = std::move(place);
    return *this;
  }
  Error& with_next_step(std::string step) {
    next_step_ = std::move(step);
    return *this;
  }
  Error& after(std::vector<std::string> applied) {
    applied_ = std::move(applied);
    return *this;
  }
  Error& worth_retrying(bool retryable = true) {
    retryable_ = retryable;
    return *this;
  }

 private:
  Code code_;
  std::string revision_, statement_, sqlstate_, detail_, hint_, place_, next_step_;
  std::vector<std::string> applied_;
  bool retryable_ = false;
};

}  // namespace v1
}  // namespace limbeck
