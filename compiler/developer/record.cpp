#include "compiler/developer/record.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "compiler/developer/failure.h"
#include "migrations/output/output.h"

namespace limbeck::developer {

Record parse_record(const std::filesystem::path& file, std::string_view text) {
  try {
    const auto json = nlohmann::json::parse(text);
    if (json.at("format") != 2) {
      throw Failure(file.string() +
                    " was written by another version of limbeck; configure the build again");
    }
    Record record;
    record.name = json.at("name");
    record.config = json.at("config");
    record.project_root = json.at("project_root").get<std::string>();
    record.revision_arguments = json.at("revision_arguments").get<std::string>();
    record.limbeckc = json.at("limbeckc").get<std::string>();
    record.model = json.at("model").get<std::string>();
    record.state = json.at("state").get<std::string>();
    record.check_arguments = json.at("check_arguments").get<std::string>();
    record.model_target = json.at("model_target");
    record.state_target = json.at("state_target");
    record.tool_target = json.at("tool_target");
    record.tool = json.at("tool").get<std::string>();
    return record;
  } catch (const nlohmann::json::exception& error) {
    throw Failure(file.string() + " cannot be read (" + error.what() +
                  "); configure the build again");
  }
}

namespace {

std::string list(const std::set<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

std::vector<Record> read_records(const std::filesystem::path& build_dir) {
  std::vector<Record> records;
  std::error_code ignored;
  for (const auto& entry :
       std::filesystem::directory_iterator(build_dir / "limbeck" / "targets", ignored)) {
    if (entry.path().extension() == ".json") {
      records.push_back(parse_record(entry.path(), output::read_regular(entry.path())));
    }
  }
  std::ranges::sort(records, {},
                    [](const Record& record) { return std::tie(record.name, record.config); });
  return records;
}

Record choose_record(const std::vector<Record>& records, const std::filesystem::path& build_dir,
                     const std::optional<std::string>& target,
                     const std::optional<std::string>& config) {
  if (records.empty()) {
    throw Failure("no target of limbeck_add_migrations in " + build_dir.string() +
                  "; if it was just added, configure the build again (cmake \"" +
                  build_dir.string() + "\")");
  }
  std::set<std::string> names;
  std::set<std::string> configs;
  std::vector<Record> chosen;
  for (const auto& record : records) {
    names.insert(record.name);
    if (target && record.name != *target) continue;
    configs.insert(record.config);
    if (config && record.config != *config) continue;
    chosen.push_back(record);
  }
  if (target && !names.contains(*target)) {
    throw Failure(
        "no target '" + *target + "' in " + build_dir.string() + "; there is " + list(names),
        exit_usage);
  }
  if (!target && names.size() > 1) {
    throw Failure("several targets: " + list(names) + "; say which with --target", exit_usage);
  }
  if (chosen.empty()) {
    throw Failure("no configuration '" + *config + "' in " + build_dir.string() + "; there is " +
                      list(configs),
                  exit_usage);
  }
  if (chosen.size() > 1) {
    // The schema and the history are the same in all of them, so one that is built already is used.
    const auto built = std::ranges::find_if(chosen, [](const Record& record) {
      std::error_code ignored;
      return std::filesystem::exists(record.state, ignored);
    });
    if (built != chosen.end()) return *built;
  }
  return chosen.front();
}

}  // namespace limbeck::developer
