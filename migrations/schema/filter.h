// Which things of a database are somebody else's: patterns for names, as people write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/name.h"

namespace limbeck::schema {

/// Whether the case of letters makes another name. ASCII only, as databases fold names.
enum class LetterCase : unsigned char { counts, ignored };

/// Whether `text` as a whole is as `pattern` says: `*` any characters or none, `?` one, `[a-z_]`
/// one of these, `[!a-z]` one that is none of these; `]` stands for itself where it is the first
/// between brackets, and every other character for itself everywhere. Characters are those of
/// UTF-8. A bracket without an end stands for itself.
bool matches(std::string_view pattern, std::string_view text,
             LetterCase letters = LetterCase::counts);

/// As above, of a name: a pattern without a dot is for the name in every schema, one with a dot for
/// `schema.name`. A dot between brackets is one of the name. `default_schema` is what the database
/// calls the schema of names that have none.
bool matches(std::string_view pattern, const Name& name, std::string_view default_schema,
             LetterCase letters);

/// What hangs on a table and may be somebody else's while the table is not: a DBA's index, a column
/// of another program, a trigger of a replication.
enum class Part : unsigned char { column, constraint, index, trigger };
/// `column` …: as messages name it, and as a pattern for one starts, with a colon.
std::string_view to_string(Part part);

/// What is wrong with a pattern for names, or for schemas alone; in words that follow it, such as
/// "is empty".
std::optional<std::string> problem_of_name_pattern(std::string_view pattern);
std::optional<std::string> problem_of_schema_pattern(std::string_view pattern);

/// What a target, and whoever types a command, leave to others.
struct Filter {
  /// Patterns for names, and for parts of tables: `index:dba_*` on every table,
  /// `column:users.old_*` on one, `trigger:audit.log.*` on one of that schema.
  std::vector<std::string> exclude;
  /// Patterns for schemas: what is in others is left to others. Empty: no schema is.
  std::vector<std::string> schemas;

  /// The pattern by which `name` is somebody else's; null if none says so.
  const std::string* excluding(const Name& name, std::string_view default_schema,
                               LetterCase letters) const;
  /// The same for a part of a table, or of a view.
  const std::string* excluding(Part part, const Name& table, std::string_view name,
                               std::string_view default_schema, LetterCase letters) const;
  /// Whether objects of that schema are looked at; of every one where nothing was said.
  bool includes_schema(std::string_view schema, LetterCase letters) const;
  /// What is wrong with the first bad pattern, by where each list is written:
  /// `EXCLUDE_TABLES: the pattern '' is empty`.
  std::optional<std::string> problem(std::string_view exclude_source,
                                     std::string_view schemas_source) const;
};

}  // namespace limbeck::schema
