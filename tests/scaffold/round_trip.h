// A schema through scaffold, the compilers and the scan, and back.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "compiler/scaffold/scaffold.h"
#include "migrations/schema/schema.h"
#include "runtime/connection/driver.h"
#include "runtime/introspect/introspect.h"

namespace limbeck::test {

struct RoundTrip {
  compiler::Scaffold written;
  schema::Schema read;                   ///< what the scan and the SQL objects say
  std::vector<std::string> errors;       ///< of the scan
  std::vector<std::string> differences;  ///< operations from the schema to `read`, described
};

/// Writes the files of a scaffold to a new folder in `folder`, scans them as limbeck_add_migrations
/// would, and compares the result with the schema as the database keeps it.
RoundTrip round_trip(const schema::Schema& schema, const compiler::ScaffoldOptions& options,
                     const std::filesystem::path& folder);

/// What `compiler` says about a file that includes all headers, with all warnings as errors. Empty
/// where it says nothing.
std::string compile(const compiler::Scaffold& written, const std::filesystem::path& folder,
                    const std::string& compiler, const std::string& more = {});

/// Makes what was read in a new database and reads that one: the operations, described, from the
/// schema that the first database has to it. The errors of statements come first.
std::vector<std::string> rebuilt_differences(connection::Driver& empty, const RoundTrip& trip,
                                             const schema::Schema& found,
                                             const introspect::Options& options);

/// The number of things in a schema: tables, columns, keys, constraints, indexes, enums, objects.
std::size_t count_of(const schema::Schema& schema);

/// Where the schemas of others are, or empty.
std::filesystem::path foreign_schemas();

/// The names of the schemas of others for one database, `postgresql` or `sqlite`; `none` where
/// there are none.
std::vector<std::string> names_of_foreign_schemas(const std::string& database);

/// What scaffold and the SQL of its models do not do yet, by the name of a schema. A schema that is
/// not listed has none of it.
struct KnownGaps {
  /// Parts that no attribute and no SQL file says: foreign keys to columns that are no key, tables
  /// without columns, columns of a domain that are numbered.
  std::map<std::string, std::size_t> unsaid;
  /// The most parts that are not the same in a database that is made from the models.
  std::map<std::string, std::size_t> lost;
};

/// Expects that scaffold's files say all of a schema but `known`, that g++ and clang++ compile the
/// headers, and that a database made from them in `empty` is the same. Prints the numbers.
void expect_round_trip(const std::string& name, const std::string& dialect,
                       const introspect::Result& found, const introspect::Options& options,
                       connection::Driver& empty, const KnownGaps& known,
                       const std::filesystem::path& folder);

}  // namespace limbeck::test
