#include "compiler/developer/init_templates.h"

#include "migrations/sql/known_dialects.h"

namespace limbeck::developer {
namespace {

std::string target(const std::string& name, const std::string& directory, std::string_view dialects,
                   const std::vector<std::string>& headers, bool with_models = true) {
  std::string text = "  limbeck_add_migrations(" + name + "_migrations\n";
  if (with_models) {
    text += "    MODELS   ";
    for (const std::string& header : headers) text += " " + header;
    if (headers.empty()) text += " src/models.h  # your headers";
    text += "\n";
  }
  text += "    DIRECTORY " + directory + "\n    DIALECTS  " + std::string(dialects);
  if (!with_models) text += "\n    DRIFT     OFF";
  return text + ")\n";
}

}  // namespace

const std::vector<InitTemplate>& init_templates() {
  static const std::vector<InitTemplate> all = [] {
    const std::string to_try = ", on " + std::string(sql::serverless_dialect().title);
    std::vector<InitTemplate> templates{{"generic", "models and their history" + to_try}};
    for (const sql::KnownDialect& dialect : sql::known_dialects) {
      if (!dialect.needs_server) continue;
      templates.push_back({std::string(dialect.name), "models and their history, on " +
                                                          std::string(dialect.title) +
                                                          " and, for tests" + to_try});
    }
    templates.push_back({"multidb", "two databases, each with models and a history of its own"});
    templates.push_back({"bare", "a history without models: revisions are written by hand"});
    return templates;
  }();
  return all;
}

std::vector<std::string> directories_of(std::string_view name, const std::string& directory) {
  if (name == "multidb") return {directory + "/first", directory + "/second"};
  return {directory};
}

std::string cmake_lines(std::string_view name, const std::string& project,
                        const std::string& directory, const std::vector<std::string>& headers) {
  std::string text = "  find_package(limbeck CONFIG REQUIRED)\n";
  std::string libraries = project + "_migrations";
  const std::string to_try(sql::serverless_dialect().name);
  if (name == "multidb") {
    text += target(project + "_first", directory + "/first", to_try, headers) +
            target(project + "_second", directory + "/second", to_try, {});
    libraries = project + "_first_migrations " + project + "_second_migrations";
  } else {
    const bool is_dialect = sql::find_known_dialect(name) != nullptr;
    text += target(project, directory, is_dialect ? std::string(name) + " " + to_try : to_try,
                   headers, name != "bare");
  }
  return text + "  target_link_libraries(<your program> PRIVATE " + libraries + ")\n";
}

}  // namespace limbeck::developer
