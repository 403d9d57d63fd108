#include "runtime/ledger/tables.h"

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

}  // namespace

schema::Table version_table(const schema::Name& name) {
  schema::Table table;
  table.name = name;
  table.columns = {column("version_num", varchar(32))};
  table.primary_key = primary_key(name.name + "_pkc", "version_num");
  return table;
}

schema::Table history_table(const std::string& schema) {
  using schema::TypeKind;
  schema::Table table;
  table.name = {schema, std::string(history_table_name)};
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
  table.primary_key = primary_key("limbeck_history_pkc", "id");
  return table;
}

}  // namespace limbeck::ledger
