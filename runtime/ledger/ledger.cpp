#include "runtime/ledger/ledger.h"

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/doing.h"

namespace limbeck::ledger {
namespace {

using connection::doing;

constexpr const char* reading = "reading the version table";
constexpr const char* recording = "recording in limbeck's tables what was applied";

std::string text(const SqlValue& value) {
  const auto* string = std::get_if<std::string>(&value);
  return string == nullptr ? std::string() : *string;
}

std::optional<std::int64_t> integer(const SqlValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  return std::nullopt;
}

std::optional<double> real(const SqlValue& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return static_cast<double>(*number);
  return std::nullopt;
}

/// Empty where the tables' schema has a name.
std::string_view unnamed_schema(const connection::Driver& driver, const Names& names) {
  return names.schema.empty() ? driver.unnamed_schema() : std::string_view();
}

}  // namespace

Ledger::Ledger(connection::Driver& driver, const sql::Dialect& dialect, Names names)
    : driver_(driver),
      dialect_(dialect),
      names_(std::move(names)),
      statements_(dialect, names_, unnamed_schema(driver, names_)),
      version_sql_(statements_.version_table()),
      history_sql_(statements_.history_table()) {}

Heads Ledger::heads(const connection::WaitPolicy& wait_policy) {
  return doing(driver_, reading, [&] { return read_heads(wait_policy); });
}

Heads Ledger::read_heads(const connection::WaitPolicy& wait_policy) {
  const std::string sql = "SELECT version_num FROM " + version_sql_;
  const auto read = [&] {
    return heads_of(
        driver_.read_column(names_.schema, names_.version_table, "version_num", sql, wait_policy));
  };
  if (!ordinary_) {
    driver_.require_ordinary(names_.schema, names_.version_table, false, wait_policy);
    ordinary_ = true;
  }
  try {
    return read();
  } catch (const Error& error) {
    // A transaction that failed answers no questions.
    if (error.code() != Error::Code::statement || driver_.in_transaction()) throw;
    const bool is_there = with_words_of(
        error, [&] { return driver_.has_ledger(names_.schema, names_.version_table, error); });
    if (!is_there) return {};
  }
  // Another process has made it meanwhile; or it is there and cannot be read, which is reported
  // now.
  try {
    return read();
  } catch (const Error& error) {
    // undefined_column; SQLite has no code of its own for it.
    const bool is_column = error.sqlstate() == "42703" ||
                           (error.sqlstate() == "SQLITE_ERROR" &&
                            std::string_view(error.what()).starts_with("no such column"));
    if (!is_column) throw;
    throw not_limbecks(error.what()).with_sqlstate(error.sqlstate());
  }
}

Heads Ledger::heads_to_change() {
  return doing(driver_, reading, [&] {
    return heads_of(driver_.query_own(concat(
        {before_writing(), "SELECT version_num FROM ", version_sql_, driver_.keeping_rows()})));
  });
}

std::string Ledger::before_writing() {
  const std::string tables[] = {version_sql_, history_sql_};
  return driver_.before_writing(tables, complete_);
}

std::int64_t Ledger::write(std::string_view sql) {
  return doing(driver_, recording, [&] {
    return driver_.execute_own(concat({before_writing(), sql}));
  });
}

Error Ledger::not_limbecks(std::string_view why) const {
  return Error(Error::Code::history,
               concat({"the table ", version_sql_, " of the database '", driver_.place(),
                       "' is no version table: ", why,
                       "; where it belongs to others, give this history a name of its own "
                       "(VERSION_TABLE in CMake, MigrateOptions::version_table, --version-table)"}))
      .at_place(driver_.place());
}

Heads Ledger::heads_of(const Rows& rows) const {
  Heads out;
  for (const auto& row : rows.rows) {
    if (!std::holds_alternative<std::string>(row.front()))
      throw not_limbecks("its column version_num has something else than texts");
    std::string head = text(row.front());
    if (head == half_applied_row) {
      out.half_applied = true;
    } else {
      out.rows.push_back(std::move(head));
    }
  }
  std::sort(out.rows.begin(), out.rows.end());
  return out;
}

void Ledger::resolve_schema() {
  if (schema_resolved_) return;
  if (names_.schema.empty()) {
    names_.schema = doing(driver_, "looking for the version table's schema",
                          [&] { return driver_.schema_of(names_.version_table); });
  }
  schema_resolved_ = true;
  statements_ = Statements(dialect_, names_, unnamed_schema(driver_, names_));
  version_sql_ = statements_.version_table();
  history_sql_ = statements_.history_table();
}

bool Ledger::has_history() { return driver_.has_table(names_.schema, names_.history_table); }

bool Ledger::create_missing() {
  if (complete_) return false;
  resolve_schema();
  doing(driver_, "making limbeck's tables", [&] { create(); });
  return !complete_;
}

void Ledger::create() {
  auto run = [&](const std::vector<std::string>& all) {
    for (const std::string& sql : all) driver_.execute_own(sql);
  };
  const bool has_version = driver_.has_table(names_.schema, names_.version_table);
  const bool has_history = this->has_history();
  const connection::WaitPolicy wait_policy;
  for (const std::string* table : {&names_.version_table, &names_.history_table}) {
    driver_.require_ordinary(names_.schema, *table, true, wait_policy);
  }
  if (!has_version) run(statements_.create_version_table());
  if (!has_history) run(statements_.create_history_table());
  // What was there may belong to others, also where nothing is written then.
  const std::string check = before_writing();
  if (!check.empty()) driver_.execute_own(check);
  // Tables just made may be rolled back yet.
  complete_ = has_version && has_history;
}

void Ledger::move(const std::vector<std::string>& removes, const std::vector<std::string>& adds) {
  auto expect_one = [&](std::int64_t changed, const std::string& revision) {
    if (changed == 1) return;
    throw Error(
        Error::Code::history,
        concat({"the version table ", version_sql_, " of '", driver_.place(), "' has no row '",
                revision, "' any more: something else than limbeck changed it"}));
  };
  // Those that take rows away come first.
  std::size_t index = 0;
  for (const std::string& sql : statements_.move(removes, adds)) {
    const std::int64_t changed = write(sql);
    if (index < removes.size()) expect_one(changed, removes[index]);
    ++index;
  }
}

void Ledger::purge() { write(statements_.purge()); }

void Ledger::write_all(const std::vector<std::string>& statements) {
  for (const std::string& sql : statements) write(sql);
}

void Ledger::record(const Entry& entry) { write_all(statements_.record(entry)); }

void Ledger::set_progress(const std::string& revision, std::int64_t progress) {
  write(statements_.set_progress(revision, progress));
}

void Ledger::finish(const std::string& revision, double duration) {
  write_all(statements_.finish(revision, number(duration)));
}

void Ledger::finish_all() {
  write(statements_.finish_all());
  write(statements_.clear_half_applied());
}

void Ledger::require_all_rows() {
  doing(driver_, reading,
        [&] { driver_.require_rights(names_.schema, names_.version_table, false); });
}

void Ledger::explain(const Error& error, bool change) {
  // A transaction that failed answers no questions.
  if (!driver_.refuses_ledger(error) || driver_.in_transaction()) return;
  // What names a right has a place and no next step.
  const bool is_explained = !error.place().empty() && error.next_step().empty();
  if (is_explained && error.sqlstate() == "42501") return;
  with_words_of(error, [&] {
    driver_.require_rights(names_.schema, names_.version_table, change);
    driver_.require_rights(names_.schema, names_.history_table, change);
    return true;
  });
}

bool Ledger::with_words_of(const Error& error, const std::function<bool()>& look) {
  try {
    return look();
  } catch (const Error& right) {
    if (error.sqlstate() != "42501" || right.sqlstate() != error.sqlstate()) throw;
    const std::string_view said = error.what();
    throw Error(right.code(),
                concat({right.what(), "\n  the database says: ", said.substr(0, said.find('\n'))}))
        .with_sqlstate(right.sqlstate())
        .with_statement(error.statement())
        .at_place(right.place());
  }
}

std::vector<Entry> Ledger::entries() {
  resolve_schema();
  return doing(driver_, "reading what was applied", [&] { return read_entries(); });
}

std::vector<Entry> Ledger::read_entries() {
  const connection::WaitPolicy wait_policy;
  // What reads a column in another way than by a query may not know its type.
  if (driver_.has_table(names_.schema, names_.version_table)) {
    heads_of(driver_.read_table(names_.schema, names_.version_table,
                                "SELECT version_num FROM " + version_sql_, wait_policy));
  }
  driver_.require_ordinary(names_.schema, names_.history_table, false, wait_policy);
  if (!has_history()) return {};
  const std::string sql =
      concat({"SELECT id, revision, direction, checksum, started, who, ", dialect_.quote("binary"),
              ", duration, compatible, progress FROM ", history_sql_, " ORDER BY id"});
  Rows rows;
  try {
    rows = driver_.read_table(names_.schema, names_.history_table, sql, wait_policy);
  } catch (const Error& error) {
    explain(error, false);
    throw;
  }
  constexpr std::string Entry::*texts[] = {&Entry::revision, &Entry::direction, &Entry::checksum,
                                           &Entry::started,  &Entry::who,       &Entry::binary};
  std::vector<Entry> out(rows.rows.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const SqlValue* value = rows.rows[i].data();
    out[i].id = integer(*value++).value_or(0);
    for (std::string Entry::*member : texts) out[i].*member = text(*value++);
    out[i].duration = real(*value++);
    out[i].compatible = integer(*value++).value_or(0) != 0;
    out[i].progress = integer(*value);
  }
  return out;
}

const Entry* last_entry(const std::vector<Entry>& entries, std::string_view revision) {
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (entry->revision == revision && !entry->progress) return &*entry;
  }
  return nullptr;
}

}  // namespace limbeck::ledger
