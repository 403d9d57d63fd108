#include "runtime/inspect/carried_history.h"

#include <nlohmann/json.hpp>
#include <set>

#include "migrations/schema/json_text.h"
#include "runtime/connection/open.h"

namespace limbeck::inspect {

using Json = nlohmann::ordered_json;

// Whoever wrote the note may mean ill: nothing is taken for granted but that it is JSON.
class Reader {
 public:
  ReadHistory read(const std::string& note) {
    Json json;
    try {
      json = schema::parse_json(note);
    } catch (const std::exception& broken) {
      return broken.what();
    }
    const Json* revisions = json.is_object() ? member(json, "revisions") : nullptr;
    if (revisions == nullptr || !revisions->is_array()) return "it is no list of revisions";
    for (const Json& revision : *revisions) {
      if (std::string problem = add(revision); !problem.empty()) return problem;
    }
    finish(json);
    return std::move(history_);
  }

 private:
  static const Json* member(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found == json.end() ? nullptr : &*found;
  }
  static std::string text(const Json& json, const char* key) {
    const Json* found = member(json, key);
    return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
  }
  static std::vector<std::string> texts(const Json& json, const char* key) {
    std::vector<std::string> out;
    const Json* found = member(json, key);
    if (found == nullptr || !found->is_array()) return out;
    for (const Json& each : *found) {
      if (each.is_string()) out.push_back(each.get<std::string>());
    }
    return out;
  }
  /// None unless there is one for each of the dialects.
  std::vector<int> lowest_versions(const Json& json) const {
    const Json* found = member(json, "lowest_versions");
    if (found == nullptr || !found->is_array() || found->size() != history_.dialects_.size())
      return {};
    std::vector<int> versions;
    for (const Json& each : *found)
      versions.push_back(
          each.is_number_integer() ? static_cast<int>(each.get<std::int64_t>() & 0xffffff) : 0);
    return versions;
  }
  std::string_view keep(std::string text) { return history_.texts_.emplace_back(std::move(text)); }
  bool ids(const Json& json, const char* key, Identifiers& out) {
    for (std::string& id : texts(json, key)) {
      if (out.count == Identifiers::capacity) return false;
      out.items[out.count++] = keep(std::move(id));
    }
    return true;
  }

  std::string add(const Json& json) {
    if (!json.is_object() || text(json, "id").empty()) return "a revision has no id";
    const std::string_view id = keep(text(json, "id"));
    Revision& revision = history_.values_.emplace_back();
    if (!ids(json, "revises", revision.revises) || !ids(json, "depends_on", revision.depends_on) ||
        !ids(json, "branch_labels", revision.branch_labels)) {
      return "revision " + std::string(id) + " follows too many others";
    }
    revision.message = keep(text(json, "message"));
    revision.created = keep(text(json, "created"));
    revision.destructive = keep(text(json, "destructive"));
    revision.compatible = keep(text(json, "compatible_because"));
    revision.incompatible = keep(text(json, "incompatible_because"));
    const Json* line = member(json, "line");
    const bool has_line = line != nullptr && line->is_number_integer();
    history_.entries_.push_back(
        {id, &revision, keep(text(json, "file")),
         has_line ? static_cast<int>(line->get<std::int64_t>() & 0xffffff) : 0,
         keep(text(json, "checksum"))});
    const Json* compatible = member(json, "compatible");
    const std::string_view reason =
        revision.compatible.empty() ? revision.incompatible : revision.compatible;
    history_.carried_.push_back(
        {compatible != nullptr && compatible->is_boolean() && compatible->get<bool>(),
         std::string(reason), texts(json, "incompatible_operations"), texts(json, "destroys")});
    return {};
  }

  void finish(const Json& json) {
    // The heads are what the revisions make them, not what the note says.
    std::set<std::string_view> heads;
    for (const ManifestEntry& entry : history_.entries_) heads.insert(entry.id);
    for (const ManifestEntry& entry : history_.entries_) {
      for (const std::string_view parent : entry.revision->revises) heads.erase(parent);
    }
    history_.heads_.assign(heads.begin(), heads.end());
    for (std::string& dialect : texts(json, "dialects"))
      history_.dialects_.push_back(keep(std::move(dialect)));
    history_.lowest_versions_ = lowest_versions(json);
    history_.manifest_ = {.name = keep(text(json, "name")),
                          .entries = history_.entries_.data(),
                          .size = history_.entries_.size(),
                          .heads = history_.heads_.data(),
                          .head_count = history_.heads_.size(),
                          .dialects = history_.dialects_.data(),
                          .dialect_count = history_.dialects_.size(),
                          .version = keep(text(json, "limbeck")),
                          .version_table = keep(text(json, "version_table")),
                          .version_table_schema = keep(text(json, "version_table_schema")),
                          .history_table = keep(text(json, "history_table"))};
    if (!history_.lowest_versions_.empty())
      history_.manifest_.lowest_versions = history_.lowest_versions_.data();
  }

  CarriedHistory history_;
};

ReadHistory read_history(const std::string& note) { return Reader().read(note); }

}  // namespace limbeck::inspect
