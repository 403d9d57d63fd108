#include "runtime/offline/steps.h"

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/text/shown.h"
#include "runtime/migrator/entry.h"
#include "runtime/migrator/messages.h"
#include "runtime/migrator/revision_plan.h"
#include "runtime/migrator/step_error.h"
#include "runtime/offline/range.h"
#include "runtime/offline/text.h"

namespace limbeck::offline {
namespace {

using migrator::PlanPart;
using migrator::PreparedStep;

/// `migrations/a6.cpp:12: run 'names'`.
std::string callback(const PreparedStep& step, std::size_t index) {
  const operations::Operation* operation = migrator::operation_of(step, index);
  if (operation == nullptr) return std::string(step.entry->file) + ": run";
  return migrator::place_prefix(operation->location) + operations::describe(*operation);
}

std::string heading(const ScriptContext& context, const PreparedStep& step) {
  std::string parents;
  for (const history::Graph::Index parent : context.graph.revises(step.step.revision)) {
    parents += (parents.empty() ? "" : ", ") + context.graph.node(parent).id;
  }
  const std::string id(step.entry->id);
  std::string text = step.is_downgrade() ? "Running downgrade " + id + " -> " + parents
                                         : "Running upgrade " + parents + " -> " + id;
  if (!step.entry->revision->message.empty())
    text += ", " + one_line(step.entry->revision->message);
  return comment(text);
}

/// Prints the plan of one revision, which StepRun (runtime/migrator/run_step.cpp) executes.
class Writer {
 public:
  Writer(const ScriptContext& context, const PreparedStep& step, std::vector<std::string>& rows,
         bool first)
      : context_(context), step_(step), rows_(rows), first_(first) {}

  std::string write() {
    out_ = heading(context_, step_);
    for (const PlanPart& part : migrator::revision_plan(step_)) write_part(part);
    return std::move(out_);
  }

 private:
  bool foreign_keys_off() const { return step_.script.foreign_keys_off; }

  void write_part(const PlanPart& part) {
    switch (part.kind) {
      case PlanPart::Kind::begin:
      case PlanPart::Kind::begin_half_applied:
        return begin(part.kind == PlanPart::Kind::begin_half_applied);
      case PlanPart::Kind::statement:
        return write_statement(part.index);
      case PlanPart::Kind::end_statements:
        out_ += context_.shell.after_statements();
        return;
      case PlanPart::Kind::move:
        add_all(context_.ledger.move(step_.step.removes, step_.step.adds));
        rows_ = history::rows_after(std::move(rows_), step_.step);
        return;
      case PlanPart::Kind::record_half_applied:
        return record_half_applied(part.index);
      case PlanPart::Kind::set_progress:
        return add(context_.ledger.set_progress(id(), static_cast<std::int64_t>(part.index)));
      case PlanPart::Kind::record:
        return add_all(context_.ledger.record(entry(), expressions()));
      case PlanPart::Kind::finish:
        return add_all(context_.ledger.finish(id(), expressions().at("duration")));
      case PlanPart::Kind::commit:
        out_ += context_.shell.commit(foreign_keys_off());
        return;
    }
  }

  void begin(bool half_applied) {
    out_ += context_.shell.begin(foreign_keys_off());
    if (first_) out_ += create_ledger(context_.ledger);
    out_ += context_.shell.keep_ledger();
    std::string condition = context_.ledger.has_all_rows(rows_);
    if (first_ && rows_.empty()) condition = nothing_applied();
    std::string what = "the database is not at " + named(rows_) + ", where this script goes on";
    if (!half_applied) {
      condition += " AND " + context_.ledger.has_none_half_applied();
      what += ", or one of its revisions is half applied";
    }
    out_ += context_.shell.require(condition, what);
    first_ = false;
  }
  void add(const std::string& sql) { out_ += sql + ";\n"; }
  void add_all(const std::vector<std::string>& statements) {
    for (const std::string& sql : statements) add(sql);
  }

