#include "runtime/ledger/tables.h"

#include <algorithm>
#include <utility>

#include "runtime/ledger/other_tools.h"

namespace limbeck::ledger {
namespace {

schema::Type varchar(int length) {
  schema::Type type;
  type.kind = schema::TypeKind::varchar;
  type.length = length;
  return type;
}

schema::Type plain(schema::TypeKind kind) {
  schema::Type type;
  type.kind = kind;
  return type;
}

schema::Column column(std::string name, schema::Type type, bool nullable = false) {
  schema::Column out;
  out.name = std::move(name);
  out.type = std::move(type);
  out.nullable = nullable;
  return out;
}

schema::PrimaryKey primary_key(std::string name, std::string column) {
  schema::PrimaryKey out;
  out.name = std::move(name);
  out.columns = {std::move(column)};
  return out;
}

std::string first_of(std::string chosen, std::string_view said, std::string_view otherwise) {
  if (!chosen.empty()) return chosen;
  return std::string(said.empty() ? otherwise : said);
}

}  // namespace

Names names_of(const Manifest& manifest, Names chosen, const sql::Dialect& dialect) {
  const std::string_view schema =
      dialect.has_schemas() ? manifest.version_table_schema : std::string_view();
  return {first_of(std::move(chosen.version_table), manifest.version_table, version_table_name),
          first_of(std::move(chosen.schema), schema, {}),
          first_of(std::move(chosen.history_table), manifest.history_table, history_table_name)};
}

std::vector<schema::Name> tables_of(const Names& names) {
  std::vector<schema::Name> tables;
  for (const std::string& table :
       {names.version_table, names.history_table, std::string(lease_table_name)}) {
    tables.push_back({{}, table});
    if (!names.schema.empty()) tables.push_back({names.schema, table});
  }
  return tables;
}

bool is_ledger(const schema::Table& table) {
  if (!tool_of(table).empty()) return true;
  if (table.name.name == lease_table_name) return schema::find_column(table, "token") != nullptr;
  const auto is_like = [&](const schema::Table& ours) {
    return table.primary_key && table.primary_key->name == ours.primary_key->name &&
           table.primary_key->columns == ours.primary_key->columns &&
           std::equal(
               table.columns.begin(), table.columns.end(), ours.columns.begin(), ours.columns.end(),
               [](const schema::Column& a, const schema::Column& b) { return a.name == b.name; });
  };
  return is_like(version_table(table.name)) || is_like(history_table(table.name));
}

schema::Table version_table(const schema::Name& name) {
  schema::Table table;
  table.name = name;
  table.columns = {column("version_num", varchar(32))};
  table.primary_key = primary_key(name.name + "_pkc", "version_num");
  return table;
}

schema::Table history_table(const schema::Name& name) {
  using schema::TypeKind;
  schema::Table table;
  table.name = name;
  schema::Column id = column("id", plain(TypeKind::bigint));
  id.identity.emplace();
  table.columns = {id,
                   column("revision", varchar(32)),
                   column("direction", varchar(16)),
                   column("checksum", varchar(64)),
                   column("started", varchar(32)),
                   column("duration", plain(TypeKind::double_precision), true),
                   column("who", plain(TypeKind::text)),
                   column("binary", plain(TypeKind::text)),
                   column("compatible", plain(TypeKind::smallint)),
                   column("progress", plain(TypeKind::bigint), true)};
  table.primary_key = primary_key(name.name + "_pkc", "id");
  return table;
}

}  // namespace limbeck::ledger
