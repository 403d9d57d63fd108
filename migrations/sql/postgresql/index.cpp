#include "migrations/sql/postgresql/definition.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql/quoting.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

// `gist_trgm_ops(siglen = 32)`: a name, and parameters as SQL.
std::string opclass_sql(const std::string& opclass) {
  const std::size_t open = opclass.find('(');
  std::string name = opclass.substr(0, open);
  while (name.ends_with(' ')) name.pop_back();
  const std::size_t dot = name.find('.');
  const schema::Name parts = dot == std::string::npos
                                 ? schema::Name{{}, name}
                                 : schema::Name{name.substr(0, dot), name.substr(dot + 1)};
  return quote(parts) + (open == std::string::npos ? "" : " " + opclass.substr(open));
}

std::string element_sql(const schema::IndexElement& element) {
  static_assert(schema::member_count<schema::IndexElement>() == 6,
                "an element's properties are SQL here");
  std::string sql = element.column.empty() ? concat({"(", expression(element.expression), ")"})
                                           : quote(element.column);
  if (!element.collation.empty()) sql += " COLLATE " + collation_sql(element.collation);
  if (!element.opclass.empty()) sql += " " + opclass_sql(element.opclass);
  if (element.order == schema::Order::descending) sql += " DESC";
  if (element.nulls == schema::Nulls::first) sql += " NULLS FIRST";
  if (element.nulls == schema::Nulls::last) sql += " NULLS LAST";
  return sql;
}

}  // namespace

std::string index_sql(const schema::Name& table, const schema::Index& index, bool concurrently) {
  // The comment is a statement of its own (comment_on_index).
  static_assert(schema::member_count<schema::Index>() == 10, "an index's properties are SQL here");
  std::string sql = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  // If the index exists, an interrupted run has finished it: an unfinished one was dropped before
  // (render.cpp).
  if (concurrently) sql += "CONCURRENTLY IF NOT EXISTS ";
  if (!index.name.empty()) sql += quote(index.name) + " ";
  sql += "ON " + quote(table);
  if (!index.method.empty()) sql += " USING " + quote(index.method);
  std::vector<std::string> elements;
  for (const schema::IndexElement& element : index.elements) {
    elements.push_back(element_sql(element));
  }
  sql += concat({" (", join(elements, ", "), ")"});
  if (!index.include.empty()) sql += concat({" INCLUDE (", quote_all(index.include), ")"});
  if (index.nulls_not_distinct) sql += " NULLS NOT DISTINCT";
  if (!index.storage.empty()) sql += concat({" WITH (", storage_parameters(index.storage), ")"});
  if (!index.tablespace.empty()) sql += " TABLESPACE " + quote(index.tablespace);
  if (!index.where.empty()) sql += " WHERE " + expression(index.where);
  return sql;
}

}  // namespace limbeck::sql::postgresql
