#include "runtime/ledger/statements.h"

#include <algorithm>
#include <charconv>

#include "migrations/text/concat.h"

namespace limbeck::ledger {

std::string number(double value) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value);
  return {digits, end.ptr};
}

// A table of Alembic's or of another tool's may have it as another type.
constexpr const char* version_text = "CAST(version_num AS text)";

Statements::Statements(const sql::Dialect& dialect, Names names, std::string_view schema_sql)
    : dialect_(&dialect), names_(std::move(names)) {
  if (!schema_sql.empty()) {
    prefix_ = concat({schema_sql, "."});
  } else if (!names_.schema.empty()) {
    prefix_ = dialect_->quote(names_.schema) + ".";
  }
  version_sql_ = prefix_ + dialect_->quote(names_.version_table);
  history_sql_ = prefix_ + dialect_->quote(names_.history_table);
}

std::string Statements::lease_table() const { return prefix_ + dialect_->quote(lease_table_name); }

std::string Statements::lease_table_literal() const {
  return dialect_->quote_literal(lease_table());
}

std::vector<std::string> Statements::create(const schema::Table& table, Missing missing) const {
  constexpr std::string_view create_table = "CREATE TABLE ";
  // Not in braces, which would be the one place where an application copies operations.
  std::vector<operations::Operation> operations;
  operations.push_back({operations::CreateTable{table}, {}});
  std::vector<std::string> out;
  for (const sql::Statement& statement : dialect_->render(operations, {}).statements) {
    std::string text = statement.text;
    if (text.starts_with(create_table)) {
      const char* exists = missing == Missing::if_missing ? "IF NOT EXISTS " : "";
      text.insert(create_table.size(), exists + prefix_);
    }
    out.push_back(std::move(text));
  }
  return out;
}

std::vector<std::string> Statements::create_version_table(Missing missing) const {
  return create(ledger::version_table({{}, names_.version_table}), missing);
}

std::vector<std::string> Statements::create_history_table(Missing missing) const {
  return create(ledger::history_table({{}, names_.history_table}), missing);
}

std::string Statements::count_of(const std::vector<std::string>& rows) const {
  std::string list;
  for (const std::string& row : rows) {
    list += (list.empty() ? "" : ", ") + dialect_->quote_literal(row);
  }
  return concat({"(SELECT count(*) FROM ", version_sql_, " WHERE ", version_text, " IN (", list, "))"});
}

std::string Statements::has_rows(const std::vector<std::string>& rows) const {
  const std::string count = concat({"(SELECT count(*) FROM ", version_sql_, ") = "});
  if (rows.empty()) return count + "0";
  return concat({count, std::to_string(rows.size()), " AND ", has_all_rows(rows)});
}

std::string Statements::has_all_rows(const std::vector<std::string>& rows) const {
  if (rows.empty()) return "1 = 1";
  return concat({count_of(rows), " = ", std::to_string(rows.size())});
}

std::string Statements::has_no_row_of(const std::vector<std::string>& rows) const {
  if (rows.empty()) return "1 = 1";
  return count_of(rows) + " = 0";
}

std::vector<connection::OwnStatement> Statements::moves(
    const std::vector<std::string>& removes, const std::vector<std::string>& adds) const {
  const auto literal = [&](const std::string& row) { return dialect_->quote_literal(row); };
  std::vector<connection::OwnStatement> out;
  const std::size_t updated = std::min(removes.size(), adds.size());
  for (std::size_t i = 0; i < updated; ++i) {
    out.push_back({concat({"UPDATE ", version_sql_, " SET version_num = $1 WHERE ", version_text, " = $2"}),
                   {literal(adds[i]), literal(removes[i])}});
  }
  for (std::size_t i = updated; i < removes.size(); ++i) {
    out.push_back({concat({"DELETE FROM ", version_sql_, " WHERE ", version_text, " = $1"}),
                   {literal(removes[i])}});
  }
  for (std::size_t i = updated; i < adds.size(); ++i) {
    out.push_back({concat({"INSERT INTO ", version_sql_, " (version_num) VALUES ($1)"}),
                   {literal(adds[i])}});
  }
  return out;
}

std::vector<std::string> Statements::move(const std::vector<std::string>& removes,
                                          const std::vector<std::string>& adds) const {
  std::vector<std::string> out;
  for (const connection::OwnStatement& move : moves(removes, adds)) {
    out.push_back(connection::text_of(move));
  }
  return out;
}

std::string Statements::purge() const { return "DELETE FROM " + version_sql_; }

std::string Statements::clear_half_applied() const {
  return concat({purge(), " WHERE ", version_text, " = ", dialect_->quote_literal(half_applied_row)});
}

std::string Statements::has_none_half_applied() const {
  return has_no_row_of({std::string(half_applied_row)});
}

connection::OwnStatement Statements::recording(const Entry& entry,
                                               const Expressions& expressions) const {
  const std::pair<std::string_view, std::string> values[] = {
      {"revision", dialect_->quote_literal(entry.revision)},
      {"direction", dialect_->quote_literal(entry.direction)},
      {"checksum", dialect_->quote_literal(entry.checksum)},
      {"started", dialect_->quote_literal(entry.started)},
      {"duration", entry.duration ? number(*entry.duration) : "NULL"},
      {"who", dialect_->quote_literal(entry.who)},
      {"binary", dialect_->quote_literal(entry.binary)},
      {"compatible", entry.compatible ? "1" : "0"},
      {"progress", entry.progress ? std::to_string(*entry.progress) : "NULL"}};
  connection::OwnStatement out;
  std::string columns, list;
  for (const auto& [column, value] : values) {
    const auto expression = expressions.find(column);
    const char* comma = columns.empty() ? "" : ", ";
    // `binary` is a keyword.
    columns += comma + (column == "binary" ? dialect_->quote(column) : std::string(column));
    list += comma;
    if (expression != expressions.end()) {
      list += expression->second;
    } else {
      out.values.push_back(value);
      list += "$" + std::to_string(out.values.size());
    }
  }
  out.sql = concat({"INSERT INTO ", history_sql_, " (", columns, ") VALUES (", list, ")"});
  return out;
}

std::vector<std::string> Statements::record(const Entry& entry,
                                            const Expressions& expressions) const {
  std::vector<std::string> out{connection::text_of(recording(entry, expressions))};
  if (entry.progress) out.push_back(move({}, {std::string(half_applied_row)}).front());
  return out;
}

std::string Statements::under_way(const std::string& revision) const {
  return " WHERE progress IS NOT NULL AND CAST(revision AS text) = " + dialect_->quote_literal(revision);
}

std::string Statements::set_progress(const std::string& revision, std::int64_t progress) const {
  return concat(
      {"UPDATE ", history_sql_, " SET progress = ", std::to_string(progress), under_way(revision)});
}

std::vector<std::string> Statements::finish(const std::string& revision,
                                            const std::string& duration) const {
  return {concat({"UPDATE ", history_sql_, " SET progress = NULL, duration = ", duration,
                  under_way(revision)}),
          clear_half_applied()};
}

std::string Statements::finish_all() const {
  return concat(
      {"UPDATE ", history_sql_, " SET progress = NULL, duration = 0 WHERE progress IS NOT NULL"});
}

}  // namespace limbeck::ledger
