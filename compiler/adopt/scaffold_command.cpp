#include "compiler/adopt/scaffold_command.h"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "compiler/adopt/live_schema.h"
#include "compiler/adopt/scaffold_files.h"
#include "compiler/scaffold/cpp_names.h"
#include "compiler/scaffold/scaffold.h"
#include "limbeck/error.h"
#include "migrations/schema/filter.h"
#include "migrations/text/concat.h"

namespace limbeck::adopt {
namespace {

constexpr int exit_done = 0;
constexpr int exit_failed = 1;

compiler::Headers headers_of(const std::string& word) {
  if (word == "table") return compiler::Headers::one_a_table;
  if (word == "schema") return compiler::Headers::one_a_schema;
  if (word == "one") return compiler::Headers::one;
  throw Error(Error::Code::usage, "--headers is one of table, schema and one, not '" + word + "'");
}

// `shop` or `shop::db`.
void check_namespace(const std::string& name) {
  std::size_t begin = 0;
  while (!name.empty() && begin <= name.size()) {
    const std::size_t end = std::min(name.find("::", begin), name.size());
    const std::string part = name.substr(begin, end - begin);
    if (part.empty() || compiler::identifier_of(part, compiler::NameUse::space) != part) {
      throw Error(Error::Code::usage, "--namespace: '" + part +
                                          "' is no name for a namespace; it is written as in "
                                          "--namespace shop::db");
    }
    begin = end + 2;
  }
}

// Whether `--omit` accepts that things of the kind are left out.
bool is_accepted(const compiler::Unsaid& one, const std::vector<std::string>& omit) {
  return std::ranges::any_of(omit, [&](const std::string& pattern) {
    return schema::matches(pattern, one.kind, schema::LetterCase::ignored);
  });
}

void print(const std::vector<compiler::Unsaid>& list, std::ostream& to) {
  for (const compiler::Unsaid& one : list) {
    to << "  " << one.name << ": " << one.kind;
    if (!one.what.empty()) to << " (" << one.what << ")";
    to << "\n";
  }
}

std::string target_of(const ScaffoldCommand& command) {
  if (!command.target.empty()) return command.target;
  const std::filesystem::path folder = std::filesystem::absolute(command.output).lexically_normal();
  std::string name = folder.filename().string();
  if (name.empty()) name = folder.parent_path().filename().string();
  return compiler::identifier_of(name, compiler::NameUse::space) + "_migrations";
}

}  // namespace

int scaffold(const ScaffoldCommand& command, std::ostream& out, std::ostream& error) {
  const compiler::Headers headers = headers_of(command.headers);
  check_namespace(command.cpp_namespace);
  const Live live = read_live({.url = command.url,
                               .include = command.include,
                               .exclude = command.exclude,
                               .schemas = command.schemas});
  compiler::Scaffold written =
      compiler::scaffold(live.schema, {.dialect = live.dialect,
                                       .target = target_of(command),
                                       .cpp_namespace = command.cpp_namespace,
                                       .headers = headers,
                                       .keep_names = command.keep_names});
  std::vector<compiler::Unsaid> unsaid = live.omissions;
  unsaid.insert(unsaid.end(), written.unsaid.begin(), written.unsaid.end());
  const auto accepted = std::ranges::stable_partition(
      unsaid, [&](const compiler::Unsaid& one) { return !is_accepted(one, command.omit); });
  const std::vector<compiler::Unsaid> left_out(accepted.begin(), accepted.end());
  unsaid.erase(accepted.begin(), accepted.end());
  if (!unsaid.empty()) {
    error << "limbeck: neither a model nor an SQL object can say these parts of '" << live.place
          << "':\n";
    print(unsaid, error);
    error << "Nothing was written. --omit KIND leaves out what is of a kind, as in --omit '"
          << unsaid.front().kind << "', and --exclude PATTERN what has a name.\n";
    return exit_failed;
  }
  if (live.schema == schema::Schema{}) {
    error << "limbeck: '" << live.place << "' has nothing to make models of\n";
    return exit_failed;
  }
  std::vector<compiler::ScaffoldFile> files = written.headers;
  files.insert(files.end(), written.sql_objects.begin(), written.sql_objects.end());
  if (command.cmake) files.push_back({"CMakeLists.txt", written.cmake});
  try {
    write_files(files, {command.output, command.force, command.dry_run}, out);
  } catch (const Refused& refused) {
    error << "limbeck: " << refused.what() << "\n";
    return exit_failed;
  }
  if (!live.ledgers.empty()) {
    out << "left out, as the records of migration tools:\n";
    print(live.ledgers, out);
  }
  if (!left_out.empty()) {
    out << "left out, as asked:\n";
    print(left_out, out);
  }
  if (command.cmake) {
    out << "Add to CMakeLists.txt: add_subdirectory(" << command.output << ")\n";
  } else {
    out << "Add to " << command.output << "/CMakeLists.txt, or give --cmake:\n\n" << written.cmake;
  }
  out << "\nThen: build, limbeck revision --autogenerate -m \"initial\", and limbeck stamp head\n";
  return exit_done;
}

}  // namespace limbeck::adopt
