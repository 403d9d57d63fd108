#include "runtime/connection/postgresql/session.h"

#include <libpq-fe.h>

#include <exception>
#include <stdexcept>
#include <typeinfo>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/postgresql/server_version.h"
#include "runtime/connection/postgresql/values.h"

namespace limbeck::connection {
namespace {

const char* or_empty(const char* value) { return value == nullptr ? "" : value; }

#if !defined(PQXX_VERSION_MAJOR) || PQXX_VERSION_MAJOR >= 7
/// Version 8 has exec alone for this, the first ones of version 7 have exec_params alone.
template <class Work, class Params>
pqxx::result exec_with(Work& work, const std::string& sql, const Params& parameters) {
  if constexpr (requires { work.exec(std::string_view(sql), parameters); }) {
    return work.exec(std::string_view(sql), parameters);
  } else {
    return work.exec_params(sql, parameters);
  }
}
#else
/// Version 6 throws away what the server said last when it ended a session, and says only that
/// there is no connection. libpq still has it, and gives it to who has its connection, which
/// version 6 gives to large objects only, by a transaction; this one does nothing.
class NoTransaction final : public pqxx::dbtransaction {
 public:
  explicit NoTransaction(pqxx::connection& connection)
      : pqxx::internal::namedclass("limbeck"), pqxx::dbtransaction(connection, false) {}
  ~NoTransaction() noexcept override { End(); }
  NoTransaction(const NoTransaction&) = delete;
  NoTransaction& operator=(const NoTransaction&) = delete;

 private:
  void do_begin() override {}
  void do_commit() override {}
};

class LibpqConnection : public pqxx::largeobject {
 public:
  static PGconn* of(pqxx::connection& connection) {
    const NoTransaction transaction(connection);
    return raw_connection(transaction);
  }
};

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
#endif

}  // namespace

struct Session::Impl {
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR < 7
  /// A server that ends all sessions, because one of its processes has crashed, says why in a
  /// warning.
  class LastWarning final : public pqxx::errorhandler {
   public:
    explicit LastWarning(pqxx::connection& connection) : pqxx::errorhandler(connection) {}
    bool operator()(const char text[]) noexcept override {
      try {
        last = text;
      } catch (...) {  // NOLINT(bugprone-empty-catch): without memory it says less
      }
      return true;
    }
    std::string last;
  };
#endif

  explicit Impl(const std::string& conninfo)
      : own(std::make_unique<pqxx::connection>(conninfo)), connection(*own) {
    listen();
    reactivates(false);
    work = std::make_unique<pqxx::nontransaction>(connection);
  }

  explicit Impl(pqxx::connection& open) : connection(open) {
    if (!connection.is_open()) {
      throw Error(Error::Code::connection, "the connection to migrate is closed");
    }
    try {
      listen();
      work = std::make_unique<pqxx::nontransaction>(connection);
    } catch (const std::logic_error&) {
      throw Error(Error::Code::usage,
                  "the connection to migrate has an open transaction object; end it first");
    }
    reactivates(false);
  }

  ~Impl() {
    work.reset();
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR < 7
    warning.reset();
#endif
    if (!own) reactivates(true);
  }

  // Version 6 connects again behind its user's back; 7 never does.
  void reactivates([[maybe_unused]] bool allowed) {
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR < 7
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    connection.inhibit_reactivation(!allowed);
#pragma GCC diagnostic pop
#endif
  }

  void listen() {
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR < 7
    libpq = LibpqConnection::of(connection);
    warning = std::make_unique<LastWarning>(connection);
#endif
  }

#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR < 7
  [[noreturn]] void throw_lost() const {
    const char* text = PQerrorMessage(libpq);
    if (text == nullptr || *text == '\0') {
      if (std::current_exception() != nullptr) throw;
      throw pqxx::broken_connection();
    }
    throw pqxx::broken_connection(warning->last + text);
  }

