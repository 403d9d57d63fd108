#include "compiler/developer/commands.h"

#include <iostream>
#include <nlohmann/json.hpp>

#include "compiler/developer/arguments.h"
#include "compiler/developer/failure.h"
#include "compiler/developer/init_templates.h"
#include "compiler/developer/model_headers.h"
#include "migrations/output/output.h"

namespace limbeck::developer {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view readme = R"(# Migrations

Each file is a revision: one step of the database's history. `limbeck revision --autogenerate -m "what changes"` writes
the next one from the models; read it before you commit it. A revision that has run anywhere is not edited any more:
what comes later is a revision of its own.
)";

constexpr std::string_view example_model = R"(
No header declares a table yet. A model is a plain struct:

  struct [[limbeck::table("users")]] User {
    [[limbeck::primary_key]] std::int64_t id;
    [[limbeck::unique]] std::string email;
  };
)";

bool has_call(const fs::path& lists) {
  std::error_code ignored;
  return fs::exists(lists, ignored) &&
         output::read(lists).find("limbeck_add_migrations") != std::string::npos;
}

// Reports a directory that cannot be created with the message of the system and its name.
void make_directory(const fs::path& directory, std::ostream& out) {
  std::error_code failed;
  if (fs::exists(directory) && !fs::is_directory(directory)) {
    throw Failure(directory.string() + " is a file");
  }
  const bool created = fs::create_directories(directory, failed);
  if (failed) throw Failure("cannot make " + directory.string() + ": " + failed.message());
  if (!created) {
    out << directory.filename().string() << " is there already and stays as it is\n";
    return;
  }
  try {
    output::write_new(directory / "README.md", readme);
  } catch (const fs::filesystem_error&) {
    fs::remove(directory, failed);
    throw;
  }
  out << "created " << directory.lexically_relative(fs::current_path()).generic_string()
      << "/README.md\n";
}

}  // namespace

int init(const fs::path& project, const std::vector<std::string>& arguments, std::ostream& out) {
  const commands::Tool tool = commands::developers_tool();
  const Given given = check(*tool.find("init"), arguments);
  const auto value = [&given](std::string_view name, const char* fallback) {
    const auto found = given.find(name);
    return found == given.end() ? std::string(fallback) : found->second.front();
  };
  const std::string directory = value("DIRECTORY", "migrations");
  const std::string kind = value("--template", "generic");
  for (const std::string& one : directories_of(kind, directory))
    make_directory((project / one).lexically_normal(), out);

  if (has_call(project / "CMakeLists.txt")) {
    out << "CMakeLists.txt calls limbeck_add_migrations already: nothing to add\n";
    return 0;
  }
  const std::vector<std::string> headers =
      kind == "bare" ? std::vector<std::string>() : find_model_headers(project);
  out << "Add to CMakeLists.txt:\n\n"
      << cmake_lines(kind, project_name(project), directory, headers);
  if (headers.empty() && kind != "bare") out << example_model;
  out << "\nThen: cmake -S . -B build && limbeck revision "
      << (kind == "bare" ? "" : "--autogenerate ") << "-m \"initial\""
      << (kind == "multidb" ? ", with --target for each of the two" : "") << "\n";
  return 0;
}

int list_templates(const std::vector<std::string>& arguments, std::ostream& out) {
  const commands::Tool tool = commands::developers_tool();
  const Given given = check(*tool.find("list_templates"), arguments);
  if (given.count("--json") != 0) {
    auto json = nlohmann::ordered_json::array();
    for (const InitTemplate& one : init_templates())
      json.push_back({{"name", one.name}, {"what", one.what}});
    out << json.dump(2) << "\n";
    return 0;
  }
  out << "Kinds of history, for limbeck init --template NAME:\n";
  for (const InitTemplate& one : init_templates()) {
    out << "  " << one.name << std::string(13 - one.name.size(), ' ') << one.what << "\n";
  }
  return 0;
}

}  // namespace limbeck::developer
