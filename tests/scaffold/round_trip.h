// A schema through scaffold, the compilers and the scan, and back.
#pragma once

#include <filesystem>
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

}  // namespace limbeck::test
