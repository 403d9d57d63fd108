#include "compiler/emit/manifest_source.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "compiler/emit/cpp_writer.h"
#include "limbeck/manifest.h"

namespace limbeck::compiler {
namespace {

// The keywords of C++20 that could be the name of a target.
constexpr std::array<std::string_view, 73> keywords = {
    "alignas",  "alignof",  "and",    "asm",     "auto",      "bool",      "break",    "case",
    "catch",    "char",     "class",  "concept", "const",     "constexpr", "continue", "decltype",
    "default",  "delete",   "do",     "double",  "else",      "enum",      "explicit", "export",
    "extern",   "false",    "float",  "for",     "friend",    "goto",      "if",       "inline",
    "int",      "limbeck",  "long",   "mutable", "namespace", "new",       "noexcept", "not",
    "nullptr",  "operator", "or",     "private", "protected", "public",    "register", "requires",
    "return",   "short",    "signed", "sizeof",  "static",    "std",       "struct",   "switch",
    "template", "this",     "throw",  "true",    "try",       "typedef",   "typeid",   "typename",
    "union",    "unsigned", "using",  "virtual", "void",      "volatile",  "while",    "xor",
    "main"};

std::string text_array(std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return {};
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + cpp_line_string(text);
  return fmt::format("constexpr std::string_view {}[] = {{{}}};\n", name, list);
}

// One list for all needs no index for each revision.
std::string naming_arrays(const ManifestSource& manifest) {
  if (manifest.naming.empty()) return {};
  std::string arrays, lists, indexes;
  for (std::size_t i = 0; i < manifest.naming.size(); ++i) {
    const std::string name = fmt::format("naming_{}", i);
    arrays += text_array(name, manifest.naming[i]);
    lists +=
        (i == 0 ? "{" : ", {") +
        (manifest.naming[i].empty() ? "" : fmt::format("{}, {}", name, manifest.naming[i].size())) +
        "}";
  }
  arrays += fmt::format("constexpr limbeck::Texts naming[] = {{{}}};\n", lists);
  if (manifest.naming.size() == 1) return arrays;
  for (const unsigned char one : manifest.naming_of)
    indexes += (indexes.empty() ? "" : ", ") + std::to_string(one);
  return arrays + fmt::format("constexpr unsigned char naming_of[] = {{{}}};\n", indexes);
}

std::string versions_array(const std::vector<int>& versions) {
  if (versions.empty()) return {};
  return fmt::format("constexpr int lowest_versions[] = {{{}}};\n", fmt::join(versions, ", "));
}

std::string pointer_and_size(std::string_view scope, std::string_view name, std::size_t size) {
  return size == 0 ? "nullptr, 0" : fmt::format("{}::{}, {}", scope, name, size);
}

}  // namespace

bool is_identifier(const std::string& name) {
  const auto fits = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  return !name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) == 0 &&
         std::all_of(name.begin(), name.end(), fits) &&
         std::find(keywords.begin(), keywords.end(), name) == keywords.end();
}

std::string manifest_source(const ManifestSource& manifest) {
  std::string declarations, entries;
  for (const ManifestSource::Entry& entry : manifest.entries) {
    declarations += fmt::format("extern const limbeck::Revision limbeck_revision_{};\n", entry.id);
    entries += fmt::format("    {{{}, &limbeck_revision_{}, {}, {},\n     {}}},\n",
                           cpp_line_string(entry.id), entry.id, cpp_line_string(entry.file),
                           entry.line, cpp_line_string(entry.checksum));
  }
  if (!entries.empty())
    entries = "constexpr limbeck::ManifestEntry entries[] = {\n" + entries + "};\n";
  const std::string scope = manifest.name + "_manifest";
  const std::string arrays =
      entries + text_array("heads", manifest.heads) + text_array("dialects", manifest.dialects) +
      versions_array(manifest.lowest_versions) +
      text_array("exclude_tables", manifest.exclude_tables) +
      text_array("include_schemas", manifest.include_schemas) + naming_arrays(manifest);
  return fmt::format(
      "// Written by limbeckc {version}; do not edit. The history of {name}, as constant data.\n"
      "#include \"{name}.h\"\n\n"
      "#include <limbeck/manifest.h>\n"
      R"(
static_assert(limbeck::manifest_format == {format},
              "limbeckc {version} wrote this for another version of limbeck's libraries: use the limbeckc "
              "that belongs to them, and build again");

{declarations}{backends_declaration}{declarations_end}namespace {scope} {{
{arrays}}}  // namespace {scope}

constinit const limbeck::Manifest {name} = {{
    {name_text},
    {entries},
    {heads},
    {dialects},
    {version_text},
    {database},
    {backends},
    {version_table},
    {version_table_schema},
    {history_table},
    {{{exclude_tables}}},
    {{{include_schemas}}},
    {naming},
    {naming_of},
{lowest_versions}}};
)",
      fmt::arg("version", manifest.version), fmt::arg("name", manifest.name),
      fmt::arg("format", manifest_format), fmt::arg("declarations", declarations),
      fmt::arg("declarations_end", declarations.empty() && !manifest.backends ? "" : "\n"),
      fmt::arg("scope", scope), fmt::arg("arrays", arrays),
      fmt::arg("name_text", cpp_line_string(manifest.name)),
      fmt::arg("entries", pointer_and_size(scope, "entries", manifest.entries.size())),
      fmt::arg("heads", pointer_and_size(scope, "heads", manifest.heads.size())),
      fmt::arg("dialects", pointer_and_size(scope, "dialects", manifest.dialects.size())),
      // Defined beside it, where a program is linked that opens databases.
      fmt::arg(
          "backends_declaration",
          manifest.backends
              ? fmt::format("extern const limbeck::connection::Backend* const {}_backends[];\n",
                            manifest.name)
              : ""),
      fmt::arg("backends", manifest.backends ? manifest.name + "_backends" : "nullptr"),
      fmt::arg("version_text", cpp_line_string(manifest.version)),
      fmt::arg("database", cpp_line_string(manifest.database)),
      fmt::arg("version_table", cpp_line_string(manifest.version_table)),
      fmt::arg("version_table_schema", cpp_line_string(manifest.version_table_schema)),
      fmt::arg("history_table", cpp_line_string(manifest.history_table)),
      fmt::arg("exclude_tables",
               pointer_and_size(scope, "exclude_tables", manifest.exclude_tables.size())),
      fmt::arg("include_schemas",
               pointer_and_size(scope, "include_schemas", manifest.include_schemas.size())),
      fmt::arg("naming", manifest.naming.empty() ? "nullptr" : scope + "::naming"),
      fmt::arg("naming_of", manifest.naming.size() < 2 ? "nullptr" : scope + "::naming_of"),
      fmt::arg("lowest_versions", manifest.lowest_versions.empty()
                                      ? ""
                                      : fmt::format("    {}::lowest_versions,\n", scope)));
}

std::string manifest_header(const ManifestSource& manifest) {
  return fmt::format(
      "// Written by limbeckc {version}; do not edit.\n"
      "#pragma once\n\n"
      "#include <limbeck/manifest.h>\n"
      R"(
/// The history of the target {name}: what limbeck::migrate and limbeck::command_line take.
extern const limbeck::Manifest {name};
)",
      fmt::arg("version", manifest.version), fmt::arg("name", manifest.name));
}

}  // namespace limbeck::compiler
