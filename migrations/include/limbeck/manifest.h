// A history as constant data: what limbeckc writes from a directory of revisions, and what the app
// links.
#pragma once

#include <cstddef>
#include <string_view>

#include "limbeck/revision.h"

namespace limbeck {

namespace connection {
struct Backend;
}

/// Raised with every change of Manifest or Revision; generated code asserts that it fits.
inline constexpr int manifest_format = 5;

/// One revision of a manifest.
struct ManifestEntry {
  std::string_view id;
  const Revision* revision;
  std::string_view file;  ///< the revision's file as the build named it, for messages only
  int line;               ///< the line LIMBECK_REVISION stands on
  std::string_view
      checksum;  ///< hex digest over the revision's tokens: layout and comments do not count
};

/// A list of texts of static lifetime.
struct Texts {
  const std::string_view* items = nullptr;
  std::size_t count = 0;
  constexpr const std::string_view* begin() const { return items; }
  constexpr const std::string_view* end() const { return items + count; }
};

/// Every revision of a history in load order (by file name), and its heads.
/// Points to constant data of static lifetime; copying it copies pointers.
struct Manifest {
  std::string_view name;  ///< the CMake target
  const ManifestEntry* entries;
  std::size_t size;
  const std::string_view* heads;  ///< sorted
  std::size_t head_count;
  const std::string_view* dialects;  ///< the databases the build checked the history for
  std::size_t dialect_count;
  std::string_view version;        ///< of the limbeckc that wrote it
  std::string_view database = {};  ///< the target's DATABASE: the URL used where no other is given
  /// As many as `dialects`, in any order (<limbeck/backends.h>): naming it links the database's
  /// driver and SQL. Null in programs that open no database.
  const connection::Backend* const* backends = nullptr;
  /// The target's VERSION_TABLE, VERSION_TABLE_SCHEMA and HISTORY_TABLE: where its ledger is, for
  /// databases that several targets share. Empty: as MigrateOptions says.
  std::string_view version_table = {};
  std::string_view version_table_schema = {};
  std::string_view history_table = {};
  /// The target's EXCLUDE_TABLES and INCLUDE_SCHEMAS: what of a database it leaves to others.
  Texts exclude_tables = {};
  Texts include_schemas = {};
  /// The target's NAMING_CONVENTION, as it was when each revision was written: lists of patterns,
  /// and for each of `entries` which of them is its own. Null: limbeck's own names; the first list
  /// for all.
  const Texts* naming = nullptr;
  const unsigned char* naming_of = nullptr;
  /// For each of `dialects` the lowest version of its server that DIALECTS asks for, in the
  /// dialect's numbering (PostgreSQL's: 150018); 0 where it asks for none. Null: it asks for none
  /// at all.
  const int* lowest_versions = nullptr;
};

}  // namespace limbeck
