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
  return concat(
      {"(SELECT count(*) FROM ", version_sql_, " WHERE ", version_text, " IN (", list, "))"});
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
  std::vector<connection::OwnStatement> out;
  const auto add = [&](std::initializer_list<std::string_view> sql,
                       std::initializer_list<const std::string*> rows) {
    connection::OwnStatement& statement = out.emplace_back();
    statement.sql = concat(sql);
    for (const std::string* row : rows) statement.values.push_back(dialect_->quote_literal(*row));
  };
  const std::size_t updated = std::min(removes.size(), adds.size());
  for (std::size_t i = 0; i < updated; ++i) {
    add({"UPDATE ", version_sql_, " SET version_num = $1 WHERE ", version_text, " = $2"},
        {&adds[i], &removes[i]});
  }
  for (std::size_t i = updated; i < removes.size(); ++i) {
    add({"DELETE FROM ", version_sql_, " WHERE ", version_text, " = $1"}, {&removes[i]});
  }
  for (std::size_t i = updated; i < adds.size(); ++i) {
    add({"INSERT INTO ", version_sql_, " (version_num) VALUES ($1)"}, {&adds[i]});
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
  return concat(
      {purge(), " WHERE ", version_text, " = ", dialect_->quote_literal(half_applied_row)});
}

std::string Statements::has_none_half_applied() const {
  return has_no_row_of({std::string(half_applied_row)});
}

connection::OwnStatement Statements::recording(const Entry& entry,
                                               const Expressions& expressions) const {
  connection::OwnStatement out;
  std::string columns, list;
  const auto add = [&](std::string_view column, std::string value) {
    const char* comma = columns.empty() ? "" : ", ";
    // `binary` is a keyword.
    columns += concat({comma, column == "binary" ? dialect_->quote(column) : std::string(column)});
    const auto expression = expressions.find(column);
    if (expression == expressions.end()) {
      out.values.push_back(std::move(value));
      value = "$" + std::to_string(out.values.size());
    } else {
      value = expression->second;
    }
    list += concat({comma, value});
  };
  const auto add_text = [&](std::string_view column, const std::string& text) {
    add(column, dialect_->quote_literal(text));
  };
  add_text("revision", entry.revision);
  add_text("direction", entry.direction);
  add_text("checksum", entry.checksum);
  add_text("started", entry.started);
  add("duration", entry.duration ? number(*entry.duration) : "NULL");
  add_text("who", entry.who);
  add_text("binary", entry.binary);
  add("compatible", entry.compatible ? "1" : "0");
  add("progress", entry.progress ? std::to_string(*entry.progress) : "NULL");
  out.sql = concat({"INSERT INTO ", history_sql_, " (", columns, ") VALUES (", list, ")"});
  return out;
}

std::vector<std::string> Statements::record(const Entry& entry,
                                            const Expressions& expressions) const {
  std::vector<std::string> out;
  out.push_back(connection::text_of(recording(entry, expressions)));
  if (entry.progress) {
    out.push_back(concat({"INSERT INTO ", version_sql_, " (version_num) VALUES (",
                          dialect_->quote_literal(half_applied_row), ")"}));
  }
  return out;
}

std::string Statements::under_way(const std::string& revision) const {
  return " WHERE progress IS NOT NULL AND CAST(revision AS text) = " +
         dialect_->quote_literal(revision);
}

std::string Statements::set_progress(const std::string& revision, std::int64_t progress) const {
  return concat(
      {"UPDATE ", history_sql_, " SET progress = ", std::to_string(progress), under_way(revision)});
}

std::string Statements::finished(std::string_view duration, std::string_view where) const {
  return concat({"UPDATE ", history_sql_, " SET progress = NULL, duration = ", duration, where});
}

std::vector<std::string> Statements::finish(const std::string& revision,
                                            const std::string& duration) const {
  std::vector<std::string> out;
  out.push_back(finished(duration, under_way(revision)));
  out.push_back(clear_half_applied());
  return out;
}

std::string Statements::finish_all() const { return finished("0", " WHERE progress IS NOT NULL"); }

}  // namespace limbeck::ledger
