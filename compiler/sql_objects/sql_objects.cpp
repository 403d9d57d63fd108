#include "compiler/sql_objects/sql_objects.h"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>
#include <utility>

#include "compiler/sql_objects/readers.h"
#include "migrations/findings/rule_id.h"
#include "migrations/output/output.h"
#include "migrations/schema/other_objects.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql_text/lexer.h"

namespace limbeck::compiler {
namespace {

using schema::Name;

constexpr RuleId rule = RuleId::sql_object;

constexpr const char* accepted =
    "these files have CREATE VIEW, MATERIALIZED VIEW, FUNCTION, PROCEDURE, TRIGGER, SEQUENCE, "
    "DOMAIN, EXTENSION, SCHEMA, and INDEX of a materialized view; AGGREGATE, CAST, COLLATION, "
    "OPERATOR, POLICY, RULE, STATISTICS, TEXT SEARCH, TYPE and their like; COMMENT ON these; ALTER "
    "TABLE … ENABLE or DISABLE TRIGGER; SET check_function_bodies; and any SQL between '-- "
    "limbeck: object' and '-- limbeck: "
    "end'";

// Says where a statement that SQL_OBJECTS does not accept should be written instead.
std::string way_out(const StatementReader& in) {
  if (in.is_word("table")) return "tables are declared by models";
  if (in.is_word("recursive"))
    return "write CREATE VIEW name AS WITH RECURSIVE name (columns) AS (…) SELECT * FROM name";
  if (in.is_word("temp") || in.is_word("temporary"))
    return "what is temporary belongs to a session and not to the schema";
  return "declare it by '-- limbeck: object', or let a revision do it with op.execute()";
}

Spelling spelling_for(const std::vector<std::string>& dialects) {
  const auto known = sql::find_dialects(dialects);
  const bool folds = dialects.empty() || std::ranges::any_of(known, &sql::FullDialect::folds_names);
  return folds ? Spelling::folded : Spelling::kept;
}

class Files {
 public:
  Files(const SqlObjects& objects, Model& model, diagnostics::Diagnostics& diagnostics)
      : spelling_(spelling_for(objects.dialects)),
        out_(model, spelling_, diagnostics),
        diagnostics_(diagnostics) {
    for (const std::string& file : objects.files) sources_.emplace_back(file, output::read(file));
  }

  // What stands between `-- limbeck: object …` and `-- limbeck: end`.
  void take_declared(const SourceText& source) {
    for (const Declared& one : source.declared()) {
      const schema::Location place = source.locate(one.at);
      if (!one.problem.empty()) {
        diagnostics_.error(rule, one.problem, place);
      } else if (schema::kind_of_other(one.object.name.name) == nullptr) {
        diagnostics_.error(
            rule,
            "'" + one.object.name.name +
                "' begins with no kind of object that limbeck knows, such as 'grant'",
            place);
      } else {
        out_.add(one.object, place);
      }
    }
  }

  void read() {
    for (const SourceText& source : sources_) {
      take_declared(source);
      for (StatementTokens& tokens : statements_of(source, diagnostics_)) {
        statements_.push_back({&source, std::move(tokens)});
      }
    }
    // What is said of an object may stand in a file before the object's.
    each([&](StatementReader& in, std::string_view whole) { return create(in, whole); });
    each([&](StatementReader& in, std::string_view whole) { return complete(in, whole); });
    for (const Statement& statement : statements_) {
      if (statement.done) continue;
      StatementReader in(*statement.source, statement.tokens, spelling_);
      refuse(in, *statement.source);
    }
  }

 private:
  struct Statement {
    const SourceText* source;
    StatementTokens tokens;
    bool done = false;
  };

  static std::string_view text_of(const StatementTokens& tokens) {
    const std::string_view last = tokens.back().text;
    const char* begin = tokens.front().text.data();
    return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
  }

  template <class Read>
  void each(Read read) {
    for (Statement& statement : statements_) {
      if (statement.done) continue;
      StatementReader in(*statement.source, statement.tokens, spelling_);
      try {
        statement.done = read(in, text_of(statement.tokens));
      } catch (const Unreadable& error) {
        statement.done = true;
        diagnostics_.error(rule, error.message, statement.source->locate(error.at));
      }
    }
  }

  /// What files of pg_dump begin with: the functions behind it in its file are made so.
  bool set(StatementReader& in) {
    if (const std::optional<bool> skips = read_skip_body_checks(in)) {
      skips_body_checks_[&in.source()] = *skips;
      return true;
    }
    return false;
  }

