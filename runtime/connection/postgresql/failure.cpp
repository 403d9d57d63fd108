#include "runtime/connection/postgresql/failure.h"

#include <array>
#include <pqxx/pqxx>
#include <utility>

#include "migrations/sql_text/secrets.h"
#include "migrations/text/concat.h"
#include "runtime/connection/postgresql/error_table.h"

namespace limbeck::connection {
namespace {

std::string trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n;";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(space) - first + 1));
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  for (std::string_view item : list) {
    if (item == text) return true;
  }
  return false;
}

/// PostgreSQL 15, "PostgreSQL Error Codes".
Error::Code code_of(std::string_view sqlstate) {
  // lock_not_available, deadlock_detected, serialization_failure
  if (is_one_of(sqlstate, {"55P03", "40P01", "40001"})) return Error::Code::locked;
  // connection exceptions; the server is going down, has crashed, or is starting. What has no code
  // is none of the server's, but of the client library, which has lost it.
  if (sqlstate.empty() || sqlstate.starts_with("08") ||
      is_one_of(sqlstate, {"57P01", "57P02", "57P03", "57P05"})) {
    return Error::Code::connection;
  }
  return Error::Code::statement;
}

const NextStep* row_of(std::string_view sqlstate, std::string_view message) {
  const NextStep* row = find_next_step(postgresql_next_steps, sqlstate, message);
  // Nobody's words: whatever keeps a connection from being there.
  return row == nullptr && sqlstate.empty() ? find_next_step(postgresql_next_steps, "08000", {})
                                            : row;
}

/// libpq says of a connection that is not there what the server said, and no code.
Error without_connection(std::string_view before, std::string_view what, std::string sqlstate) {
  // What follows the server's own last sentence is libpq's guess at the reason.
  constexpr std::string_view guess = "\nserver closed the connection unexpectedly";
  ServerMessage parts = parse_message(what.substr(0, what.find(guess)));
  const NextStep* row = row_of(sqlstate, parts.message);
  if (sqlstate.empty() && row != nullptr && row->code.size() == 5) sqlstate = row->code;
  Error error(Error::Code::connection,
              parts.message.empty() ? std::string(before) : concat({before, ": ", parts.message}));
  error.with_sqlstate(std::move(sqlstate)).with_detail(parts.detail).with_hint(parts.hint);
  error.with_next_step(std::string(row == nullptr ? "" : row->text))
      .worth_retrying(row == nullptr || row->retry);
  return error;
}

Error connection_error(const std::string& place, std::string_view what) {
  Error error =
      without_connection(concat({"the connection to the database '", place, "' failed"}), what, {});
  std::string message = error.what();
  for (const auto& [name, text] :
       {std::pair<const char*, const std::string&>{"detail", error.detail()},
        {"hint", error.hint()},
        {"what to do", error.next_step()}}) {
    if (!text.empty()) message += concat({"\n  ", name, ": ", text});
  }
  Error whole(error.code(), message);
  whole.with_sqlstate(error.sqlstate())
      .with_detail(error.detail())
      .with_hint(error.hint())
      .with_next_step(error.next_step())
      .at_place(place)
      .worth_retrying(error.retryable());
  return whole;
}

/// Of a connection that was there.
Error lost_connection(const std::string& place, std::string_view what, std::string sqlstate = {}) {
  // libpqxx's own words are about libpqxx.
  if (what.starts_with("Could not obtain client encoding") || what.starts_with("Lost connection"))
    what = {};
  return without_connection(concat({"the connection to the database '", place, "' was lost",
                                    trimmed(what).empty() ? " (the server's log says why)" : ""}),
                            what, std::move(sqlstate));
}

Error statement_error(const std::string& place, std::string_view what, std::string_view sqlstate) {
  const Error::Code code = code_of(sqlstate);
  if (code == Error::Code::connection) return lost_connection(place, what, std::string(sqlstate));
  ServerMessage parts = parse_message(what);
  Error error(code, parts.message);
  error.with_sqlstate(std::string(sqlstate))
      .with_detail(parts.detail)
      .with_hint(parts.hint)
      .worth_retrying(code == Error::Code::locked);
  set_next_step(error, row_of(sqlstate, parts.message));
  return error;
}

}  // namespace

ServerMessage parse_message(std::string_view text) {
  ServerMessage parts;
  std::string* current = &parts.message;
  std::string ignored;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto starts = [&](std::string_view word) {
      if (!line.starts_with(word)) return false;
      line.remove_prefix(word.size());
      line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
      return true;
    };
    if (starts("ERROR:") || starts("FATAL:") || starts("PANIC:") || starts("WARNING:")) {
      current = &parts.message;
    } else if (starts("DETAIL:")) {
      current = &parts.detail;
    } else if (starts("HINT:")) {
      current = &parts.hint;
    } else if (starts("CONTEXT:") || starts("QUERY:") || starts("LINE ") || starts("LOCATION:")) {
      // Where it is, limbeck says better: by the operation and the statement.
      current = &ignored;
    }
    if (!current->empty()) *current += "\n";
    *current += line;
  }
  for (std::string* part : {&parts.message, &parts.detail, &parts.hint}) *part = trimmed(*part);
  return parts;
}

void connected(const std::string& place, const std::function<void()>& work) {
  try {
    work();
  } catch (const pqxx::failure& failure) {
    // Not std::exception alone: in libpqxx 8 a failure is none of its.
    throw connection_error(place, failure.what());
  }
}

void translated(std::string_view sql, const std::string& place, const std::function<void()>& work) {
  const auto of = [&](Error error) {
    return error.with_statement(sql_text::hide_secrets(trimmed(sql)));
  };
  try {
    work();
  } catch (const pqxx::insufficient_privilege& failure) {
    // libpqxx 6 loses the code of this one, and of those below.
    throw of(statement_error(place, failure.what(), "42501"));
  } catch (const pqxx::deadlock_detected& failure) {
    throw of(statement_error(place, failure.what(), "40P01"));
  } catch (const pqxx::serialization_failure& failure) {
    throw of(statement_error(place, failure.what(), "40001"));
  } catch (const pqxx::too_many_connections& failure) {
    throw of(statement_error(place, failure.what(), "53300"));
  } catch (const pqxx::sql_error& failure) {
    throw of(statement_error(place, failure.what(), failure.sqlstate()));
  } catch (const pqxx::failure& failure) {
    throw of(lost_connection(place, failure.what()));
  }
}

}  // namespace limbeck::connection
