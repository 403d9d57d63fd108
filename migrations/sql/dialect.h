// What a database adds: quoting, DDL, and what it cannot express. A folder a dialect; dialects.def
// lists them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/findings/finding.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/operation.h"
#include "migrations/schema/filter.h"

namespace limbeck::sql {

/// One step of a revision's script, in order.
struct Statement {
  enum class Kind : unsigned char {
    sql,              ///< run `text`
    run,              ///< call the data migration of the operation
    save_objects,     ///< remember the triggers and indexes of table `text` that no schema knows
                      ///< (SQLite's rebuild drops them)
    restore_objects,  ///< make those of table `text` again that are not there
  };
  Kind kind = Kind::sql;
  std::string text;
  std::size_t operation =
      0;  ///< index of the operation it comes from; for a rebuild, the last one it covers
  bool transactional = true;  ///< false inside an autocommit_block
  /// Of a statement outside a transaction that cannot know whether an interrupted try left
  /// something behind: what clears that away, run before every try, in a transaction of its own;
  /// and what fails unless the statement has done its work. Mostly empty.
  std::string before = {};
  std::string after = {};
  /// Of save_objects: the columns that the table has in the history. A rebuild would lose any other
  /// with its values, and so does not begin.
  std::vector<std::string> columns = {};
};

/// The SQL of a revision in one direction.
struct Script {
  std::vector<Statement> statements;
  /// SQLite: enforcement of foreign keys must be off before BEGIN, checked before COMMIT, on again
  /// after.
  bool foreign_keys_off = false;
};

/// The server that SQL is for.
struct Server {
  int version = 0;         ///< in the dialect's numbering (PostgreSQL's: 150018); 0 is not known
  bool is_lowest = false;  ///< the lowest of DIALECTS, and no server that there is
};

/// An operation that asks for what a server does not have yet.
struct Lacking {
  const operations::Operation* operation;
  std::string what;  ///< `NULLS NOT DISTINCT needs PostgreSQL 15, and the server is 14`
};

/// A database's SQL: what an application links, whose schemas its build has checked. Stateless and
/// immutable: safe to share between threads.
class Dialect {
 public:
  virtual ~Dialect() = default;

  virtual std::string_view name() const = 0;  ///< as in dialects.def: `postgresql`
  /// Whether a database of it has schemas, in which a name with a schema can stand.
  virtual bool has_schemas() const = 0;

  /// The one function that quotes identifiers, and the one that quotes literals. Both throw
  /// std::invalid_argument for what the database cannot hold (NUL bytes).
  virtual std::string quote(std::string_view identifier) const = 0;
  virtual std::string quote_literal(std::string_view text) const = 0;

  /// The SQL that takes a database from `before` through `operations`. The operations must apply to
  /// `before` (operations::apply found no problem) and their result must not be refused.
  virtual Script render(const std::vector<operations::Operation>& operations,
                        const schema::Schema& before) const = 0;

  /// The same, and the applier's schema goes from before the operations to after them. Without a
  /// copy of it where the dialect needs none: a long history would be quadratic.
  virtual Script render_and_apply(const std::vector<operations::Operation>& operations,
                                  operations::Applier& applier) const;

  /// What of the SQL of `operations` that server does not have, at whatever depth of blocks they
  /// stand; nothing for a version that is not known.
  virtual std::vector<Lacking> lacking(const std::vector<operations::Operation>& /*operations*/,
                                       const Server&) const {
    return {};
  }

