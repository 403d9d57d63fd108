#include "runtime/connection/sqlite/objects.h"

#include <sqlite3.h>

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/sqlite/statement.h"

namespace limbeck::connection {
namespace {

std::string text(const SqlValue& value) {
  if (const auto* string = std::get_if<std::string>(&value)) return *string;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  return {};
}

}  // namespace

void SqliteObjects::refuse_other_columns(std::string_view table,
                                         const std::vector<std::string>& columns) {
  Statement list(database_, "SELECT name FROM pragma_table_xinfo(?1)");
  const SqlValue parameters[] = {std::string(table)};
  list.bind(parameters);
  std::string others;
  int count = 0;
  while (list.step()) {
    const std::string name = text(list.value(0));
    const bool known = std::any_of(columns.begin(), columns.end(), [&](const std::string& one) {
      return sqlite3_stricmp(one.c_str(), name.c_str()) == 0;
    });
    if (known) continue;
    others += concat({count++ == 0 ? "'" : ", '", name, "'"});
  }
  if (count == 0) return;
  throw Error(
      Error::Code::history,
      concat({"table '", table, "' has to be rebuilt, and no revision made its ",
              count == 1 ? "column " : "columns ", others, ": the rebuild would lose what is in ",
              count == 1 ? "it" : "them", "; tell the history of ", count == 1 ? "it" : "them",
              " first (docs/shared_database.md), or drop ", count == 1 ? "it" : "them"}));
}

void SqliteObjects::save(std::string_view table, const std::vector<std::string>& columns) {
  refuse_other_columns(table, columns);
  Statement select(database_,
                   "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = ?1 COLLATE NOCASE "
                   "AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid");
  const SqlValue parameters[] = {std::string(table)};
  select.bind(parameters);
  std::vector<Object>& objects = saved_[std::string(table)];
  objects.clear();
  while (select.step()) {
    objects.push_back({text(select.value(0)), text(select.value(1)), text(select.value(2))});
  }
}

void SqliteObjects::restore(std::string_view table) {
  auto saved = saved_.find(table);
  if (saved == saved_.end()) return;
  std::vector<Object> objects = std::move(saved->second);
  saved_.erase(saved);
  for (const Object& object : objects) {
    Statement exists(database_,
                     "SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2 COLLATE NOCASE");
    const SqlValue parameters[] = {object.type, object.name};
    exists.bind(parameters);
    if (exists.step()) continue;
    try {
      Statement create(database_, object.sql);
      create.step();
    } catch (Error& error) {
      throw Error(error.code(),
                  concat({"the ", object.type, " '", object.name, "' of table '", table,
                          "', which is not part of the history, does not fit the rebuilt table (",
                          error.what(), "); drop it in the revision, before this operation"}))
          .with_statement(error.statement())
          .with_sqlstate(error.sqlstate());
    }
  }
}

std::vector<ForeignKeyViolation> SqliteObjects::broken_foreign_keys() {
  std::vector<ForeignKeyViolation> out;
  std::map<std::string, std::map<std::int64_t, std::string>> columns_by_key;
  Statement check(database_, "PRAGMA foreign_key_check");
  while (check.step()) {
    ForeignKeyViolation violation{
        text(check.value(0)), text(check.value(1)), text(check.value(2)), {}};
    auto [keys, is_new] = columns_by_key.try_emplace(violation.table);
    if (is_new) {
      Statement list(database_,
                     "SELECT id, \"from\" FROM pragma_foreign_key_list(?1) ORDER BY id, seq");
      const SqlValue parameters[] = {violation.table};
      list.bind(parameters);
      while (list.step()) {
        std::string& columns = keys->second[std::get<std::int64_t>(list.value(0))];
        if (!columns.empty()) columns += ", ";
        columns += text(list.value(1));
      }
    }
    SqlValue key = check.value(3);
    if (const auto* id = std::get_if<std::int64_t>(&key)) violation.columns = keys->second[*id];
    out.push_back(std::move(violation));
  }
  return out;
}

}  // namespace limbeck::connection
