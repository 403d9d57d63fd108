#include "migrations/sql/sqlite/rebuild.h"

#include <algorithm>

#include "migrations/sql/quoting.h"
#include "migrations/sql/sqlite/alter.h"
#include "migrations/sql/sqlite/ddl.h"
#include "migrations/sql/sqlite/expression.h"
#include "migrations/sql/sqlite/lower.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

using schema::Column;
using schema::Table;

bool contains_name(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::any_of(names, [&](const std::string& candidate) {
    return sql_text::equal_ignoring_case(candidate, name);
  });
}

std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  return names;
}

bool has_hidden_rowid(const Table& table) {
  return !is_without_rowid(table) && rowid_column(table) == nullptr;
}

std::string default_of(const Column& column) { return column.default_sql.value_or("NULL"); }

}  // namespace

std::vector<std::string> expressions_of(const operations::Operation& operation) {
  std::vector<std::string> expressions;
  if (const auto* add = std::get_if<operations::AddColumn>(&operation.value)) {
    expressions = {add->fill};
  } else if (const auto* alter = std::get_if<operations::AlterColumn>(&operation.value)) {
    expressions = {alter->using_expression, alter->fill};
  }
  std::erase(expressions, std::string());
  return expressions;
}

Rebuild::Rebuild(const Table* before) : exists_(before != nullptr) {
  if (before == nullptr) return;
  autoincrement_ = is_autoincrement(*before);
  has_hidden_rowid_ = has_hidden_rowid(*before);
  columns_ = names_of(*before);
  for (const std::string& column : columns_) sources_[column].stands = true;
}

bool Rebuild::stands(const std::string& column) const {
  const auto source = sources_.find(column);
  return source != sources_.end() && source->second.stands;
}

bool Rebuild::is_taken(const std::string& column) const { return contains_name(columns_, column); }

void Rebuild::rename_column(const std::string& column, const std::string& new_name) {
  auto source = sources_.extract(column);
  if (source.empty()) return;
  const bool stands = source.mapped().stands;
  source.key() = new_name;
  sources_.insert(std::move(source));
  if (!stands) return;
  for (auto& [name, other] : sources_) {
    other.expression = sql_text::rename_column_in(other.expression, column, new_name, columns_);
  }
  std::replace(columns_.begin(), columns_.end(), column, new_name);
}

bool Rebuild::must_be_written_before(const operations::Operation& operation) const {
  if (!exists_) return false;
  const auto expressions = expressions_of(operation);
  const auto computed = [](const auto& source) {
    return source.second.kind != Source::Kind::copied;
  };
  return std::ranges::any_of(expressions, has_subquery) && std::ranges::any_of(sources_, computed);
}

std::string Rebuild::value_of(const std::string& column, const Table& table) const {
  const Source& source = sources_.at(column);
  if (source.kind == Source::Kind::copied) return quote(column);
  if (source.kind == Source::Kind::computed) return source.expression;
  return default_of(*find_column(table, column));
}

// Rewrites the expression for the table in the database.
std::string Rebuild::translate(const std::string& expression, const Table& table) {
  looks_elsewhere_ = looks_elsewhere_ || has_subquery(expression);
  return translate_row(expression, table);
}

// The same for an expression that reads nothing but the row.
std::string Rebuild::translate_row(const std::string& expression, const Table& table) const {
  const std::string text =
      canonical(expression, {.table = table.name.name, .columns = names_of(table)});
  const auto tokens = sql_text::lex(text, sql_text::sqlite);
  const auto references = sql_text::column_references(tokens);
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto source = std::binary_search(references.begin(), references.end(), i)
                            ? sources_.find(sql_text::name_of(tokens[i]))
                            : sources_.end();
    result += source == sources_.end() || source->second.kind == Source::Kind::copied
                  ? std::string(tokens[i].text)
                  : concat({"(", value_of(source->first, table), ")"});
  }
  return result;
}

void Rebuild::compute(Source& source, std::string expression) {
  source.kind = Source::Kind::computed;
  source.expression = std::move(expression);
}

