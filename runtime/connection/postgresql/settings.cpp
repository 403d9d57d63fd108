#include "runtime/connection/postgresql/settings.h"

#include <unistd.h>

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/postgresql/own_names.h"
#include "migrations/sql/postgresql/postgresql.h"
#include "migrations/text/concat.h"
#include "runtime/connection/postgresql/pinned_settings.h"
#include "runtime/connection/postgresql/values.h"
#include "runtime/connection/process.h"

namespace limbeck::connection {
namespace {

using sql::postgresql::look_as_before;
using sql::postgresql::look_in_catalog;
using sql::postgresql::look_in_catalog_at_once;

constexpr const char* reset = "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL;\n";

/// So that the server notices in a minute when this host is gone without a word, and gives the lock
/// to others; not in the system's two hours. 0 is for connections that need none.
constexpr const char* keep_alive =
    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = "
    "3; ";

/// So that the server stops working for a process that is no more, whose session keeps the lock
/// meanwhile, within a second instead of at the statement's end. Where it has not been set, and the
/// server can: from version 14 on, where its system reports it.
constexpr const char* watch_client = "SET client_connection_check_interval = '1s'; ";
constexpr const char* can_watch_client =
    "EXISTS (SELECT 1 FROM pg_settings WHERE name = 'client_connection_check_interval'"
    " AND source = 'default' AND version() LIKE '%linux%')";

/// Seen by those who wait. The server keeps 63 bytes of it.
std::string application_name() {
  std::string name =
      concat({"limbeck, process ", std::to_string(::getpid()), " of ", user_at_host()});
  for (char& c : name) {
    if (c == '\'' || c == '\\' || static_cast<unsigned char>(c) < ' ') c = '_';
  }
  return name.substr(0, 63);
}

/// What this session has set, and as whom it works, as SQL. Under the session's own search_path,
/// which it may have set too.
constexpr const char* settings_of_session =
    "SELECT pg_catalog.concat(coalesce(pg_catalog.string_agg(pg_catalog.format("
    "'SELECT pg_catalog.set_config(%L, %L, false)', name, pg_catalog.current_setting(name)), '; '),"
    " 'SELECT 1'), pg_catalog.format("
    "'; SELECT pg_catalog.set_config(''session_authorization'', %L, false)', session_user),"
    " CASE WHEN pg_catalog.current_setting('role') OPERATOR(pg_catalog.=) 'none' THEN ''"
    " ELSE pg_catalog.format('; SELECT pg_catalog.set_config(''role'', %L, false)',"
    " pg_catalog.current_setting('role')) END)"
    " FROM pg_catalog.pg_settings WHERE source OPERATOR(pg_catalog.=) 'session'";

/// The elements of the setting as SQL, each quoted; empty where one is written in another way than
/// PostgreSQL itself writes them. Unquoted, `user` would be a keyword.
std::string quoted_elements(std::string_view setting) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyz0123456789_";
  std::string list;
  while (!setting.empty()) {
    const bool is_quoted = setting.front() == '"';
    const std::size_t end = is_quoted ? setting.find('"', 1) : setting.find_first_not_of(plain);
    const std::size_t size = std::min(end, setting.size()) + (is_quoted ? 1 : 0);
    if (size == 0 || size > setting.size()) return {};
    const std::string element(setting.substr(0, size));
    list += concat({list.empty() ? "" : ", ", is_quoted ? element : "\"" + element + "\""});
    setting.remove_prefix(size);
    if (setting.empty()) return list;
    if (!setting.starts_with(", ")) return {};
    setting.remove_prefix(2);
  }
  return {};
}

std::string set_path_local(std::string_view setting) {
  // A function takes the server several times as long.
  const std::string elements = quoted_elements(setting);
  if (!elements.empty()) return concat({"SET LOCAL search_path = ", elements, ";\n"});
  return concat({"SELECT pg_catalog.set_config('search_path', ",
                 sql::postgresql_dialect().quote_literal(setting), ", true);\n"});
}

}  // namespace

bool Settings::make(Session& session) {
  const pqxx::result now = session.exec(
      concat({for_own_statement(), "SELECT pg_backend_pid() <> ", std::to_string(session.backend()),
              ", current_setting('lock_timeout') = '0',"
              " current_setting('application_name') IN ('', 'limbeck'),"
              " current_setting('tcp_keepalives_idle')::integer > 60, ",
              can_watch_client, ", ", keys_are_enforced}));
  if (!is_true(now, 5)) {
    throw Error(Error::Code::usage,
                concat({"the database '", session.place(), "': ", keys_are_not_enforced}));
  }
  pooled_ = is_true(now, 0);
  made_ = true;
  if (pooled_) return is_true(now, 1);
  if (is_true(now, 2)) more_ = concat({"SET application_name = '", application_name(), "'; "});
  if (is_true(now, 3)) more_ += keep_alive;
  if (is_true(now, 4)) more_ += watch_client;
  if (lent_) original_ = session.exec(settings_of_session).at(0).at(0).c_str();
  // Known here, it is not asked for in each transaction.
  const pqxx::result path = session.exec(own() + "SELECT current_setting('limbeck.search_path')");
  path_back_ = set_path_local(path.at(0).at(0).c_str());
  return is_true(now, 1);
}

std::string Settings::set_local_identity() const {
  std::string sql;
  if (!identity_.role.empty()) sql += concat({"SET LOCAL ROLE ", identity_.role, "; "});
  if (!identity_.search_path.empty()) {
    sql += concat({"SET LOCAL search_path = ", identity_.search_path, "; "});
  }
  return sql;
}

std::string Settings::own() const {
  std::string sql;
  if (!identity_.role.empty()) sql += concat({"SET ROLE ", identity_.role, "; "});
  if (!identity_.search_path.empty())
    sql += concat({"SET search_path = ", identity_.search_path, "; "});
  return concat({sql, look_in_catalog, set_pinned, set_where_it_can_be, "; ", more_, "\n"});
}

std::string Settings::for_statement() const {
  if (pooled_) return for_transaction() + look_as_before;
  return made_ ? std::string() : set_local_identity();
}

std::string Settings::for_own_statement() const {
  if (pooled_) return for_transaction();
  return (made_ ? std::string() : set_local_identity()) + look_in_catalog_at_once;
}

std::string Settings::for_transaction() const {
  if (!pooled_) return look_in_catalog;
  return concat(
      {set_local_identity(), look_in_catalog, set_pinned_local, set_where_it_can_be_local, ";\n"});
}

std::string Settings::again() const {
  if (pooled_) return reset + for_transaction();
  return reset + (original_.empty() ? std::string() : original_ + ";\n") + own();
}

std::string Settings::role_again() const {
  std::string sql = "SET LOCAL session_authorization TO DEFAULT; SET LOCAL role TO DEFAULT; ";
  if (!identity_.role.empty()) sql += concat({"SET LOCAL ROLE ", identity_.role, "; "});
  return sql;
}

std::string Settings::give_back() const {
  if (!lent_ || !made_ || pooled_) return {};
  return reset + original_;
}

}  // namespace limbeck::connection
