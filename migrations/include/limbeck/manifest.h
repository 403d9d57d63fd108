// A history of revisions as constant data. limbeckc generates it from a directory of revision
// files, and the application links it.
#pragma once

#include <cstddef>
#include <string_view>

#include "limbeck/revision.h"

namespace limbeck {

namespace connection {
struct Backend;
}

// The public types and functions are in an inline namespace, which is a part of their names for the
// linker: objects that were compiled with the headers of two incompatible versions do not link.
// Code does not write it.
inline namespace v1 {

/// The version of the layout of Manifest and Revision. Generated code checks it with a
/// static_assert, so that headers and a limbeckc of two versions do not compile together.
inline constexpr int manifest_format = 5;

/// One revision of a manifest, with where it comes from.
struct ManifestEntry {
  std::string_view id;
  const Revision* revision;
  std::string_view file;  ///< the revision's file as the build named it, for messages only
  int line;               ///< the line of LIMBECK_REVISION in that file
  /// A hexadecimal digest of the revision's tokens. Layout and comments do not change it.
  std::string_view checksum;
};

/// A constant list of texts, all of static lifetime.
struct Texts {
  const std::string_view* items = nullptr;
  std::size_t count = 0;
  constexpr const std::string_view* begin() const { return items; }
  constexpr const std::string_view* end() const { return items + count; }
};

/// All revisions of a history, in the order of their file names, and its heads. The manifest only
/// points to constant data of static lifetime, so a copy is cheap, and any number of threads may
/// read it.
struct Manifest {
  std::string_view name;  ///< the name of the CMake target
  const ManifestEntry* entries;
  std::size_t size;
  const std::string_view* heads;  ///< the identifiers that no revision revises, sorted
  std::size_t head_count;
  const std::string_view* dialects;  ///< the databases that the build checked the history for
  std::size_t dialect_count;
  std::string_view version;        ///< the version of the limbeckc that wrote it
  std::string_view database = {};  ///< the target's DATABASE: the URL to use if no other is given
  /// The backends of `dialects`, in any order (<limbeck/backends.h>). A reference to a backend
  /// links the driver and the SQL of that database. Null in programs that open no database.
  const connection::Backend* const* backends = nullptr;
  /// The target's VERSION_TABLE, VERSION_TABLE_SCHEMA and HISTORY_TABLE, which keep the ledgers of
  /// several targets apart in one database. If empty, MigrateOptions decides.
  std::string_view version_table = {};
  std::string_view version_table_schema = {};
  std::string_view history_table = {};
  /// The target's EXCLUDE_TABLES and INCLUDE_SCHEMAS: the parts of a database that it ignores, and
  /// those that it looks at.
  Texts exclude_tables = {};
  Texts include_schemas = {};
  /// The values that the target's NAMING_CONVENTION had over time, each a list of patterns, or null
  /// for limbeck's own names.
  const Texts* naming = nullptr;
  /// For each of `entries`, the index in `naming` of the list that was in use when the revision was
  /// written. If null, the first list is used for all of them.
  const unsigned char* naming_of = nullptr;
  /// For each of `dialects`, the lowest server version that DIALECTS names, in the database's own
  /// numbering (150018 is PostgreSQL 15.18), or 0 if it names none. Null if it names none at all.
  const int* lowest_versions = nullptr;
};

}  // namespace v1
}  // namespace limbeck
