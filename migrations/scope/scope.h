// What of a database belongs to a history. `verify`, `introspect`, `revision --against` and the
// tests that limbeck_add_migrations registers all ask this class, so that they agree.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/schema/filter.h"
#include "migrations/schema/schema.h"

namespace limbeck::scope {

/// How the database reads names.
struct Naming {
  /// What the database calls the schema of names without one. It is empty before a database is
  /// known; no filter leaves out what is in the default schema then.
  std::string default_schema = {};
  schema::LetterCase letters = schema::LetterCase::counts;
  bool has_schemas = true;  ///< A filter of schemas means nothing where there are none.
};

/// Why something that a database has is not compared.
enum class Reason : unsigned char {
  pattern,       ///< A pattern of EXCLUDE_TABLES or --exclude matches its name.
  schema,        ///< INCLUDE_SCHEMAS and --include-schema choose other schemas.
  ledger,        ///< It is a table in which a migration tool records what it has applied.
  owner,         ///< It goes with something that is left out, such as a partition with its table.
  administrator  ///< It is a schema or an extension that no revision made.
};

/// Something that a database has and that is not compared.
struct LeftOut {
  std::string kind;     ///< `table`, `view`, `index`
  std::string name;     ///< `audit.log`; of a part its own name
  std::string part_of;  ///< the table of a part; else empty
  std::string path;     ///< as in schema::SourceMap
  Reason reason = Reason::pattern;
};
/// `audit.log`, `index dba_log of users`.
std::string to_string(const LeftOut& one);

/// The schemas that anything in `schema` is in. The default schema's name is not in the list.
std::vector<std::string> schemas_of(const schema::Schema& schema);

/// The filter that the target of `manifest` was declared with.
schema::Filter filter_of(const Manifest& manifest);

/// The same filter for a scratch database. Whatever is in one was made by the history, so all its
/// schemas are read where `filter` chooses none.
schema::Filter for_scratch_database(schema::Filter filter);

/// What belongs to a history: all that its revisions make, whatever a filter says; and of the rest
/// of the database what no filter leaves out, other than the tables of ledgers, the schemas and the
/// extensions. (Members of extensions are never read.)
class Scope {
 public:
  using IsLedger = bool (*)(const schema::Table&);

  /// `is_ledger` recognises the tables in which migration tools keep their records.
  Scope(schema::Filter filter, Naming naming, IsLedger is_ledger = nullptr);

  /// The schemas that have to be read beside the default one: those of `history`, and those that
  /// the filter chooses. `of_database` lists the schemas of the database, and is only called where
  /// the filter chooses some.
  std::vector<std::string> schemas_to_read(
      const schema::Schema& history,
      const std::function<std::vector<std::string>()>& of_database) const;

  /// The pattern that matches the name; null if none does.
  const std::string* pattern_for(const schema::Name& name) const;
  /// The same for a column, constraint, index or trigger of a table or view.
  const std::string* pattern_for(schema::Part part, const schema::Name& table,
                                 std::string_view name) const;

  /// Why the filter leaves out an object of that name which the history does not make.
  std::optional<Reason> reason_for(const schema::Name& name) const;

  /// Removes from `found` what does not belong to the history. `history` is the schema that the
  /// revisions make. With a table go its partitions, its triggers, the sequences it owns and the
  /// foreign keys to it; with a column go the constraints and indexes on it.
  std::vector<LeftOut> leave_out(schema::Schema& found, const schema::Schema& history) const;

  /// Whether a remark about the table or view `table`, at `path`, is about something that
  /// `leave_out` removed, or that was not read because its schema is not.
  bool is_about(const std::vector<LeftOut>& left_out, const schema::Schema& history,
                const std::string& path, const schema::Name& table) const;

 private:
  schema::Filter filter_;
  Naming naming_;
  IsLedger is_ledger_;
};

}  // namespace limbeck::scope
