#include "runtime/connection/postgresql/timeouts.h"

#include "migrations/text/concat.h"

namespace limbeck::connection {
namespace {

std::string milliseconds(std::chrono::milliseconds value) {
  return std::to_string(value.count());  // PostgreSQL's unit for both settings
}

}  // namespace

std::string Timeouts::at_begin() {
  limited_ = false;
  if (limits_.statement.count() <= 0) return {};
  return concat({"SET LOCAL statement_timeout = ", milliseconds(limits_.statement), ";\n"});
}

std::string Timeouts::before(const StatementWords& words) {
  const bool limit = limits_locks(words);
  if (limit == limited_ || words.sets_lock_timeout) return {};
  limited_ = limit;
  return concat({"SET LOCAL lock_timeout = ", limit ? milliseconds(limits_.lock) : "0", ";\n"});
}

std::string Timeouts::around(const StatementWords& words) const {
  if (words.sets_lock_timeout) return {};
  // What stops halfway leaves an index that takes writes and serves no query.
  if (words.is_concurrent) return "SET lock_timeout = 0; SET statement_timeout = 0";
  std::string sql;
  if (limits_locks(words)) sql = concat({"SET lock_timeout = ", milliseconds(limits_.lock), "; "});
  return sql + around_data();
}

std::string Timeouts::around_data() const {
  if (limits_.statement.count() <= 0) return {};
  return "SET statement_timeout = " + milliseconds(limits_.statement);
}

KeptTimeouts::KeptTimeouts(Session& session) : session_(session) {
  const pqxx::result now = session_.exec(
      "SELECT pg_catalog.current_setting('lock_timeout'),"
      " pg_catalog.current_setting('statement_timeout')");
  lock_ = now.at(0).at(0).c_str();
  statement_ = now.at(0).at(1).c_str();
}

KeptTimeouts::~KeptTimeouts() {
  try {
    session_.exec(
        concat({"SET lock_timeout = '", lock_, "'; SET statement_timeout = '", statement_, "'"}));
  } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has no settings
  }
}

}  // namespace limbeck::connection
