#include "compiler/command/init.h"

#include <iostream>

#include "compiler/command/failure.h"
#include "compiler/command/model_headers.h"
#include "migrations/output/output.h"

namespace limbeck::command {
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

// A directory that cannot be written to is told as the system tells it, by its name.
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
  if (arguments.size() > 1 || (!arguments.empty() && arguments.front().starts_with('-'))) {
    const bool help =
        !arguments.empty() && (arguments.front() == "--help" || arguments.front() == "-h");
    out << "usage: limbeck init [DIRECTORY]\n"
           "Makes the directory for revisions (default: migrations) and prints the lines to add "
           "to\n"
           "CMakeLists.txt. Changes nothing that exists.\n";
    return help ? 0 : exit_usage;
  }
  const std::string directory = arguments.empty() ? "migrations" : arguments.front();
  make_directory((project / directory).lexically_normal(), out);

  if (has_call(project / "CMakeLists.txt")) {
    out << "CMakeLists.txt calls limbeck_add_migrations already: nothing to add\n";
    return 0;
  }
  const std::string name = project_name(project);
  const std::vector<std::string> headers = find_model_headers(project);
  out << "Add to CMakeLists.txt:\n\n"
         "  find_package(limbeck CONFIG REQUIRED)\n"
         "  limbeck_add_migrations("
      << name << "_migrations\n    MODELS   ";
  for (const auto& header : headers) out << ' ' << header;
  if (headers.empty()) out << " src/models.h  # your headers";
  out << "\n    DIRECTORY " << directory << "\n    DIALECTS  sqlite)\n"
      << "  target_link_libraries(<your program> PRIVATE " << name << "_migrations)\n";
  if (headers.empty()) out << example_model;
  out << "\nThen: cmake -S . -B build && limbeck revision --autogenerate -m \"initial\"\n";
  return 0;
}

}  // namespace limbeck::command
