#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "compiler/limbeckc/commands.h"
#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/json.h"
#include "migrations/schema/json_text.h"
#include "migrations/sql/dialect.h"

namespace limbeck::compiler {
namespace {

using operations::Operation;

struct DiffCommandOptions {
  std::string from, to, dialect;
  bool json = false, exit_code = false;
};

schema::Schema table_alone(const schema::Schema& schema, const schema::Name& table) {
  schema::Schema part{.tables = {}, .enums = schema.enums};
  if (const schema::Table* found = find_table(schema, table)) part.tables.push_back(*found);
  return part;
}

// What a database does not store (comments on SQLite) is no difference there.
std::vector<Operation> that_matter(const std::vector<Operation>& operations, schema::Schema before,
                                   const sql::FullDialect& dialect) {
  std::vector<Operation> kept;
  operations::Applier applier(before);
  for (const Operation& operation : operations) {
    const auto table = operations::table_of(operation);
    const schema::Schema part = table ? table_alone(before, *table) : schema::Schema{};
    applier.apply(operation);
    const bool no_difference =
        table && dialect.lower(part) == dialect.lower(table_alone(before, *table));
    if (!no_difference) kept.push_back(operation);
  }
  return kept;
}

int run_diff(const DiffCommandOptions& options, Session& session) {
  if (!options.dialect.empty()) check_dialects({options.dialect});
  const Model from = read_model(options.from);
  const Model to = read_model(options.to);
  std::vector<Operation> operations = diff::diff(from.schema, to.schema, to.hints);
  if (!options.dialect.empty()) {
    operations = that_matter(operations, from.schema, *sql::find_dialect(options.dialect));
  }
  if (options.json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Operation& operation : operations) list.push_back(to_json(operation));
    session.out << schema::printed_json({{"operations", std::move(list)}}) << '\n';
  } else {
    for (const Operation& operation : operations) session.out << describe(operation) << '\n';
  }
  return options.exit_code && !operations.empty() ? exit_drift : exit_done;
}

}  // namespace

void add_diff_command(CLI::App& app, Session& session, int& exit_code) {
  auto options = std::make_shared<DiffCommandOptions>();
  CLI::App* command =
      app.add_subcommand("diff", "The operations that lead from one schema to another");
  command->add_option("from", options->from, "A schema, as JSON")->required();
  command->add_option("to", options->to, "Another one")->required();
  command->add_option("--dialect", options->dialect, "Leave out what this database does not keep");
  command->add_flag("--json", options->json, "Print the operations as JSON");
  command->add_flag("--exit-code", options->exit_code, "Exit with 3 if the schemas differ");
  command->callback([options, &session, &exit_code] { exit_code = run_diff(*options, session); });
}

}  // namespace limbeck::compiler
