// The command plan prints what an upgrade or a downgrade would run, its SQL and its risks. It
// changes nothing.
#include <nlohmann/json.hpp>
#include <ostream>

#include "migrations/operations/json.h"
#include "migrations/sql_text/secrets.h"
#include "migrations/text/concat.h"
#include "migrations/text/shown.h"
#include "runtime/deployer/ahead.h"
#include "runtime/deployer/commands.h"
#include "runtime/deployer/half_applied.h"
#include "runtime/deployer/risks.h"
#include "runtime/deployer/schema_at.h"
#include "runtime/deployer/text.h"

namespace limbeck::deployer {
namespace {

using migrator::PreparedStep;

struct Step {
  PreparedStep prepared;
  std::vector<Finding> risks;
};

bool is_downgrade(const PreparedStep& step) {
  return step.step.direction == history::Direction::downgrade;
}

/// The comment that stands in a script for a statement that is not SQL.
std::string shown(const sql::Statement& statement) {
  switch (statement.kind) {
    case sql::Statement::Kind::run:
      return "-- the data migration" + (statement.text.empty() ? "" : " '" + statement.text + "'");
    case sql::Statement::Kind::save_objects:
      return "-- triggers and indexes of " + statement.text +
             " that no revision made are remembered";
    case sql::Statement::Kind::restore_objects:
      return "-- and made again";
    case sql::Statement::Kind::sql:
      break;
  }
  std::string text = statement.before.empty() ? "" : statement.before + ";\n";
  text += statement.text + (statement.text.ends_with(';') ? "" : ";");
  return statement.after.empty() ? text : text + "\n" + statement.after + ";";
}

void print_sql(std::ostream& out, const sql::Script& script) {
  if (script.foreign_keys_off)
    out << "    -- foreign keys are not enforced until the check before COMMIT\n";
  for (const sql::Statement& statement : script.statements) {
    if (!statement.transactional) out << "    -- outside of a transaction:\n";
    out << "    ";
    for (char c : sql_text::hide_secrets(shown(statement))) {
      out << c;
      if (c == '\n') out << "    ";
    }
    out << "\n";
  }
}

void print_text(Context& context, const std::vector<Step>& steps) {
  const history::Graph& graph = context.engine().graph();
  for (const auto& [step, risks] : steps) {
    std::string parent = parents(graph, step.step.revision);
    std::string id(step.entry->id);
    context.out() << (is_downgrade(step) ? concat({"downgrade ", id, " -> ", parent})
                                         : concat({"upgrade ", parent, " -> ", id}));
    if (!step.entry->revision->message.empty())
      context.out() << ", " << one_line(step.entry->revision->message);
    context.out() << "\n";
    for (const operations::Operation& operation : step.operations) {
      context.out() << "  " << operations::describe(operation) << "\n";
    }
    if (step.operations.empty()) context.out() << "  nothing\n";
    for (const Finding& risk : risks) context.out() << "  ! " << one_line(risk.message) << "\n";
    if (context.options().verbose) print_sql(context.out(), step.script);
  }
}

nlohmann::ordered_json step_json(Context& context, const Step& planned) {
  const PreparedStep& step = planned.prepared;
  nlohmann::ordered_json json =
      to_json(context.manifest(), context.engine().graph(), step.step.revision);
  json["direction"] = is_downgrade(step) ? "downgrade" : "upgrade";
  json["operations"] = nlohmann::ordered_json::array();
  for (const operations::Operation& operation : step.operations) {
    json["operations"].push_back(operations::to_json(operation));
  }
  json["risks"] = nlohmann::ordered_json::array();
  for (const Finding& risk : planned.risks) {
    json["risks"].push_back({{"risk", kind_of(risk)}, {"message", risk.message}});
  }
  json["compatible"] = step.compatible;
  json["sql"] = nlohmann::ordered_json::array();
  for (const sql::Statement& statement : step.script.statements)
    json["sql"].push_back(sql_text::hide_secrets(shown(statement)));
  return json;
}

}  // namespace

int plan(Context& context) {
  migrator::Engine& engine = context.engine();
  bool down = context.options().downgrade;
  const migrator::Found found = engine.look();
  const std::string target = context.target(down ? "-1" : "heads");
  ProgramPosition position{found.rows, {}};
  // Other targets would start from a revision that this program does not have.
  if (!down && (target == "heads" || target == "head"))
    position = program_position(context, found.rows);
  const std::vector<std::string>& rows = position.rows;
  if (position.beyond.empty()) engine.refuse_unknown(rows);
  std::vector<Step> steps;
  for (PreparedStep& step : engine.plan(
           down ? history::Direction::downgrade : history::Direction::upgrade, target, rows)) {
    steps.push_back({std::move(step), {}});
  }
  if (!steps.empty()) {
    schema::Schema schema = schema_at(context, rows);
    for (Step& step : steps) step.risks = risks_of(step.prepared, schema);
  }
  if (context.options().json) {
    nlohmann::ordered_json json;
    json["database"] = engine.place();
    json["current"] = found.rows;
    if (!position.beyond.empty()) json["beyond"] = position.beyond;
    add_half_applied(json, found.half_applied);
    json["revisions"] = nlohmann::ordered_json::array();
    for (const Step& step : steps) json["revisions"].push_back(step_json(context, step));
    context.print(json);
    return exit_done;
  }
  print_half_applied(context, found.half_applied);
  if (!position.beyond.empty()) {
    context.out() << "nothing would run: " << ahead(context, position) << "\n";
  } else if (!steps.empty()) {
    print_text(context, steps);
  } else if (!found.half_applied) {
    context.out() << "nothing would run: the database '" << engine.place() << "' is at "
                  << (rows.empty() ? "base" : joined(rows)) << "\n";
  }
  return exit_done;
}

}  // namespace limbeck::deployer
