#include "runtime/connection/postgresql/session.h"

#include <stdexcept>

#include "limbeck/error.h"
#include "migrations/text/concat.h"

namespace limbeck::connection {
namespace {

const char* text(const char* value) { return value == nullptr ? "" : value; }

}  // namespace

struct Session::Impl {
  explicit Impl(const std::string& conninfo)
      : own(std::make_unique<pqxx::connection>(conninfo)), connection(*own) {
    reactivates(false);
    work = std::make_unique<pqxx::nontransaction>(connection);
  }

  explicit Impl(pqxx::connection& open) : connection(open) {
    if (!connection.is_open()) {
      throw Error(Error::Code::connection, "the connection to migrate is closed");
    }
    try {
      work = std::make_unique<pqxx::nontransaction>(connection);
    } catch (const std::logic_error&) {
      throw Error(Error::Code::usage,
                  "the connection to migrate has an open transaction object; end it first");
    }
    reactivates(false);
  }

  ~Impl() {
    work.reset();
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

  std::unique_ptr<pqxx::connection> own;
  pqxx::connection& connection;
  std::unique_ptr<pqxx::nontransaction> work;
};

Session::Session(const std::string& conninfo) : impl_(std::make_unique<Impl>(conninfo)) {}
Session::Session(pqxx::connection& open) : impl_(std::make_unique<Impl>(open)) {}
Session::~Session() = default;

pqxx::result Session::exec(std::string_view sql) { return impl_->work->exec(std::string(sql)); }

pqxx::result Session::exec(std::string_view sql, const std::vector<const char*>& parameters) {
  return impl_->work->exec_params(std::string(sql), pqxx::prepare::make_dynamic_params(parameters));
}

bool Session::is_open() const { return impl_->connection.is_open(); }

int Session::backend() const { return impl_->connection.backendpid(); }

std::string Session::place() const {
  pqxx::connection& connection = impl_->connection;  // version 6 asks for more than const
  return concat(
      {text(connection.hostname()), ":", text(connection.port()), "/", text(connection.dbname())});
}

}  // namespace limbeck::connection
