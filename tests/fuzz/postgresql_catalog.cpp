// A PostgreSQL server that answers anything to what limbeck asks of its catalog: the schema is
// read, or refused as a limbeck::Error, and what was read can be written. The input is the cells of
// the answers: `t` and a text, `i` and a number, `b` for true, `n` for null; `r` ends a row, `q` an
// answer.
#include <charconv>
#include <nlohmann/json.hpp>

#include "limbeck/error.h"
#include "migrations/schema/json.h"
#include "migrations/schema/json_text.h"
#include "runtime/introspect/introspect.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;

namespace {

SqlValue value_of(std::string_view cell) {
  const char kind = cell.empty() ? 'n' : cell[0];
  if (kind == 'n') return std::monostate();
  if (kind == 'b') return std::int64_t{1};
  if (kind == 't') return std::string(cell.substr(1));
  std::int64_t number = 0;
  std::from_chars(cell.data() + 1, cell.data() + cell.size(), number);
  return number;
}

class Server : public Connection {
 public:
  explicit Server(std::string_view answers) : cells_(fuzz::texts_of(answers)) {}

  std::string_view dialect() const override { return "postgresql"; }
  void execute(std::string_view) override {}
  std::int64_t execute(std::string_view, std::span<const SqlValue>) override { return 0; }
  Rows query(std::string_view, std::span<const SqlValue>) override {
    // As many columns as the longest of limbeck's queries asks for: a server gives as many as it is
    // asked for.
    constexpr std::size_t columns = 20;
    Rows answer;
    std::vector<SqlValue> row;
    const auto end_row = [&] {
      if (row.empty()) return;
      row.resize(columns);
      answer.rows.push_back(std::move(row));
      row.clear();
    };
    while (at_ < cells_.size() && cells_[at_] != "q") {
      const std::string_view cell = cells_[at_++];
      if (cell == "r") {
        end_row();
      } else {
        row.push_back(value_of(cell));
      }
    }
    ++at_;
    end_row();
    return answer;
  }

 private:
  std::vector<std::string_view> cells_;
  std::size_t at_ = 0;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Server server(fuzz::text_of(data, size));
  introspect::Result read;
  try {
    read = introspect::introspect(server);
  } catch (const Error& error) {
    fuzz::require(*error.what() != '\0', "an error says what is wrong");
    return 0;
  }
  const std::string written = schema::printed_json(schema::to_json(read.schema));
  fuzz::require(nlohmann::json::accept(written), "a schema is written as JSON", written);
  if (!schema::path_of_text_without_utf8(schema::to_json(read.schema)).empty()) return 0;
  try {
    schema::Schema sorted = read.schema;
    schema::sort(sorted);
    const schema::Schema again = schema::schema_from_text(written);
    fuzz::require(again == sorted, "a schema is read as it was written",
                  written + "\n" + schema::printed_json(schema::to_json(again)));
  } catch (const schema::JsonError&) {
    // Two things of one name, which no server has.
  }
  return 0;
}
