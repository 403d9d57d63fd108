// What tools ask of a live database, dialect by dialect.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/connection/driver.h"
#include "runtime/introspect/borrowed.h"
#include "runtime/introspect/introspect.h"

namespace limbeck::introspect {

/// One object a dialect, in its folder. Stateless and immutable: safe to share between threads.
class Introspection {
 public:
  virtual ~Introspection() = default;

  /// introspect::introspect.
  virtual Result read(Connection& connection, const Options& options) const = 0;
  /// The statement of introspect::begin_snapshot.
  virtual std::string_view begin_snapshot() const = 0;
  /// introspect::default_schema.
  virtual std::string default_schema(Connection& connection) const = 0;
  /// introspect::schemas_of_database.
  virtual std::vector<std::string> schemas(Connection& connection) const = 0;

  /// `schema` as the database of `driver` itself would write it: made, read with the same queries
  /// as a live one, and undone, so that nothing stays. What refuse() refuses is not in it. Throws
  /// limbeck::Error, also, saying what is needed, where the user may not do that. `borrowed` gets
  /// what the schema needs and only the live database has.
  virtual schema::Schema as_kept(connection::Driver& driver, const schema::Schema& schema,
                                 std::vector<Borrowed>* borrowed) const = 0;

  /// Whether the database keeps the text of its statements, so that quotes and spaces differ where
  /// a change rewrote one.
  virtual bool keeps_texts() const = 0;
};

// Each at home in its dialect's folder.
#define LIMBECK_DIALECT(name, title, needs_server) const Introspection& name##_introspection();
#include "limbeck/dialects.def"

/// Throws Error::Code::usage for a dialect whose databases cannot be read.
const Introspection& introspection_of(std::string_view dialect);

}  // namespace limbeck::introspect
