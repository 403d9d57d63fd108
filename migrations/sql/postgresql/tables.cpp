// Tables whole: create, drop, rename, comments and settings.
#include <algorithm>
#include <iterator>

#include "migrations/schema/inheritance.h"
#include "migrations/sql/postgresql/foreign_keys.h"
#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/settings.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql/quoting.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

/// In the CREATE where it is valid; after it where it is not, which CREATE TABLE would ignore.
template <class Constraints>
void add_valid(std::vector<std::string>& parts, const Constraints& constraints) {
  for (const auto& constraint : constraints) {
    if constexpr (requires { constraint.not_valid; }) {
      if (constraint.not_valid) continue;
    }
    parts.push_back(constraint_sql(constraint));
  }
}

/// Constraints that CREATE TABLE takes for one written twice, and then makes only the first of
/// (PostgreSQL 15, transformIndexConstraints): the others are added to the table that is there.
template <class Constraint>
std::vector<Constraint> take_repeated(std::vector<Constraint>& constraints,
                                      std::vector<Constraint> seen) {
  std::vector<Constraint> repeated;
  std::erase_if(constraints, [&](const Constraint& constraint) {
    Constraint nameless = constraint;
    nameless.name.clear();
    if (std::ranges::find(seen, nameless) != seen.end()) {
      repeated.push_back(constraint);
      return true;
    }
    seen.push_back(std::move(nameless));
    return false;
  });
  return repeated;
}

template <class Constraints>
void add_not_valid(Writer& out, const schema::Name& table, const Constraints& constraints) {
  for (const auto& constraint : constraints) {
    if (constraint.not_valid) out.add(add_constraint(table, constraint));
  }
}

std::string listed(const std::vector<schema::Name>& names) {
  std::vector<std::string> quoted;
  for (const schema::Name& name : names) quoted.push_back(quote(name));
  return join(quoted, ", ");
}

/// The column of that name of the first of the parents that has one, or null.
const schema::Column* column_of_parent(const schema::Schema& before, const schema::Table& table,
                                       const std::string& name) {
  for (const schema::Name& parent : schema::parents_of(table)) {
    const schema::Table* found = schema::find_table(before, parent);
    const schema::Column* column = found == nullptr ? nullptr : schema::find_column(*found, name);
    if (column != nullptr) return column;
  }
  return nullptr;
}

/// What an inherited column has otherwise than that of the parent.
void add_own_of_inherited(Writer& out, const schema::Table& table, const schema::Column& column) {
  const schema::Column* above = column_of_parent(out.before(), table, column.name);
  if (above == nullptr || column.generated) return;
  const std::string alter =
      concat({alter_table(table.name), "ALTER COLUMN ", quote(column.name), " "});
  const bool is_serial = above->identity && above->identity->mode == schema::Identity::Mode::serial;
  if (column.default_sql != above->default_sql || (is_serial && !column.default_sql)) {
    out.add(alter + (column.default_sql ? "SET DEFAULT " + expression(*column.default_sql)
                                        : std::string("DROP DEFAULT")));
  }
  if (column.nullable != above->nullable)
    out.add(alter + (column.nullable ? "DROP NOT NULL" : "SET NOT NULL"));
}

void change_parents(Writer& out, const schema::Name& name, const std::string& value) {
  const schema::Table* table = schema::find_table(out.before(), name);
  const std::vector<schema::Name> before =
      table == nullptr ? std::vector<schema::Name>() : schema::parents_of(*table);
  const std::vector<schema::Name> after = schema::names_in_setting(value);
  for (const schema::Name& parent : before)
    if (std::ranges::find(after, parent) == after.end())
      out.add(concat({alter_table(name), "NO INHERIT ", quote(parent)}));
  for (const schema::Name& parent : after)
    if (std::ranges::find(before, parent) == before.end())
      out.add(concat({alter_table(name), "INHERIT ", quote(parent)}));
}

}  // namespace

