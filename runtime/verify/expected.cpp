#include "runtime/verify/expected.h"

#include "limbeck/error.h"
#include "migrations/sql/dialect.h"
#include "runtime/introspect/introspection.h"

namespace limbeck::verify {

schema::Schema as_kept(connection::Driver& driver, const schema::Schema& schema,
                       std::vector<introspect::Borrowed>* borrowed) {
  std::string message;
  for (const Finding& refusal : sql::find_dialect(driver.dialect())->refuse(schema))
    message += "\n  " + refusal.path + ": " + refusal.message;
  if (!message.empty()) {
    throw Error(Error::Code::history, "what the database is compared with needs what " +
                                          std::string(driver.dialect()) + " does not have" +
                                          message);
  }
  return introspect::introspection_of(driver.dialect()).as_kept(driver, schema, borrowed);
}

}  // namespace limbeck::verify