  /// Other histories' rows are left alone, where there are any.
  std::string nothing_applied() const {
    if (context_.graph.bases().size() < 2) return context_.ledger.has_rows({});
    std::vector<std::string> branch;
    for (const history::Graph::Index index : lineage_of(step_.step.revision)) {
      branch.push_back(context_.graph.node(index).id);
    }
    return context_.ledger.has_no_row_of(branch);
  }

  std::vector<history::Graph::Index> lineage_of(history::Graph::Index index) const {
    std::vector<history::Graph::Index> out{index};
    std::vector<bool> seen(context_.graph.size(), false);
    seen[index] = true;
    for (std::size_t i = 0; i < out.size(); ++i) {
      for (const history::Graph::Index above : context_.graph.above(out[i])) {
        if (seen[above]) continue;
        seen[above] = true;
        out.push_back(above);
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  void write_statement(std::size_t index) {
    const sql::Statement& statement = step_.script.statements[index];
    if (statement.kind == sql::Statement::Kind::run) {
      out_ +=
          comment("limbeck: skipped, as only the program can run it: " + callback(step_, index));
    } else {
      if (!statement.transactional) out_ += comment("Outside of a transaction:");
      out_ += context_.shell.statement(statement);
    }
    if (!statement.transactional) out_ += context_.shell.after_statements();
  }

  void record_half_applied(std::size_t done) {
    ledger::Entry half = entry();
    half.progress = static_cast<std::int64_t>(done);
    ledger::Expressions values = expressions();
    values.erase("duration");
    add_all(context_.ledger.record(half, values));
  }

  std::string id() const { return std::string(step_.entry->id); }
  ledger::Expressions expressions() const { return context_.shell.recorded(); }
  ledger::Entry entry() const {
    ledger::Entry entry = migrator::entry_of(step_);
    entry.binary = program(context_.manifest);
    return entry;
  }

  const ScriptContext& context_;
  const PreparedStep& step_;
  std::vector<std::string>& rows_;
  bool first_;
  std::string out_;
};

}  // namespace

void refuse_callbacks(const std::vector<PreparedStep>& steps) {
  std::string list;
  for (const PreparedStep& step : steps) {
    for (std::size_t i = 0; i < step.script.statements.size(); ++i) {
      if (step.script.statements[i].kind != sql::Statement::Kind::run) continue;
      list += "\n  " + callback(step, i) + " in revision " + migrator::revision_name(*step.entry);
    }
  }
  if (list.empty()) return;
  throw Error(Error::Code::history,
              "data migrations in C++ cannot be written as SQL:" + list +
                  "\n  Give a range without them and let the program run these revisions, or "
                  "leave the data to others: --skip-callbacks writes a comment in the "
                  "place of each");
}

void refuse_statements(const Shell& shell, const std::vector<PreparedStep>& steps) {
  std::string list;
  for (const PreparedStep& step : steps) {
    for (std::size_t i = 0; i < step.script.statements.size(); ++i) {
      const std::string why = shell.refusal(step.script.statements[i]);
      if (why.empty()) continue;
      list += "\n  " + callback(step, i) + " in revision " + migrator::revision_name(*step.entry) +
              ": " + why;
    }
  }
  if (list.empty()) return;
  throw Error(Error::Code::history, "a script cannot do what these operations do:" + list +
                                        "\n  Give a range without them and let the program run "
                                        "these revisions");
}

std::string step(const ScriptContext& context, const PreparedStep& step,
                 std::vector<std::string>& rows, bool first) {
  return Writer(context, step, rows, first).write();
}

std::string create_ledger(const ledger::Statements& ledger) {
  using Missing = ledger::Statements::Missing;
  std::string out;
  for (const auto& all : {ledger.create_version_table(Missing::if_missing),
                          ledger.create_history_table(Missing::if_missing)}) {
    for (const std::string& sql : all) out += terminated(sql);
  }
  return out;
}

std::string program(const Manifest& manifest) {
  return "SQL script of " + std::string(manifest.name) +
         (manifest.version.empty() ? "" : ", limbeck " + std::string(manifest.version));
}

}  // namespace limbeck::offline
