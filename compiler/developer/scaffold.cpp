#include "compiler/developer/commands.h"

#include <cstdlib>
#include <sstream>

#include "compiler/adopt/live_schema.h"
#include "compiler/adopt/scaffold_command.h"
#include "compiler/adopt/update_command.h"
#include "compiler/developer/failure.h"
#include "limbeck/error.h"
#include "migrations/output/output.h"

namespace limbeck::developer {

int scaffold(const Options& options, const Given& given, std::ostream& out, std::ostream& error) {
  const auto values = [&](std::string_view name) {
    const auto found = given.find(name);
    return found == given.end() ? std::vector<std::string>() : found->second;
  };
  const auto value = [&](std::string_view name, const std::string& otherwise) {
    const std::vector<std::string> all = values(name);
    return all.empty() ? otherwise : all.back();
  };
  const char* environment = std::getenv("LIMBECK_DATABASE_URL");
  adopt::ScaffoldCommand command;
  command.url = value("URL", environment == nullptr ? "" : environment);
  if (command.url.empty())
    throw Failure("scaffold: which database? Give its URL, or set LIMBECK_DATABASE_URL",
                  exit_usage);
  command.output = value("--output", command.output);
  command.headers = value("--headers", command.headers);
  command.cpp_namespace = value("--namespace", "");
  command.target = options.target.value_or("");
  command.include = values("--include");
  command.exclude = values("--exclude");
  command.schemas = values("--include-schema");
  command.omit = values("--omit");
  command.keep_names = given.contains("--keep-names");
  command.cmake = given.contains("--cmake");
  command.force = given.contains("--force");
  command.dry_run = given.contains("--dry-run");
  try {
    return adopt::scaffold(command, out, error);
  } catch (const Error& failed) {
    throw Failure(failed.what(), failed.code() == Error::Code::usage ? exit_usage : exit_failed);
  }
}

int update_scaffold(const Record& record, const std::string& live, const Given& given,
                    std::ostream& out, std::ostream& error) {
  const auto value = [&](std::string_view name, const std::string& otherwise) {
    const auto found = given.find(name);
    return found == given.end() ? otherwise : found->second.back();
  };
  adopt::UpdateCommand command{.model = record.model,
                               .live = live,
                               .project_root = record.project_root,
                               .output = value("--output", "models"),
                               .naming = {}};
  command.cpp_namespace = value("--namespace", "");
  command.keep_names = given.contains("--keep-names");
  command.dry_run = given.contains("--dry-run");
  std::istringstream of_revisions(output::read(record.revision_arguments));
  for (std::string line; std::getline(of_revisions, line);) {
    if (line == "--sql-object" && std::getline(of_revisions, line))
      command.sql_objects.emplace_back(line);
  }
  // The options of the scan that decide how models name constraints and say comments.
  constexpr std::string_view naming = "--naming=";
  std::istringstream arguments(output::read(record.revision_arguments.parent_path() / "scan.rsp"));
  for (std::string line; std::getline(arguments, line);) {
    if (line.starts_with(naming)) command.naming.push_back(line.substr(naming.size()));
    if (line == "--comments") command.comments = true;
  }
  try {
    const char* environment = std::getenv("LIMBECK_DATABASE_URL");
    const std::string url = value("URL", environment == nullptr ? "" : environment);
    std::vector<compiler::ScaffoldFile> sql;
    if (!command.sql_objects.empty() && !url.empty()) {
      const auto values = [&](std::string_view name) {
        const auto found = given.find(name);
        return found == given.end() ? std::vector<std::string>() : found->second;
      };
      const adopt::Live read = adopt::read_live({.url = url,
                                                 .include = values("--include"),
                                                 .exclude = values("--exclude"),
                                                 .schemas = values("--include-schema")});
      sql = compiler::scaffold(read.schema, {.dialect = read.dialect}).sql_objects;
    } else if (!command.sql_objects.empty()) {
      error << "note: the files of SQL_OBJECTS are not compared without the database's URL\n";
      command.sql_objects.clear();
    }
    return adopt::update(command, sql, out, error);
  } catch (const Error& failed) {
    throw Failure(failed.what(), failed.code() == Error::Code::usage ? exit_usage : exit_failed);
  }
}

}  // namespace limbeck::developer
