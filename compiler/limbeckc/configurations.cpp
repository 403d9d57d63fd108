#include "compiler/limbeckc/configurations.h"

#include <algorithm>

#include "compiler/check/places.h"
#include "compiler/limbeckc/depfile.h"
#include "compiler/limbeckc/session.h"
#include "migrations/diff/diff.h"
#include "migrations/findings/rule_id.h"
#include "migrations/output/output.h"

namespace limbeck::compiler {
namespace {

namespace fs = std::filesystem;

constexpr const char* depfile_name = "scan.d";
constexpr const char* scanned_name = "scanned";

bool is_up_to_date(const Configuration& configuration) {
  std::error_code error;
  const fs::path& directory = configuration.directory;
  const auto scanned = fs::last_write_time(directory / scanned_name, error);
  if (error) return false;
  std::vector<std::string> inputs = dependencies_of(output::read(directory / depfile_name));
  // CMake writes these again when an argument of limbeck_add_migrations or an option changes.
  for (const char* name : {"scan.rsp", "options_CXX.txt"}) inputs.push_back(directory / name);
  return std::all_of(inputs.begin(), inputs.end(), [&](const std::string& input) {
    const auto written = fs::last_write_time(input, error);
    return !error && written <= scanned;
  });
}

schema::Location place_of(const operations::Operation& operation, const Model& own,
                          const Model& other) {
  if (const auto* add = std::get_if<operations::AddColumn>(&operation.value)) {
    return find_place(own.locations, schema::path_of_column(add->table, add->column.name));
  }
  if (const auto* drop = std::get_if<operations::DropColumn>(&operation.value)) {
    return find_place(other.locations, schema::path_of_column(drop->table, drop->column));
  }
  const auto table = operations::table_of(operation);
  if (!table) return {};
  const std::string path = schema::path_of_table(*table);
  const schema::Location place = find_place(own.locations, path);
  return place.file.empty() ? find_place(other.locations, path) : place;
}

}  // namespace

Configuration configuration_from(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw Failure("'" + text + "' is not of the form 'configuration=directory'", exit_usage);
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

void note_scanned(const Configuration& own) { touch((own.directory / scanned_name).string()); }

void compare_models(const Configuration& own, const Configuration& other,
                    const std::string& model_file, diagnostics::Diagnostics& diagnostics) {
  if (own.name == other.name || !is_up_to_date(other)) return;
  const Model here = read_model((own.directory / model_file).string());
  const Model there = read_model((other.directory / model_file).string());
  for (const operations::Operation& operation : diff::diff(there.schema, here.schema)) {
    diagnostics.error(
        RuleId::configurations_differ,
        "the models of configuration " + own.name + " are not those of " + other.name + ": " +
            describe(operation) + " leads from " + other.name + " to " + own.name,
        place_of(operation, here, there),
        {{"a database is used by programs of every configuration: what its tables have may not "
          "depend on it"}});
  }
}

}  // namespace limbeck::compiler
