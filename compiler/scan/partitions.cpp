// `partition_by` of a struct: the method and its columns, or all of it as SQL.
#include <algorithm>

#include "compiler/scan/constraints.h"
#include "migrations/findings/rule_id.h"
#include "migrations/sql_text/names.h"

namespace limbeck::compiler {
namespace {

constexpr std::string_view methods[] = {"range", "list", "hash"};

bool starts_with_method(std::string_view sql) {
  return std::ranges::any_of(methods, [&](std::string_view method) {
    return sql.size() > method.size() &&
           sql_text::equal_ignoring_case(sql.substr(0, method.size()), method) &&
           (sql[method.size()] == ' ' || sql[method.size()] == '(');
  });
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

// PostgreSQL, CREATE TABLE, PARTITION BY: `{ column | ( expression ) } [ COLLATE c ] [ opclass ]`.
std::string sql_of(const schema::IndexElement& element) {
  std::string sql =
      element.column.empty() ? "(" + element.expression + ")" : column_in_sql(element.column);
  if (!element.collation.empty()) sql += " COLLATE " + column_in_sql(element.collation);
  if (!element.opclass.empty()) sql += " " + column_in_sql(element.opclass);
  return sql;
}

}  // namespace

void ConstraintReader::set_partition(TableOfStruct& table, const Attribute& attribute) {
  const Argument& method = *positional(attribute).front();
  const auto wrong = [&](std::string message, const Argument& where) {
    reading_.error(RuleId::wrong_argument, std::move(message), reading_.locator.at(where.span));
  };
  constexpr const char* known = "a table is partitioned by range, list or hash";
  if (method.kind == Argument::Kind::string) {
    if (!starts_with_method(method.text)) return wrong(known, method);
    table.table.partition_by = method.text;
    return;
  }
  if (std::ranges::find(methods, method.text) == std::end(methods)) return wrong(known, method);
  std::string parts;
  for (const Argument& part : method.arguments) {
    schema::IndexElement element;
    if (!is_index_element(part)) {
      return wrong("expected a member, an expression in quotes, collate(…) or opclass(…)", part);
    }
    if (!read_element(*this, table, part, element)) return;
    if (element.order != schema::Order::ascending || element.nulls != schema::Nulls::standard) {
      return wrong("the columns of a partition key have no order", part);
    }
    parts += (parts.empty() ? "" : ", ") + sql_of(element);
  }
  if (parts.empty()) return wrong("'" + method.text + "' takes at least one member", method);
  table.table.partition_by = upper(method.text) + " (" + parts + ")";
}

}  // namespace limbeck::compiler