  /// The version that a target's DIALECTS asks for, such as `13` or `13.4`, as Server::version has
  /// it. 0 where that is none that limbeck works with, and for databases without a server.
  virtual int read_version(std::string_view /*text*/) const { return 0; }
  /// Such a version as people write it.
  virtual std::string version_text(int /*version*/) const { return {}; }
};

/// How a value of one type becomes one of another.
struct Conversion {
  enum class Outcome : unsigned char {
    by_itself,   ///< the database does it, as it should
    expression,  ///< by `sql`
    ask,         ///< the author has to say how; `sql` is what authors mostly mean, or empty
  };
  Outcome outcome = Outcome::by_itself;
  std::string sql = {};
};

/// A dialect that also knows which schemas its database can hold: what builds, tools and
/// comparisons with live databases ask. It is made of the dialect that applications link, which
/// names nothing of this, so that they link nothing of it.
class FullDialect : public Dialect {
 public:
  /// `sql` must outlive it.
  explicit FullDialect(const Dialect& sql) : sql_(sql) {}

  std::string_view name() const final { return sql_.name(); }
  bool has_schemas() const final { return sql_.has_schemas(); }
  std::string quote(std::string_view identifier) const final { return sql_.quote(identifier); }
  std::string quote_literal(std::string_view text) const final { return sql_.quote_literal(text); }
  Script render(const std::vector<operations::Operation>& operations,
                const schema::Schema& before) const final {
    return sql_.render(operations, before);
  }
  Script render_and_apply(const std::vector<operations::Operation>& operations,
                          operations::Applier& applier) const final {
    return sql_.render_and_apply(operations, applier);
  }
  std::vector<Lacking> lacking(const std::vector<operations::Operation>& operations,
                               const Server& server) const final {
    return sql_.lacking(operations, server);
  }
  int read_version(std::string_view text) const final { return sql_.read_version(text); }
  std::string version_text(int version) const final { return sql_.version_text(version); }

  /// Whether names that differ in the case of their letters only are the same table.
  virtual schema::LetterCase letters() const = 0;
  /// Whether a name that stands without quotes means the one in small letters.
  virtual bool folds_names() const = 0;

  /// What of `schema` this database cannot hold and how to go on, all of it: RuleId::unsupported,
  /// at paths.
  virtual std::vector<Finding> refuse(const schema::Schema& schema) const = 0;

  /// Why it cannot run `operation`, whose result is `after`, beside what `after` itself is refused
  /// for: values of rows, SQL that computes them.
  virtual std::vector<std::string> refuse(const operations::Operation& operation,
                                          const schema::Schema& after) const = 0;

  /// The schema as this database keeps it: what introspection reads back after the schema's DDL has
  /// run (SQLite keeps no comments, and an `integer` key of a rowid table whatever its size).
  /// Idempotent.
  virtual schema::Schema lower(const schema::Schema& schema) const = 0;

  /// The type of limbeck's that a native one means in this database: `FLOAT` is a double precision
  /// on SQLite. Other types mean themselves.
  virtual schema::Type meant(const schema::Type& type) const { return type; }

  /// What a column's rows go through when its type changes so. `column` is its name, not quoted;
  /// `schema` has the enums and domains.
  Conversion conversion(const schema::Type& from, const schema::Type& to, std::string_view column,
                        const schema::Schema& schema) const;

 private:
  /// `conversion` in terms of `column`, which is quoted where it needs quotes: empty where the
  /// database does it by itself, nothing where the author has to say how.
  virtual std::optional<std::string> own_conversion(const schema::Type& from,
                                                    const schema::Type& to,
                                                    const std::string& column,
                                                    const schema::Schema& schema) const = 0;
  /// What authors mostly mean where `own_conversion` has nothing; empty where nothing is usual.
  virtual std::string usual_conversion(const schema::Type& from, const schema::Type& to,
                                       const std::string& column,
                                       const schema::Schema& schema) const = 0;

  const Dialect& sql_;
};

/// The dialect of that name, or null; those of these names that there are; every name there is, in
/// alphabetical order. Links all of them: what runs in an app asks its driver's backend instead.
const FullDialect* find_dialect(std::string_view name);
std::vector<const FullDialect*> find_dialects(const std::vector<std::string>& names);
std::vector<std::string> dialect_names();

}  // namespace limbeck::sql
