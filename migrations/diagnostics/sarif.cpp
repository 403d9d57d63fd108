#include "migrations/diagnostics/sarif.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "migrations/diagnostics/sources.h"
#include "migrations/findings/rule.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::diagnostics {
namespace {

using Json = nlohmann::ordered_json;
using schema::Location;

// RFC 3986: what is not plain in a path is written as its bytes.
std::string as_uri(const std::string& path) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '/' || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      uri += c;
    } else {
      uri += '%';
      uri += digits[byte >> 4U];
      uri += digits[byte & 15U];
    }
  }
  return uri;
}

const char* level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      break;
  }
  return "note";
}

Json descriptor_of(RuleId id) {
  const findings::Rule& rule = findings::rule_of(id);
  return {{"id", std::string(rule.id)},
          {"shortDescription", {{"text", std::string(rule.meaning)}}},
          {"help", {{"text", std::string(rule.remedy)}}},
          {"defaultConfiguration", {{"level", level_of(rule.severity)}}}};
}

class SarifWriter {
 public:
  explicit SarifWriter(std::string root) : root_(std::move(root)) {}

  Json physical(const Location& location) {
    Json region = {{"startLine", location.line}};
    if (location.column > 0) {
      region["startColumn"] = character(location, location.column);
      if (location.length > 0)
        region["endColumn"] = character(location, location.column + location.length);
    }
    return {{"artifactLocation", artifact(location.file)}, {"region", std::move(region)}};
  }

  Json result(const Finding& finding) {
    std::string message = finding.message;
    Json related = Json::array(), fixes = Json::array();
    for (const Note& note : finding.notes) {
      if (note.location.line > 0) {
        related.push_back(
            {{"physicalLocation", physical(note.location)}, {"message", {{"text", note.message}}}});
      } else {
        message += "\n" + note.message;
      }
      if (note.edit) fixes.push_back(fix(note.message, *note.edit));
    }
    Json result = {{"ruleId", std::string(findings::id_of(finding.rule))},
                   {"level", level_of(finding.severity)},
                   {"message", {{"text", message}}}};
    if (finding.location.line > 0)
      result["locations"].push_back({{"physicalLocation", physical(finding.location)}});
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    if (!fixes.empty()) result["fixes"] = std::move(fixes);
    for (const findings::Fact& fact : finding.facts) result["properties"][fact.name] = fact.value;
    return result;
  }

 private:
  Json artifact(const std::string& file) const {
    namespace fs = std::filesystem;
    const fs::path below = root_.empty() ? fs::path() : fs::path(file).lexically_relative(root_);
    if (!below.empty() && *below.begin() != "..")
      return {{"uri", as_uri(below.generic_string())}, {"uriBaseId", "ROOT"}};
    const bool absolute = fs::path(file).is_absolute();
    return {{"uri", (absolute ? "file://" : "") + as_uri(file)}};
  }

  Json fix(const std::string& description, const findings::Edit& edit) {
    const int column = character(edit.at, edit.at.column);
    const Json region = {{"startLine", edit.at.line},
                         {"startColumn", column},
                         {"endLine", edit.at.line},
                         {"endColumn", column}};
    Json replacement = {{"deletedRegion", region}, {"insertedContent", {{"text", edit.insert}}}};
    Json change = {{"artifactLocation", artifact(edit.at.file)},
                   {"replacements", Json::array({std::move(replacement)})}};
    return {{"description", {{"text", description}}},
            {"artifactChanges", Json::array({std::move(change)})}};
  }

  // Ours count bytes, as compilers do.
  int character(const Location& location, int column) {
    const std::string& line = sources_.line_of(location);
    const auto bytes = std::min(static_cast<std::size_t>(column - 1), line.size());
    const auto inner =
        std::count_if(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(bytes),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; });
    return column - static_cast<int>(inner);
  }

  std::string root_;
  diagnostics::Sources sources_;
};

}  // namespace

std::string sarif_text(const Diagnostics& diagnostics, const std::string& version,
                       const std::string& root) {
  SarifWriter writer(root);
  Json rules = Json::array(), results = Json::array();
  std::set<RuleId> known;
  for (const Finding& finding : diagnostics.all()) {
    if (finding.rule != RuleId::none && known.insert(finding.rule).second)
      rules.push_back(descriptor_of(finding.rule));
    results.push_back(writer.result(finding));
  }
  Json driver = {{"name", "limbeckc"}, {"version", version}, {"rules", std::move(rules)}};
  Json run = {{"tool", {{"driver", std::move(driver)}}}};
  if (!root.empty())
    run["originalUriBaseIds"] = {{"ROOT", {{"uri", "file://" + as_uri(root) + "/"}}}};
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = std::move(results);
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({std::move(run)})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace limbeck::diagnostics
