// Patterns for names, with which a target excludes parts of a database that it does not own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/name.h"

namespace limbeck::schema {

/// Whether names that differ in case are different. Only ASCII letters have case here, as in
/// databases.
enum class LetterCase : unsigned char { counts, ignored };

/// Whether the whole `text` matches `pattern`: `*` is any characters or none, `?` one, `[a-z_]`
/// one of these, `[!a-z]` one that is none of these; `]` stands for itself where it is the first
/// between brackets, and every other character for itself everywhere. Characters are those of
/// UTF-8. A bracket without an end stands for itself.
bool matches(std::string_view pattern, std::string_view text,
             LetterCase letters = LetterCase::counts);

/// Whether a name matches `pattern`. A pattern without a dot matches the name in every schema, one
/// with a dot `schema.name`. A dot in brackets is a part of the name. `default_schema` is the name
/// that the database has for the default schema.
bool matches(std::string_view pattern, const Name& name, std::string_view default_schema,
             LetterCase letters);

/// The kinds of parts of a table that can be excluded although the table is not: an index of a DBA,
/// a column of another program, a trigger of a replication.
enum class Part : unsigned char { column, constraint, index, trigger };
/// The name of a kind in messages, and in front of the colon of a pattern: `column` …
std::string_view to_string(Part part);

/// What is wrong with a pattern for names, or for schemas, as the end of a sentence: "is empty".
std::optional<std::string> problem_of_name_pattern(std::string_view pattern);
std::optional<std::string> problem_of_schema_pattern(std::string_view pattern);

/// The patterns of a target and of a command line.
struct Filter {
  /// Patterns for names, and for parts of tables: `index:dba_*` on every table,
  /// `column:users.old_*` on one, `trigger:audit.log.*` on one of that schema.
  std::vector<std::string> exclude;
  /// Patterns for schemas. Objects in other schemas are excluded. If empty, no schema is excluded.
  std::vector<std::string> schemas;

  /// The pattern that excludes `name`, or null.
  const std::string* excluding(const Name& name, std::string_view default_schema,
                               LetterCase letters) const;
  /// The pattern that excludes a part of a table or of a view, or null.
  const std::string* excluding(Part part, const Name& table, std::string_view name,
                               std::string_view default_schema, LetterCase letters) const;
  /// Whether objects of that schema are included. Without patterns, those of all schemas are.
  bool includes_schema(std::string_view schema, LetterCase letters) const;
  /// What is wrong with the first invalid pattern, with the place where its list is written:
  /// `EXCLUDE_TABLES: the pattern '' is empty`.
  std::optional<std::string> problem(std::string_view exclude_source,
                                     std::string_view schemas_source) const;
};

}  // namespace limbeck::schema
