#include "runtime/connection/doing.h"

#include "limbeck/error.h"
#include "migrations/text/concat.h"

namespace limbeck::connection {

std::string failure_message(const Driver& driver, std::string_view purpose, const Error& error) {
  const std::string role = driver.role();
  std::string out = error.what();
  if (!error.sqlstate().empty()) {
    const bool is_named = error.sqlstate().starts_with("SQLITE");
    out += concat({is_named ? " (" : " (SQLSTATE ", error.sqlstate(), ")"});
  }
  if (!error.detail().empty()) out += "\n  detail: " + error.detail();
  if (!error.hint().empty()) out += "\n  hint: " + error.hint();
  out += concat({"\n  while ", purpose, ", in the database '", driver.place(), "'"});
  if (!role.empty()) out += concat({" as the role ", role});
  if (!error.next_step().empty()) out += "\n  what to do: " + error.next_step();
  return out;
}

void rethrow_with_purpose(Driver& driver, std::string_view purpose) {
  try {
    throw;
  } catch (const Error& error) {
    const Error::Code code = error.code();
    const bool is_databases = code == Error::Code::connection ||
                              (!error.sqlstate().empty() &&
                               (code == Error::Code::statement || code == Error::Code::locked ||
                                code == Error::Code::interrupted));
    if (!is_databases || !error.place().empty() || !error.revision().empty()) throw;
    Error closer = error;
    driver.look_closer(closer);
    Error whole(code, failure_message(driver, purpose, closer));
    whole.with_statement(closer.statement())
        .with_sqlstate(closer.sqlstate())
        .with_detail(closer.detail())
        .with_hint(closer.hint())
        .with_next_step(closer.next_step())
        .at_place(driver.place())
        .after(closer.applied())
        .worth_retrying(closer.retryable());
    throw whole;
  }
}

}  // namespace limbeck::connection
