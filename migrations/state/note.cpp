#include "migrations/state/note.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "migrations/history/plan.h"
#include "migrations/history/recorded.h"
#include "migrations/operations/apply.h"
#include "migrations/rules/rules.h"

namespace limbeck::state {
namespace {

using Json = nlohmann::ordered_json;

// In two parts, so that programs that search for the mark do not contain it.
std::string mark() { return std::string("%%limbeck-") + "history:"; }
constexpr std::string_view format = "1:";

// FNV-1a detects damage, not forgery.
std::uint64_t checksum(std::string_view text) {
  std::uint64_t sum = 0xcbf29ce484222325;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return sum;
}

template <class Number>
bool take_number(std::string_view& text, Number& number, int base) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.empty() || text.front() != ':') return false;
  text.remove_prefix(1);
  return true;
}

Json list_of(const Identifiers& ids) {
  Json list = Json::array();
  for (const std::string_view id : ids) list.push_back(std::string(id));
  return list;
}

void put(Json& json, const char* key, std::string_view text) {
  if (!text.empty()) json[key] = std::string(text);
}

}  // namespace

std::string note_json(const Manifest& manifest, const history::Graph& graph) {
  std::vector<Json> revisions(manifest.size);
  schema::Schema schema;
  for (const history::Graph::Index index : history::topological_order(graph)) {
    const ManifestEntry& entry = manifest.entries[index];
    const Revision& revision = *entry.revision;
    Json& json = revisions[index];
    json["id"] = std::string(entry.id);
    if (!revision.revises.empty()) json["revises"] = list_of(revision.revises);
    if (!revision.depends_on.empty()) json["depends_on"] = list_of(revision.depends_on);
    if (!revision.branch_labels.empty()) json["branch_labels"] = list_of(revision.branch_labels);
    put(json, "message", revision.message);
    put(json, "created", revision.created);
    put(json, "file", entry.file);
    json["line"] = entry.line;
    put(json, "checksum", entry.checksum);
    const std::vector<operations::Operation> upgrade =
        history::recorded_upgrade(manifest, entry, schema);
    const auto found = rules::incompatibilities(upgrade, schema);
    json["compatible"] =
        revision.incompatible.empty() && (!revision.compatible.empty() || found.empty());
    put(json, "compatible_because", revision.compatible);
    put(json, "incompatible_because", revision.incompatible);
    for (const Finding& finding : found)
      json["incompatible_operations"].push_back(fact(finding, "operation"));
    // Applies the revision to the schema.
    for (const Finding& loss : rules::losses(upgrade, schema))
      json["destroys"].push_back(fact(loss, "destroys"));
    put(json, "destructive", revision.destructive);
  }
  Json json;
  json["name"] = std::string(manifest.name);
  json["limbeck"] = std::string(manifest.version);
  json["dialects"] = Json::array();
  for (std::size_t i = 0; i < manifest.dialect_count; ++i)
    json["dialects"].push_back(std::string(manifest.dialects[i]));
  if (manifest.lowest_versions != nullptr) {
    json["lowest_versions"] = Json::array();
    for (std::size_t i = 0; i < manifest.dialect_count; ++i)
      json["lowest_versions"].push_back(manifest.lowest_versions[i]);
  }
  json["heads"] = Json::array();
  for (std::size_t i = 0; i < manifest.head_count; ++i)
    json["heads"].push_back(std::string(manifest.heads[i]));
  put(json, "version_table", manifest.version_table);
  put(json, "version_table_schema", manifest.version_table_schema);
  put(json, "history_table", manifest.history_table);
  json["revisions"] = std::move(revisions);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string note_of(std::string_view json) {
  std::array<char, 17> sum = {};
  std::snprintf(sum.data(), sum.size(), "%016llx", static_cast<unsigned long long>(checksum(json)));
  return mark() + std::string(format) + std::to_string(json.size()) + ":" + sum.data() + ":" +
         std::string(json);
}

std::string note_source(std::string_view name, std::string_view note) {
  const std::string symbol = std::string(name) + "_note";
  std::string text;
  std::size_t column = 0;
  for (const char c : note) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
    // About one line for each revision. Escapes and UTF-8 characters are not split.
    if (++column > 100 && c == ',') {
      text += "\"\n    \"";
      column = 0;
    }
  }
  return "// What limbeck-inspect reads of " + std::string(name) +
         " in a binary. Written by the build; do not edit.\n"
         "#ifdef __clang__\n#pragma clang diagnostic ignored \"-Woverlength-strings\"\n#endif\n"
         "extern const char " +
         symbol + "[];\n[[gnu::used, gnu::retain]] const char " + symbol + "[] =\n    \"" + text +
         "\";\n";
}

Notes find_notes(std::string_view bytes) {
  const std::string start = mark() + std::string(format);
  Notes notes;
  // Each mark with a wrong checksum costs time for the length that it claims.
  std::size_t left = 2 * bytes.size() + (std::size_t{16} << 20);
  for (std::size_t at = 0; (at = bytes.find(start, at)) != std::string_view::npos;) {
    at += start.size();
    std::string_view rest = bytes.substr(at);
    std::size_t length = 0;
    std::uint64_t sum = 0;
    if (!take_number(rest, length, 10) || !take_number(rest, sum, 16) || length > rest.size())
      continue;
    if (length > left) {
      notes.complete = false;
      break;
    }
    left -= length;
    if (checksum(rest.substr(0, length)) != sum) continue;
    std::string note(rest.substr(0, length));
    at = static_cast<std::size_t>(rest.data() - bytes.data()) + length;
    if (std::ranges::find(notes.texts, note) == notes.texts.end())
      notes.texts.push_back(std::move(note));
  }
  return notes;
}

}  // namespace limbeck::state
