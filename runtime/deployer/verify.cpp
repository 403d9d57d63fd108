// The command verify compares a database with the schema that its history makes. The command
// introspect prints the schema of a database.
#include "runtime/verify/verify.h"
#include "migrations/findings/rule_id.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

#include "limbeck/error.h"
#include "migrations/history/run_sql.h"
#include "migrations/operations/json.h"
#include "migrations/output/output.h"
#include "migrations/schema/json.h"
#include "migrations/schema/json_text.h"
#include "migrations/scope/scope.h"
#include "migrations/sql/dialect.h"
#include "runtime/deployer/ahead.h"
#include "runtime/deployer/commands.h"
#include "runtime/deployer/half_applied.h"
#include "runtime/deployer/schema_at.h"
#include "runtime/deployer/text.h"

namespace limbeck::deployer {
namespace {

/// The filters of the target and those of the command line together.
verify::Options options_of(Context& context) {
  const Options& options = context.options();
  verify::Options result{.ledger = {}, .filter = scope::filter_of(context.manifest())};
  const schema::Filter typed{.exclude = options.exclude, .schemas = options.include_schemas};
  if (const auto problem = typed.problem("--exclude", "--include-schema"))
    throw Error(Error::Code::usage, *problem);
  const auto append = [](std::vector<std::string>& to, const std::vector<std::string>& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  append(result.filter.exclude, typed.exclude);
  append(result.filter.schemas, typed.schemas);
  if (options.ignore_extra) result.filter.exclude.emplace_back("*");
  result.ledger = ledger::tables_of(context.engine().ledger().names());
  return result;
}

void print_json(Context& context, const migrator::Found& at, const ProgramPosition& position,
                const verify::Verification& found) {
  nlohmann::ordered_json json;
  json["database"] = context.engine().place();
  json["current"] = at.rows;
  if (!position.beyond.empty()) json["beyond"] = position.beyond;
  add_half_applied(json, at.half_applied);
  json["equal"] = found.differences.empty();
  json["differences"] = nlohmann::ordered_json::array();
  for (const Finding& difference : found.differences) {
    nlohmann::ordered_json entry{{"path", difference.path}, {"what", difference.message}};
    for (const findings::Fact& fact : difference.facts) entry[fact.name] = fact.value;
    json["differences"].push_back(std::move(entry));
  }
  json["operations"] = nlohmann::ordered_json::array();
  for (const operations::Operation& operation : found.operations)
    json["operations"].push_back(to_json(operation));
  if (!found.excluded.empty()) json["excluded"] = found.excluded;
  for (const introspect::Omission& omission : found.not_looked_at)
    json["not_looked_at"].push_back({{"path", omission.path}, {"what", omission.what}});
  context.print(json);
}

/// Prints the SQL that would remove the differences.
void print_sql(Context& context, const verify::Verification& found) {
  const sql::Dialect& dialect = *sql::find_dialect(context.engine().driver().dialect());
  const int version = context.engine().driver().server_version();
  for (const sql::Lacking& one : dialect.lacking(found.operations, {version}))
    context.err() << "note: " << describe(*one.operation) << ": " << one.what << "\n";
  const sql::Script script = dialect.render(found.operations, found.before);
  if (script.foreign_keys_off) context.out() << "PRAGMA foreign_keys=OFF;\n";
  for (const sql::Statement& statement : script.statements) {
    if (statement.kind == sql::Statement::Kind::sql) {
      context.out() << statement.text << (statement.text.ends_with(';') ? "\n" : ";\n");
    } else {
      context.out() << "-- triggers and indexes of " << statement.text
                    << " that no revision made have to be saved and made again\n";
    }
  }
}

void print_text(Context& context, const ProgramPosition& position,
                const verify::Verification& found) {
  const std::vector<std::string>& rows = position.rows;
  const std::string at = rows.empty() ? "before its first revision" : "at " + joined(rows);
  const std::size_t count = found.differences.size();
  if (count == 0) {
    context.out() << "the database '" << context.engine().place() << "' is as the history says "
                  << at << "\n";
  } else {
    context.out() << "the database '" << context.engine().place() << "' is not as the history says "
                  << at << ": " << count << (count == 1 ? " difference\n" : " differences\n");
    bool extra = false;
    for (const Finding& difference : found.differences) {
      context.out() << "  " << to_string(difference) << "\n";
      extra = extra || difference.rule == RuleId::database_extra;
    }
    if (!found.operations.empty()) {
      context.out() << "verify --sql shows what would make it so again; a change that should stay "
                       "belongs in a revision.\n";
    }
    if (extra) {
      context.out() << "What belongs to others is left out with --exclude PATTERN, or "
                       "--ignore-extra for all of it.\n";
    }
  }
  if (!found.excluded.empty())
    context.out() << "not looked at, as "
                  << (position.beyond.empty() ? "asked" : "newer revisions may have made it")
                  << ": " << joined(found.excluded) << "\n";
  if (found.not_looked_at.empty() || context.options().quiet) return;
  constexpr std::size_t most = 20;
  const std::size_t all = found.not_looked_at.size();
  const std::size_t shown = context.options().verbose ? all : std::min(all, most);
  context.out() << "not looked at, as no revision can say it:\n";
  for (std::size_t i = 0; i < shown; ++i) {
    const introspect::Omission& omission = found.not_looked_at[i];
    context.out() << "  " << omission.path << ": " << omission.what << "\n";
  }
  if (shown < all) context.out() << "  and " << all - shown << " more; -v names them all\n";
}

}  // namespace

int verify(Context& context) {
  verify::Options options = options_of(context);
  migrator::Engine& engine = context.engine();
  const migrator::Found at = engine.look();
  const ProgramPosition position = program_position(context, at.rows);
  // Newer revisions may have made anything that this program's history does not have.
  if (!position.beyond.empty()) {
    for (const char* pattern : {"*", "column:*", "index:*", "constraint:*", "trigger:*"})
      options.filter.exclude.emplace_back(pattern);
  }
  const schema::Schema meant = schema_at(context, position.rows);
  options.run_sql = history::run_sql(context.manifest(), applied_at(context, position.rows));
  const verify::Verification found = verify::verify(engine.driver(), meant, options);
  if (context.options().json) {
    print_json(context, at, position, found);
  } else if (context.options().sql) {
    print_sql(context, found);
  } else {
    print_text(context, position, found);
    if (!position.beyond.empty()) {
      context.out() << ahead(context, position)
                    << "; what they changed in the rest is reported as a difference\n";
    }
    print_half_applied(context, at.half_applied);
  }
  return found.differences.empty() ? exit_done : exit_pending;
}

namespace {

const char* reason_of(const scope::LeftOut& one) {
  switch (one.reason) {
    case scope::Reason::pattern:
      return "a pattern matches its name";
    case scope::Reason::schema:
      return "it is in a schema that --include-schema does not choose";
    case scope::Reason::ledger:
      return "a migration tool records in it what it has applied";
    case scope::Reason::owner:
      return "it goes with what is left out";
    case scope::Reason::administrator:
      break;
  }
  return "no revision makes it";
}

/// Names what is in the database and not in the schema that is printed.
void print_unread(Context& context, const verify::Unread& unread) {
  for (const std::string& name : unread.schemas) {
    context.err() << "not read: " << schema::path_of(schema::Namespace{.name = {"", name}})
                  << ": --include-schema says which schemas are read beside the default one\n";
  }
  for (const scope::LeftOut& one : unread.left_out)
    context.err() << "left out: " << one.path << ": " << reason_of(one) << "\n";
  for (const introspect::Omission& omission : unread.omissions)
    context.err() << "not read: " << omission.path << ": " << omission.what << "\n";
}

}  // namespace

int introspect(Context& context) {
  std::optional<schema::Schema> like;
  if (const std::string& file = context.options().like; !file.empty()) {
    try {
      like = schema::schema_from_text(output::read(file));
    } catch (const std::filesystem::filesystem_error& failed) {
      throw Error(Error::Code::usage, failed.what());
    } catch (const std::exception& error) {
      throw Error(Error::Code::usage, file + " is no schema: " + error.what());
    }
  }
  verify::Unread unread;
  const nlohmann::ordered_json found =
      to_json(verify::read_like(context.engine().driver(), like, options_of(context), &unread));
  // Beside --like the JSON is for a comparison, of which what is left out is no part.
  if (like) {
    unread.left_out.clear();
    unread.schemas.clear();
  }
  print_unread(context, unread);
  // JSON with replaced characters would name other objects than the database has.
  if (const std::string path = schema::path_of_text_without_utf8(found); !path.empty()) {
    throw Error(Error::Code::data,
                "the database has a text that is no UTF-8, which JSON cannot hold: " + path +
                    " of its schema; rename it, or leave its table out with --exclude");
  }
  if (const std::string& file = context.options().output; file.empty()) {
    context.print(found);
  } else {
    try {
      output::write_if_changed(file, found.dump(2) + "\n");
    } catch (const std::filesystem::filesystem_error& failed) {
      throw Error(Error::Code::usage, failed.what());
    }
  }
  return exit_done;
}

}  // namespace limbeck::deployer
