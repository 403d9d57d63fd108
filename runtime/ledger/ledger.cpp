#include "runtime/ledger/ledger.h"

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/text/concat.h"

namespace limbeck::ledger {
namespace {

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

template <class T>
SqlValue or_null(const std::optional<T>& value) {
  return value ? SqlValue(*value) : SqlValue();
}

}  // namespace

Ledger::Ledger(connection::Driver& driver, const sql::Dialect& dialect, Names names)
    : driver_(driver),
      dialect_(dialect),
      names_(std::move(names)),
      statements_(dialect, names_),
      version_sql_(statements_.version_table()),
      history_sql_(statements_.history_table()) {}

Heads Ledger::heads(const connection::Patience& patience) {
  const std::string sql = "SELECT version_num FROM " + version_sql_;
  if (!ordinary_) {
    driver_.require_ordinary(names_.schema, names_.version_table, false, patience);
    ordinary_ = true;
  }
  try {
    return heads_of(driver_.query_patiently(sql, patience));
  } catch (const Error& error) {
    if (error.code() != Error::Code::statement) throw;
    if (!driver_.has_ledger(names_.schema, names_.version_table, error)) return {};
  }
  // Another process has made it meanwhile; or it is there and cannot be read, which is told now.
  return heads_of(driver_.query_patiently(sql, patience));
}

Heads Ledger::heads_to_change() {
  return heads_of(driver_.query_patiently(
      concat({"SELECT version_num FROM ", version_sql_, driver_.keeping_rows()}), {}));
}

Heads Ledger::heads_of(const Rows& rows) {
  Heads out;
  for (const auto& row : rows.rows) {
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

void Ledger::settle() {
  if (settled_) return;
  if (names_.schema.empty()) names_.schema = driver_.schema_of(names_.version_table);
  settled_ = true;
  statements_ = Statements(dialect_, names_);
  version_sql_ = statements_.version_table();
  history_sql_ = statements_.history_table();
  record_sql_.clear();
}

bool Ledger::has_history() { return driver_.has_table(names_.schema, names_.history_table); }

bool Ledger::create_missing() {
  auto run = [&](const std::vector<std::string>& all) {
    for (const std::string& sql : all) driver_.execute(sql);
  };
  if (complete_) return false;
  settle();
  const bool has_version = driver_.has_table(names_.schema, names_.version_table);
  const bool has_history = this->has_history();
  for (const std::string& table : {names_.version_table, names_.history_table}) {
    driver_.require_ordinary(names_.schema, table, true, {});
  }
  if (!has_version) run(statements_.create_version_table());
  if (!has_history) run(statements_.create_history_table());
  // Tables just made may be rolled back yet.
  complete_ = has_version && has_history;
  return !complete_;
}

void Ledger::move(const std::vector<std::string>& removes, const std::vector<std::string>& adds) {
  auto expect_one = [&](std::int64_t changed, const std::string& revision) {
    if (changed == 1) return;
    throw Error(
        Error::Code::history,
        concat({"the version table ", version_sql_, " of '", driver_.place(), "' has no row '",
                revision, "' any more: something else than limbeck changed it"}));
  };
  // As Alembic: a row that turns into another is updated.
  std::size_t updated = std::min(removes.size(), adds.size());
  for (std::size_t i = 0; i < updated; ++i) {
    const SqlValue values[] = {adds[i], removes[i]};
    expect_one(driver_.execute(
                   concat({"UPDATE ", version_sql_, " SET version_num = ", driver_.placeholder(1),
                           " WHERE version_num = ", driver_.placeholder(2)}),
                   values),
               removes[i]);
  }
  for (std::size_t i = updated; i < removes.size(); ++i) {
    const SqlValue values[] = {removes[i]};
    expect_one(driver_.execute(concat({"DELETE FROM ", version_sql_,
                                       " WHERE version_num = ", driver_.placeholder(1)}),
                               values),
               removes[i]);
  }
  for (std::size_t i = updated; i < adds.size(); ++i) {
    const SqlValue values[] = {adds[i]};
    driver_.execute(concat({"INSERT INTO ", version_sql_, " (version_num) VALUES (",
                            driver_.placeholder(1), ")"}),
                    values);
  }
}

void Ledger::purge() { driver_.execute(statements_.purge()); }

void Ledger::record(const Entry& entry) {
  if (record_sql_.empty()) {
    record_sql_ = concat({"INSERT INTO ", history_sql_,
                          " (revision, direction, checksum, started, duration, who, ",
                          dialect_.quote("binary"), ", compatible, progress) VALUES ("});
    for (int i = 1; i <= 9; ++i) record_sql_ += (i > 1 ? ", " : "") + driver_.placeholder(i);
    record_sql_ += ")";
  }
  const SqlValue values[] = {entry.revision,
                             entry.direction,
                             entry.checksum,
                             entry.started,
                             or_null(entry.duration),
                             entry.who,
                             entry.binary,
                             std::int64_t{entry.compatible ? 1 : 0},
                             or_null(entry.progress)};
  driver_.execute(record_sql_, values);
  if (entry.progress) driver_.execute(statements_.mark_half_applied());
}

void Ledger::set_progress(const std::string& revision, std::int64_t progress) {
  const SqlValue values[] = {progress, revision};
  driver_.execute(concat({"UPDATE ", history_sql_, " SET progress = ", driver_.placeholder(1),
                          " WHERE progress IS NOT NULL AND revision = ", driver_.placeholder(2)}),
                  values);
}

void Ledger::finish(const std::string& revision, double duration) {
  const SqlValue values[] = {duration, revision};
  driver_.execute(
      concat({"UPDATE ", history_sql_, " SET progress = NULL, duration = ", driver_.placeholder(1),
              " WHERE progress IS NOT NULL AND revision = ", driver_.placeholder(2)}),
      values);
  clear_half_applied();
}

void Ledger::clear_half_applied() { driver_.execute(statements_.clear_half_applied()); }

void Ledger::require_all_rows() {
  driver_.require_rights(names_.schema, names_.version_table, false);
}

void Ledger::explain(const Error& error, bool change) {
  // insufficient_privilege. A transaction that failed answers no questions.
  if (error.sqlstate() != "42501" || driver_.in_transaction()) return;
  driver_.require_rights(names_.schema, names_.version_table, change);
  driver_.require_rights(names_.schema, names_.history_table, change);
}

std::vector<Entry> Ledger::entries() {
  settle();
  driver_.require_ordinary(names_.schema, names_.history_table, false, {});
  if (!has_history()) return {};
  const std::string sql = concat(
      {"SELECT id, revision, direction, checksum, started, duration, who, ",
       dialect_.quote("binary"), ", compatible, progress FROM ", history_sql_, " ORDER BY id"});
  Rows rows;
  try {
    rows = driver_.query(sql);
  } catch (const Error& error) {
    explain(error, false);
    throw;
  }
  std::vector<Entry> out;
  out.reserve(rows.rows.size());
  for (const auto& row : rows.rows) {
    out.push_back({.id = integer(row[0]).value_or(0),
                   .revision = text(row[1]),
                   .direction = text(row[2]),
                   .checksum = text(row[3]),
                   .started = text(row[4]),
                   .duration = real(row[5]),
                   .who = text(row[6]),
                   .binary = text(row[7]),
                   .compatible = integer(row[8]).value_or(0) != 0,
                   .progress = integer(row[9])});
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
