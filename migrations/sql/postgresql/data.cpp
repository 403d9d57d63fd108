// Renders rows and the SQL of the author.
#include <charconv>
#include <cmath>

#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql/quoting.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

// Few enough rows for a small statement, and enough to avoid a round trip for each row.
constexpr std::size_t rows_in_a_statement = 500;

struct Literal {
  std::string operator()(std::monostate) const { return "NULL"; }
  std::string operator()(bool value) const { return value ? "TRUE" : "FALSE"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const {
    if (std::isnan(value)) return "'NaN'";
    if (std::isinf(value)) return value > 0 ? "'Infinity'" : "'-Infinity'";
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return {text, end.ptr};
  }
  std::string operator()(const std::string& value) const { return quote_literal(value); }
};

std::string row_sql(const std::vector<operations::Value>& row) {
  std::vector<std::string> cells;
  for (const operations::Value& cell : row) cells.push_back(std::visit(Literal(), cell));
  return concat({"(", join(cells, ", "), ")"});
}

}  // namespace

static void render(Writer& out, const operations::BulkInsert& operation) {
  if (operation.rows.empty()) return;
  const schema::Table* table = schema::find_table(out.before(), operation.table);
  std::string head =
      concat({"INSERT INTO ", quote(operation.table), " (", quote_all(operation.columns), ")"});
  std::vector<const schema::Column*> numbered;
  for (const std::string& name : operation.columns) {
    const schema::Column* column = table == nullptr ? nullptr : schema::find_column(*table, name);
    if (column == nullptr || !column->identity) continue;
    numbered.push_back(column);
    if (column->identity->mode == schema::Identity::Mode::always) {
      head += " OVERRIDING SYSTEM VALUE";
    }
  }
  head += " VALUES\n  ";
  for (std::size_t i = 0; i < operation.rows.size(); i += rows_in_a_statement) {
    const std::size_t end = std::min(operation.rows.size(), i + rows_in_a_statement);
    std::vector<std::string> rows;
    for (std::size_t row = i; row < end; ++row) rows.push_back(row_sql(operation.rows[row]));
    out.add(head + join(rows, ",\n  "));
  }
  // The next number of the sequence must not be one of these.
  for (const schema::Column* column : numbered) {
    out.add(move_identity(operation.table, *column, column->identity->start));
  }
}

static void render(Writer& out, const operations::Execute& operation) {
  auto text = operation.sql.find("postgresql");
  if (text == operation.sql.end()) text = operation.sql.find("");
  if (text == operation.sql.end()) return;
  const std::string& sql = text->second;
  const std::size_t end = sql.find_last_not_of(" \t\r\n;");
  if (end != std::string::npos) out.add(expression(sql.substr(0, end + 1)));
}

static void render(Writer& out, const operations::Run&) { out.add_run(); }

// render.cpp renders the operations in the block.
static void render(Writer&, const operations::AutocommitBlock&) {}

template void render_as(Writer&, const operations::BulkInsert&);
template void render_as(Writer&, const operations::Execute&);
template void render_as(Writer&, const operations::Run&);
template void render_as(Writer&, const operations::AutocommitBlock&);

}  // namespace limbeck::sql::postgresql
