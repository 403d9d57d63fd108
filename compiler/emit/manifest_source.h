// The manifest of a history: the generated source that an app links.
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
  std::string name;            ///< the CMake target: what the manifest is called in C++
  std::vector<Entry> entries;  ///< in load order
  std::vector<std::string> heads;
  std::vector<std::string> dialects;
  /// For each of `dialects`; empty where none has a lowest version.
  std::vector<int> lowest_versions;
  std::string database;
  std::string version_table, version_table_schema, history_table;
  std::vector<std::string> exclude_tables, include_schemas;
  /// The lists of NAMING_CONVENTION's patterns that its revisions have, and which of them each of
  /// `entries` has; none are limbeck's own names.
  std::vector<std::vector<std::string>> naming;
  std::vector<unsigned char> naming_of;
  std::string version;  ///< of limbeckc
  /// Names `<name>_backends`, which each program defines as what it links of the dialects.
  bool backends = false;
};

/// Whether `name` can name something in C++.
bool is_identifier(const std::string& name);

std::string manifest_source(const ManifestSource& manifest);
std::string manifest_header(const ManifestSource& manifest);

}  // namespace limbeck::compiler
