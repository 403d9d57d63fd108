#include "compiler/command/init_templates.h"

namespace limbeck::command {
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
  static const std::vector<InitTemplate> all = {
      {"generic", "models and their history, on SQLite"},
      {"postgresql", "models and their history, on PostgreSQL and, for tests, on SQLite"},
      {"multidb", "two databases, each with models and a history of its own"},
      {"bare", "a history without models: revisions are written by hand"},
  };
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
  if (name == "multidb") {
    text += target(project + "_first", directory + "/first", "sqlite", headers) +
            target(project + "_second", directory + "/second", "sqlite", {});
    libraries = project + "_first_migrations " + project + "_second_migrations";
  } else {
    text += target(project, directory, name == "postgresql" ? "postgresql sqlite" : "sqlite",
                   headers, name != "bare");
  }
  return text + "  target_link_libraries(<your program> PRIVATE " + libraries + ")\n";
}

}  // namespace limbeck::command