static void render(Writer& out, const operations::CreateTable& operation) {
  const schema::Table& table = operation.table;
  std::vector<std::string> parts;
  const std::vector<std::string> inherited = schema::inherited_columns(table);
  const auto is_inherited = [&](const schema::Column& column) {
    return std::ranges::find(inherited, column.name) != inherited.end();
  };
  for (const schema::Column& column : table.columns)
    if (!is_inherited(column)) parts.push_back(column_sql(column));
  if (table.primary_key) parts.push_back(constraint_sql(*table.primary_key));
  std::vector<schema::Unique> uniques = table.uniques, seen;
  if (table.primary_key) {
    seen.push_back(
        {.columns = table.primary_key->columns, .deferrable = table.primary_key->deferrable});
  }
  const auto repeated_uniques = take_repeated(uniques, seen);
  std::vector<schema::Exclude> excludes = table.excludes;
  const auto repeated_excludes = take_repeated(excludes, {});
  add_valid(parts, uniques);
  const auto is_possible = [&](const schema::ForeignKey& key) {
    return is_comparable(out.before(), table, key);
  };
  std::vector<schema::ForeignKey> foreign_keys;
  std::copy_if(table.foreign_keys.begin(), table.foreign_keys.end(),
               std::back_inserter(foreign_keys), is_possible);
  add_valid(parts, foreign_keys);
  add_valid(parts, table.checks);
  add_valid(parts, excludes);

  std::string sql = is_unlogged(table.settings) ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ";
  sql += quote(table.name);
  if (table.partition_of) sql += " PARTITION OF " + quote(table.partition_of->table);
  if (!parts.empty() || !table.partition_of) sql += concat({" (\n  ", join(parts, ",\n  "), "\n)"});
  if (table.partition_of) sql += " " + expression(table.partition_of->bound);
  const std::vector<schema::Name> parents = schema::parents_of(table);
  if (!inherited.empty() && !parents.empty()) sql += concat({" INHERITS (", listed(parents), ")"});
  if (!table.partition_by.empty()) sql += " PARTITION BY " + expression(table.partition_by);
  const Settings storage = storage_of(table.settings);
  if (!storage.empty()) sql += concat({" WITH (", storage_parameters(storage), ")"});
  const std::string tablespace = setting(table.settings, "tablespace");
  if (!tablespace.empty()) sql += " TABLESPACE " + quote(tablespace);
  out.add(std::move(sql));

  // Columns of its own may differ from those of a parent, and CREATE TABLE would merge them.
  if (inherited.empty()) {
    for (const schema::Name& parent : parents)
      out.add(concat({alter_table(table.name), "INHERIT ", quote(parent)}));
  }
  for (const schema::Column& column : table.columns)
    if (is_inherited(column)) add_own_of_inherited(out, table, column);
  for (const auto& unique : repeated_uniques) out.add(add_constraint(table.name, unique));
  for (const auto& exclude : repeated_excludes) out.add(add_constraint(table.name, exclude));
  add_not_valid(out, table.name, foreign_keys);
  add_not_valid(out, table.name, table.checks);
  for (const schema::Index& index : table.indexes) add_index(out, table.name, index);
  if (!table.comment.empty()) out.add(comment_on("TABLE", quote(table.name), table.comment));
  for (const schema::Column& column : table.columns) {
    if (column.comment.empty()) continue;
    out.add(comment_on_column(table.name, column.name, column.comment));
  }
}

static void render(Writer& out, const operations::DropTable& operation) {
  out.add("DROP TABLE " + quote(operation.table));
}

static void render(Writer& out, const operations::RenameTable& operation) {
  out.add(concat({alter_table(operation.table), "RENAME TO ", quote(operation.new_name)}));
  const schema::Table* before = schema::find_table(out.before(), operation.table);
  if (before == nullptr) return;
  schema::Table after = *before;
  after.name.name = operation.new_name;
  rename_sequences(out, *before, after);
}

static void render(Writer& out, const operations::AlterTableComment& operation) {
  out.add(comment_on("TABLE", quote(operation.table), operation.comment));
}

static void render(Writer& out, const operations::AlterTableSettings& operation) {
  Settings set;
  std::vector<std::string> reset;
  for (const auto& [full_name, value] : operation.settings) {
    const auto name = own_setting(full_name);
    if (!name) continue;
    if (*name == "unlogged") {
      out.add(alter_table(operation.table) + (value == "true" ? "SET UNLOGGED" : "SET LOGGED"));
    } else if (*name == "inherits") {
      change_parents(out, operation.table, value);
    } else if (*name == "inherited") {
      // Columns become their table's own when it inherits no longer, and by nothing else.
    } else if (*name == "tablespace") {
      out.add(concat({alter_table(operation.table), "SET TABLESPACE ",
                      quote(value.empty() ? "pg_default" : value)}));
    } else if (value.empty()) {
      reset.push_back(*name);
    } else {
      set.emplace(*name, value);
    }
  }
  if (!set.empty())
    out.add(concat({alter_table(operation.table), "SET (", storage_parameters(set), ")"}));
  if (!reset.empty()) {
    // Checked names: `toast.` is a namespace, which quotes would hide.
    out.add(concat({alter_table(operation.table), "RESET (", join(reset, ", "), ")"}));
  }
}

template void render_as(Writer&, const operations::CreateTable&);
template void render_as(Writer&, const operations::DropTable&);
template void render_as(Writer&, const operations::RenameTable&);
template void render_as(Writer&, const operations::AlterTableComment&);
template void render_as(Writer&, const operations::AlterTableSettings&);

}  // namespace limbeck::sql::postgresql
