#include "tests/scaffold/round_trip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "compiler/scan/scan.h"
#include "compiler/sql_objects/sql_objects.h"
#include "limbeck/error.h"
#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/json.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/naming_pattern.h"
#include "migrations/sql/dialect.h"

namespace limbeck::test {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

}  // namespace

RoundTrip round_trip(const schema::Schema& schema, const compiler::ScaffoldOptions& options,
                     const fs::path& folder) {
  RoundTrip result;
  result.written = compiler::scaffold(schema, options);
  compiler::ScanOptions scan;
  compiler::SqlObjects objects{{}, {options.dialect}};
  for (const auto& header : result.written.headers) {
    write(folder / header.path, header.text);
    scan.models.push_back(folder / header.path);
  }
  for (const auto& file : result.written.sql_objects) {
    write(folder / file.path, file.text);
    objects.files.push_back(folder / file.path);
  }
  scan.naming = std::get<schema::NamingConvention>(schema::naming_of_models(result.written.naming));
  scan.comments = result.written.comments;
  diagnostics::Diagnostics diagnostics;
  compiler::Scan scanned;
  if (!scan.models.empty()) scanned = compiler::scan(scan, diagnostics);
  if (!scanned.parsed) result.errors.emplace_back("Clang cannot parse the headers");
  compiler::add_sql_objects(objects, {}, scanned.model, diagnostics);
  for (const auto& one : diagnostics.all()) {
    if (one.severity == findings::Severity::error)
      result.errors.push_back(one.location.file + ":" + std::to_string(one.location.line) + ": " +
                              one.message);
  }
  result.read = scanned.model.schema;
  schema::sort(result.read);
  const sql::FullDialect& dialect = *sql::find_dialect(options.dialect);
  const schema::Schema kept = dialect.lower(result.read);
  for (const auto& operation : diff::diff(dialect.lower(schema), kept))
    result.differences.push_back(describe(operation) + " " + to_json(operation).dump());
  return result;
}

std::string compile(const compiler::Scaffold& written, const fs::path& folder,
                    const std::string& compiler, const std::string& more) {
  std::string text = more;
  for (const auto& header : written.headers) text += "#include \"" + header.path + "\"\n";
  write(folder / "all.cpp", text);
  const std::string command =
      "cd '" + folder.string() + "' && " + compiler +
      " -std=c++20 -fsyntax-only -Wall -Wextra -Wshadow -Wpedantic -Werror " +
      (compiler.find("clang") == std::string::npos ? "-Wno-attributes=limbeck::"
                                                   : "-Wno-unknown-attributes") +
      " all.cpp 2>&1";
  FILE* output = ::popen(command.c_str(), "r");
  std::string said;
  std::array<char, 4096> buffer{};
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), output))
    said.append(buffer.data(), count);
  const int code = ::pclose(output);
  if (code != 0 && said.empty()) said = compiler + " failed";
  return code == 0 ? std::string() : said;
}

std::vector<std::string> rebuilt_differences(connection::Driver& empty, const RoundTrip& trip,
                                             const schema::Schema& found,
                                             const introspect::Options& options) {
  std::vector<std::string> differences;
  const sql::FullDialect& dialect = *sql::find_dialect(empty.dialect());
  const sql::Script script = dialect.render(diff::diff({}, trip.read), {});
  for (const sql::Statement& statement : script.statements) {
    try {
      if (statement.kind == sql::Statement::Kind::sql) empty.execute(statement.text);
    } catch (const Error& error) {
      differences.push_back(std::string(error.what()) + ": " + statement.text);
    }
  }
  const schema::Schema rebuilt = introspect::introspect(empty, options).schema;
  for (const auto& operation : diff::diff(found, rebuilt))
    differences.push_back(describe(operation) + " " + to_json(operation).dump());
  return differences;
}

std::size_t count_of(const schema::Schema& schema) {
  std::size_t count = 0;
  schema::for_each_kind([&](const auto& kind) { count += (schema.*kind.member).size(); });
  for (const schema::Table& table : schema.tables) {
    count += table.columns.size() + table.uniques.size() + table.foreign_keys.size() +
             table.checks.size() + table.excludes.size() + table.indexes.size() +
             (table.primary_key ? 1 : 0);
  }
  return count;
}

fs::path foreign_schemas() {
  const fs::path path = fs::path(LIMBECK_SOURCE_DIR) / ".." / "shared" / "schemas";
  return fs::exists(path / "load.sh") ? path : fs::path();
}

std::vector<std::string> names_of_foreign_schemas(const std::string& database) {
  std::vector<std::string> names;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(foreign_schemas() / database, absent))
    names.push_back(entry.path().filename());
  std::ranges::sort(names);
  if (names.empty()) names.emplace_back("none");
  return names;
}

void expect_round_trip(const std::string& name, const std::string& dialect,
                       const introspect::Result& found, const introspect::Options& options,
                       connection::Driver& empty, const KnownGaps& known,
                       const std::filesystem::path& folder) {
  const auto of = [&](const std::map<std::string, std::size_t>& counts) {
    const auto count = counts.find(name);
    return count == counts.end() ? 0 : count->second;
  };
  const RoundTrip trip =
      round_trip(found.schema, {.dialect = dialect, .target = "models"}, folder / "models");
  for (const std::string& error : trip.errors) ADD_FAILURE() << error;
  // Each difference has to be one of the parts that scaffold lists as not said.
  std::string unsaid, differences, rebuilt;
  for (const auto& one : trip.written.unsaid)
    unsaid += "\n" + one.kind + " " + one.name + " " + one.what;
  for (const std::string& difference : trip.differences) differences += "\n" + difference;
  EXPECT_EQ(trip.written.unsaid.size(), of(known.unsaid)) << unsaid;
  EXPECT_LE(trip.differences.size(), trip.written.unsaid.size()) << differences;
  for (const char* compiler : {"g++", "clang++-19"})
    EXPECT_EQ(compile(trip.written, folder / "models", compiler), "");
  const auto not_rebuilt = rebuilt_differences(empty, trip, found.schema, options);
  for (const std::string& difference : not_rebuilt) rebuilt += "\n" + difference;
  EXPECT_LE(not_rebuilt.size(), of(known.lost)) << rebuilt;
  const std::size_t count = count_of(found.schema);
  std::printf("%s: %zu of %zu said, %zu rebuilt, and %zu that introspection leaves out; %s\n",
              name.c_str(), count - trip.written.unsaid.size(), count, count - not_rebuilt.size(),
              found.omissions.size(), folder.c_str());
  if (std::getenv("LIMBECK_PRINT") != nullptr) std::printf("not rebuilt:%s\n", rebuilt.c_str());
  if (std::getenv("LIMBECK_KEEP_FILES") == nullptr) fs::remove_all(folder);
}

}  // namespace limbeck::test