void Rebuild::alter(const operations::AlterColumn& operation, const Table& before,
                    const Table& after) {
  Source& source = sources_[operation.column];
  const Column& old_column = *find_column(before, operation.column);
  const Column& new_column = *find_column(after, operation.column);
  // Existing rows keep the default that they got.
  if (source.kind == Source::Kind::left_out && old_column.default_sql != new_column.default_sql) {
    compute(source, default_of(old_column));
  }
  if (!operation.using_expression.empty()) {
    compute(source, translate(operation.using_expression, before));
  } else if (const auto own = operation.using_by_dialect.find("sqlite");
             own != operation.using_by_dialect.end()) {
    compute(source, translate_row(own->second, before));
  }
  if (!operation.fill.empty()) {
    compute(source, concat({"coalesce(", value_of(operation.column, before), ", ",
                            translate(operation.fill, before), ")"}));
  }
  if (new_column.generated && new_column.generated != old_column.generated) {
    compute(source, translate(new_column.generated->expression, before));
  }
}

void Rebuild::record(const operations::Operation& operation, const Table& before,
                     const Table& after, const std::vector<std::string>& enum_columns) {
  if (!exists_) return;
  if (const auto* add = std::get_if<operations::AddColumn>(&operation.value)) {
    const Column& column = *find_column(after, add->column.name);
    Source source{Source::Kind::left_out};
    if (column.generated) {
      compute(source, translate(column.generated->expression, before));
    } else if (!add->fill.empty()) {
      compute(source, translate(add->fill, before));
    }
    sources_[column.name] = std::move(source);
  } else if (const auto* drop = std::get_if<operations::DropColumn>(&operation.value)) {
    sources_.erase(drop->column);
  } else if (const auto* change = std::get_if<operations::AlterColumn>(&operation.value)) {
    alter(*change, before, after);
  } else if (const auto* value = std::get_if<operations::RenameEnumValue>(&operation.value)) {
    for (const std::string& column : enum_columns) {
      const std::string old_value = value_of(column, before);
      compute(sources_[column],
              concat({"CASE ", old_value, " WHEN ", quote_literal(value->value), " THEN ",
                      quote_literal(value->new_value), " ELSE ", old_value, " END"}));
    }
  }
}

// A name of the rowid that no column has, if both tables have a rowid that is no column.
std::string Rebuild::rowid_name(const Table& after) const {
  if (!has_hidden_rowid_ || !has_hidden_rowid(after)) return {};
  const std::vector<std::string> names = names_of(after);
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    if (!contains_name(columns_, name) && !contains_name(names, name)) return name;
  }
  return {};
}

void Rebuild::write_copy(ScriptBuilder& script, const Table& after, const std::string& to) const {
  std::vector<std::string> names, values;
  if (const std::string rowid = rowid_name(after); !rowid.empty()) {
    names.push_back(rowid);
    values.push_back(rowid);
  }
  const Column* plain = nullptr;
  for (const Column& column : after.columns) {
    if (column.generated) continue;
    if (plain == nullptr) plain = &column;
    const Source& source = sources_.at(column.name);
    if (source.kind == Source::Kind::left_out) continue;
    names.push_back(quote(column.name));
    values.push_back(value_of(column.name, after));
  }
  if (names.empty()) {
    names.push_back(quote(plain->name));
    values.push_back(default_of(*plain));
  }
  script.sql(concat({"INSERT INTO ", quote(to), " (", join(names, ", "), ")\nSELECT ",
                     join(values, ", "), "\nFROM ", quote(after.name.name)}));
}

void Rebuild::write(ScriptBuilder& script, const Table& after) const {
  if (!exists_) return write_create_table(script, after);
  const std::string& name = after.name.name;
  const std::string to = "_limbeck_new_" + name;
  // A rebuild always runs in a transaction, also if the operation asked for none.
  script.make_transactional();
  script.save_objects(name, columns_);
  script.sql(create_table(after, to));
  write_copy(script, after, to);
  if (autoincrement_ && is_autoincrement(after)) {
    script.sql("DELETE FROM sqlite_sequence WHERE name = " + quote_literal(to));
    script.sql(concat({"INSERT INTO sqlite_sequence (name, seq) SELECT ", quote_literal(to),
                       ", seq FROM sqlite_sequence WHERE name = ", quote_literal(name)}));
  }
  write_drop_table(script, name);
  // The old behaviour of RENAME leaves views, triggers and other tables' references to this one
  // alone: they mean it, not the new table under its name of the moment.
  script.sql("PRAGMA legacy_alter_table = ON");
  script.sql(concat({"ALTER TABLE ", quote(to), " RENAME TO ", quote(name)}));
  script.sql("PRAGMA legacy_alter_table = OFF");
  for (const schema::Index& index : after.indexes) script.sql(create_index(after, index));
  script.add(Statement::Kind::restore_objects, name);
}

}  // namespace limbeck::sql::sqlite
