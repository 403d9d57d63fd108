#include "migrations/sql/sqlite/render.h"

#include <array>
#include <charconv>
#include <cmath>

#include "migrations/sql/quoting.h"
#include "migrations/sql/sqlite/ddl.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

constexpr std::size_t rows_a_statement = 500;

struct Literal {
  std::string operator()(std::monostate) const { return "NULL"; }
  std::string operator()(bool value) const { return value ? "TRUE" : "FALSE"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(const std::string& value) const { return quote_literal(value); }
  // The shortest text that is parsed as the same number, and not as an integer.
  std::string operator()(double value) const {
    if (std::isnan(value)) return "NULL";
    if (std::isinf(value)) return value > 0 ? "9e999" : "-9e999";
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    std::string text(buffer.data(), end);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
  }
};

}  // namespace

void write_rows(ScriptBuilder& script, const operations::BulkInsert& operation) {
  const std::string start = concat({"INSERT INTO ", quote(operation.table.name), " (",
                                    quote_list(operation.columns), ") VALUES\n  "});
  std::vector<std::string> rows;
  for (const auto& row : operation.rows) {
    std::vector<std::string> values;
    for (const operations::Value& value : row) values.push_back(std::visit(Literal{}, value));
    rows.push_back(concat({"(", join(values, ", "), ")"}));
    if (rows.size() == rows_a_statement || &row == &operation.rows.back()) {
      script.sql(start + join(rows, ",\n  "));
      rows.clear();
    }
  }
}

}  // namespace limbeck::sql::sqlite