  Rows copy_out(const std::string& sql) {
    warning->last.clear();
    Rows rows;
    // Results of the statements before it are not waited for.
    Result result(PQexec(libpq, sql.c_str()), PQclear);
    if (result == nullptr) throw_lost();
    if (PQresultStatus(result.get()) == PGRES_COPY_OUT) read_lines(rows);
    Result failed(nullptr, PQclear);
    while (result != nullptr) {
      if (PQresultStatus(result.get()) == PGRES_FATAL_ERROR) failed = std::move(result);
      result.reset(PQgetResult(libpq));
    }
    if (failed != nullptr) throw_failed(failed.get(), sql);
    if (PQstatus(libpq) != CONNECTION_OK) throw_lost();
    return rows;
  }

  void read_lines(Rows& rows) {
    char* line = nullptr;
    int size = 0;
    while ((size = PQgetCopyData(libpq, &line, 0)) > 0) {
      const std::unique_ptr<char, decltype(&PQfreemem)> freed(line, PQfreemem);
      // Each ends with a line feed, and only then is there none.
      rows.rows.push_back({copied_value({line, static_cast<std::size_t>(size) - 1})});
    }
  }

  [[noreturn]] void throw_failed(const PGresult* result, const std::string& sql) {
    const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (code == nullptr) throw_lost();
    throw pqxx::sql_error(PQresultErrorMessage(result), sql, code);
  }
#endif

  /// Runs what sends something; where the server ends the session, the exception says what it said.
  template <class Send>
  pqxx::result sent(Send send) {
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR < 7
    warning->last.clear();
    try {
      return send();
    } catch (const pqxx::too_many_connections&) {
      throw;
    } catch (const pqxx::broken_connection&) {
      throw_lost();
    } catch (const pqxx::sql_error& failure) {
      // What has no code is libpq's: the connection has ended in the middle of a message. (Those of
      // a kind of their own have lost theirs.)
      if (!failure.sqlstate().empty() || typeid(failure) != typeid(pqxx::sql_error)) throw;
      throw_lost();
    }
#else
    return send();
#endif
  }

  std::unique_ptr<pqxx::connection> own;
  pqxx::connection& connection;
  std::unique_ptr<pqxx::nontransaction> work;
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR < 7
  PGconn* libpq = nullptr;
  std::unique_ptr<LastWarning> warning;
#endif
};

Session::Session(const std::string& conninfo) : impl_(std::make_unique<Impl>(conninfo)) {
  refuse_old_server();
}
Session::Session(pqxx::connection& open) : impl_(std::make_unique<Impl>(open)) {
  refuse_old_server();
}
Session::~Session() = default;

pqxx::result Session::exec(std::string_view sql) {
  return impl_->sent([&] { return impl_->work->exec(std::string(sql)); });
}

pqxx::result Session::exec(std::string_view sql, const std::vector<const char*>& parameters) {
  return impl_->sent([&] {
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR < 7
    return impl_->work->exec_params(std::string(sql),
                                    pqxx::prepare::make_dynamic_params(parameters));
#else
    pqxx::params values;
    values.reserve(parameters.size());
    for (const char* parameter : parameters) {
      if (parameter == nullptr) {
        values.append();
      } else {
        values.append(std::string(parameter));
      }
    }
    return exec_with(*impl_->work, std::string(sql), values);
#endif
  });
}

std::optional<Rows> Session::copy_out([[maybe_unused]] const std::string& sql) {
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR < 7
  return impl_->copy_out(sql);
#else
  return std::nullopt;
#endif
}

void Session::refuse_old_server() const {
  const std::string wrong = too_old(server_version(), place());
  if (!wrong.empty()) throw Error(Error::Code::usage, wrong);
}

bool Session::is_open() const { return impl_->connection.is_open(); }

int Session::backend() const { return impl_->connection.backendpid(); }

int Session::server_version() const { return impl_->connection.server_version(); }

std::optional<bool> Session::is_known_standby() const {
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR < 7
  const char* value = PQparameterStatus(impl_->libpq, "in_hot_standby");
  if (value != nullptr) return std::string_view(value) == "on";
#endif
  return std::nullopt;
}

std::string Session::user() const { return or_empty(impl_->connection.username()); }

std::string Session::place() const {
  pqxx::connection& connection = impl_->connection;  // version 6 asks for more than const
  return concat({or_empty(connection.hostname()), ":", or_empty(connection.port()), "/",
                 or_empty(connection.dbname())});
}

}  // namespace limbeck::connection
