#include "runtime/connection/postgresql/failure.h"

#include <array>
#include <pqxx/pqxx>

#include "migrations/schema/secrets.h"
#include "migrations/text/concat.h"

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

Error connection_error(const std::string& place, std::string_view what) {
  Error error(Error::Code::connection, concat({"the connection to the database '", place,
                                               "' failed: ", trimmed(what)}));
  return error.worth_retrying();
}

/// Of a connection that was there.
Error lost_connection(const std::string& place, std::string_view what) {
  std::string why = trimmed(what.substr(0, what.find('\n')));
  // libpqxx's own words are about libpqxx.
  if (why.starts_with("Could not obtain client encoding") || why.starts_with("Lost connection")) {
    why.clear();
  }
  Error error(
      Error::Code::connection,
      concat({"the connection to the database '", place, "' was lost",
              why.empty() ? " (the server's log says why)" : ": " + why}));
  return error.worth_retrying();
}

Error statement_error(const std::string& place, std::string_view what, std::string_view sqlstate) {
  const Error::Code code = code_of(sqlstate);
  ServerMessage parts = parse_message(what);
  if (code == Error::Code::connection) {
    return lost_connection(place, parts.message).with_sqlstate(std::string(sqlstate));
  }
  // object_in_use, of rows whose deferred checks are still to come.
  if (sqlstate == "55006" && parts.hint.empty() &&
      parts.message.find("pending trigger events") != std::string::npos) {
    parts.hint =
        "rows that this revision changed before have checks that wait for its end; say "
        "op.execute(\"SET CONSTRAINTS ALL IMMEDIATE\") between the two, or make two revisions";
  }
  Error error(code, parts.message);
  error.with_sqlstate(std::string(sqlstate))
      .with_detail(parts.detail)
      .with_hint(parts.hint)
      .worth_retrying(code == Error::Code::locked);
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
    if (starts("ERROR:") || starts("FATAL:") || starts("PANIC:")) {
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
  try {
    work();
  } catch (const pqxx::insufficient_privilege& failure) {
    // libpqxx 6 loses the code of this one.
    throw statement_error(place, failure.what(), "42501").with_statement(schema::hide_secrets(trimmed(sql)));
  } catch (const pqxx::sql_error& failure) {
    throw statement_error(place, failure.what(), failure.sqlstate()).with_statement(schema::hide_secrets(trimmed(sql)));
  } catch (const pqxx::failure& failure) {
    throw lost_connection(place, failure.what()).with_statement(schema::hide_secrets(trimmed(sql)));
  }
}

}  // namespace limbeck::connection
