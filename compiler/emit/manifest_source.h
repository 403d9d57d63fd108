// Generates the source of the manifest of a history, which applications link.
#pragma once

#include <string>
#include <vector>

namespace limbeck::compiler {

struct ManifestSource {
  struct Entry {
    std::string id;
    std::string file;
    int line = 0;
    std::string checksum;
  };
  std::string name;            ///< of the CMake target and of the manifest in C++
  std::vector<Entry> entries;  ///< in load order
  std::vector<std::string> heads;
  std::vector<std::string> dialects;
  /// The lowest version of each of `dialects`, or empty if none has one.
  std::vector<int> lowest_versions;
  std::string database;
  std::string version_table, version_table_schema, history_table;
  std::vector<std::string> exclude_tables, include_schemas;
  /// The values of NAMING_CONVENTION of its revisions, and for each of `entries` the index of its
  /// value. Empty for limbeck's own names.
  std::vector<std::vector<std::string>> naming;
  std::vector<unsigned char> naming_of;
  std::string version;  ///< of limbeckc
  /// Declares `<name>_backends`. Each program defines it as the backends that it links.
  bool backends = false;
};

/// Whether `name` is an identifier of C++ that is not a keyword.
bool is_identifier(const std::string& name);

std::string manifest_source(const ManifestSource& manifest);
std::string manifest_header(const ManifestSource& manifest);

}  // namespace limbeck::compiler
