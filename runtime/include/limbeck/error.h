#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace limbeck {
inline namespace v1 {

/// The one exception of the runtime. Its message says what is wrong, where, and what to do next;
/// the properties are for code that decides. Never holds a password.
class Error : public std::runtime_error {
 public:
  enum class Code : unsigned char {
    connection,   ///< the database cannot be reached or opened
    statement,    ///< a statement failed: statement(), sqlstate(), revision()
    locked,       ///< another process holds the lock, past the deadline
    history,      ///< the history, or what the database says of it, does not fit: unknown revision,
                  ///< edited file
    target,       ///< the asked-for revision cannot be reached
    behind,       ///< the database is behind and the policy is not to migrate it
    data,         ///< rows do not fit the new schema (a foreign key check before COMMIT)
    interrupted,  ///< asked to stop; stopped at a safe point
    usage,        ///< an option or URL that cannot be understood
  };

  /// what() is for people, on terminals and in logs: control characters, marks of writing direction
  /// and bytes that are no UTF-8 are escapes in it (`\x1b`). The properties are as they came.
  Error(Code code, const std::string& message);

  Code code() const noexcept { return code_; }
  /// The revision that was under way, or empty.
  const std::string& revision() const noexcept { return revision_; }
  /// The SQL that failed, or empty.
  const std::string& statement() const noexcept { return statement_; }
  /// SQLSTATE (PostgreSQL), the extended result code's name (SQLite), or empty.
  const std::string& sqlstate() const noexcept { return sqlstate_; }
  /// What the database adds to its message, each or both empty (PostgreSQL's DETAIL and HINT).
  const std::string& detail() const noexcept { return detail_; }
  const std::string& hint() const noexcept { return hint_; }
  /// The database that said so, as messages name it (`db:5432/shop`, a file's path), or empty: then
  /// the message may not say it either.
  const std::string& place() const noexcept { return place_; }
  /// What to do about it, by its sqlstate() (docs/errors.md), or empty.
  const std::string& next_step() const noexcept { return next_step_; }
  /// The revisions that were applied, and stay applied, before this happened. (If PostgreSQL's
  /// server itself crashes during a run, it may lose the last of them, whole; the next run applies
  /// them.)
  const std::vector<std::string>& applied() const noexcept { return applied_; }
  /// Whether the same call may succeed later without anybody doing anything.
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