  bool create(StatementReader& in, std::string_view whole) {
    if (in.accept({"set"})) return set(in);
    if (!in.accept({"create"})) return false;
    in.accept({"or", "replace"});
    if (in.accept({"view"})) return read_view(in, out_, false), true;
    if (in.accept({"materialized", "view"})) return read_view(in, out_, true), true;
    if (in.accept({"function"})) return read_function(in, out_, false, skips(in)), true;
    if (in.accept({"procedure"})) return read_function(in, out_, true, skips(in)), true;
    if (in.accept({"constraint", "trigger"})) return read_trigger(in, out_, true), true;
    if (in.accept({"trigger"})) return read_trigger(in, out_, false), true;
    if (in.accept({"sequence"})) return read_sequence(in, out_), true;
    if (in.accept({"domain"})) return read_domain(in, out_), true;
    if (in.accept({"extension"})) return read_extension(in, out_), true;
    if (in.accept({"schema"})) return read_schema(in, out_), true;
    return read_other(in, out_, whole);
  }

  bool skips(const StatementReader& in) const {
    const auto found = skips_body_checks_.find(&in.source());
    return found != skips_body_checks_.end() && found->second;
  }

  bool complete(StatementReader& in, std::string_view whole) {
    if (in.accept({"comment", "on"})) return read_comment(in, out_), true;
    if (in.accept({"alter", "table"})) {
      in.accept({"only"});
      const NameThere table = in.take_name("a table");
      if (!read_table_setting(in, out_, table, whole)) read_trigger_mode(in, out_, table);
      return true;
    }
    if (in.accept({"alter", "text", "search", "configuration"}))
      return read_text_search_mapping(in, out_, whole);
    if (in.accept({"alter", "domain"})) return read_domain_check(in, out_), true;
    if (in.accept({"create", "unique", "index"})) return read_index(in, out_, true), true;
    if (in.accept({"create", "index"})) return read_index(in, out_, false), true;
    return false;
  }

  void refuse(StatementReader& in, const SourceText& source) {
    std::string_view first = in.here();
    if (in.accept({"create"})) {
      in.accept({"or", "replace"});
      first = in.here();
    }
    diagnostics_.error(rule, "SQL_OBJECTS takes no such statement; " + way_out(in),
                       source.locate(first), {{accepted}});
  }

  Spelling spelling_;
  Collected out_;
  diagnostics::Diagnostics& diagnostics_;
  std::map<const SourceText*, bool> skips_body_checks_;
  std::deque<SourceText> sources_;  ///< where they are the tokens refer to
  std::vector<Statement> statements_;
};

void find_tables_of_triggers(Model& model, const schema::Schema& history,
                             diagnostics::Diagnostics& diagnostics) {
  schema::Schema& schema = model.schema;
  const auto is_there = [&](const Name& name) {
    const schema::Table* old = schema::find_table(history, name);
    return schema::find_table(schema, name) != nullptr ||
           schema::find_view(schema, name) != nullptr ||
           (old != nullptr && old->partition_of.has_value());
  };
  std::vector<std::string> names;
  for (const schema::Table& table : schema.tables) names.push_back(to_string(table.name));
  for (const schema::View& view : schema.views) names.push_back(to_string(view.name));
  std::erase_if(schema.triggers, [&](const schema::Trigger& trigger) {
    if (is_there(trigger.table)) return false;
    const std::string near = schema::nearest(to_string(trigger.table), names);
    const auto path =
        schema::path_of(schema::Object{schema::ObjectKind::trigger, trigger.table, trigger.name});
    diagnostics.error(rule,
                      "trigger '" + trigger.name + "' is one of '" + to_string(trigger.table) +
                          "', which no model and no file of SQL_OBJECTS declares" +
                          (near.empty() ? "" : "; did you mean '" + near + "'?"),
                      model.locations[path]);
    return true;
  });
}

}  // namespace

void add_sql_objects(const SqlObjects& objects, const schema::Schema& history, Model& model,
                     diagnostics::Diagnostics& diagnostics) {
  diagnostics::Diagnostics found;
  Files(objects, model, found).read();
  schema::sort(model.schema);
  find_tables_of_triggers(model, history, found);
  model.declares_objects = true;
  // As the files are read, whatever was found out first.
  std::vector<Finding> all = found.all();
  const auto place = [&](const Finding& diagnostic) {
    const schema::Location& at = diagnostic.location;
    const auto file = std::find(objects.files.begin(), objects.files.end(), at.file);
    return std::tuple(file, at.line, at.column);
  };
  std::multimap<decltype(place(all.front())), Finding> in_order;
  for (Finding& diagnostic : all) in_order.emplace(place(diagnostic), std::move(diagnostic));
  for (auto& [at, diagnostic] : in_order) diagnostics.report(std::move(diagnostic));
}

}  // namespace limbeck::compiler
