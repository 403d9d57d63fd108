// Texts that PostgreSQL answers with: messages of errors, array values, names of types, defaults.
// The first byte says which of them the rest is.
#include "migrations/schema/array_literal.h"
#include "migrations/schema/canonical.h"
#include "migrations/schema/objects.h"
#include "migrations/sql/postgresql/type_names.h"
#include "runtime/connection/postgresql/failure.h"
#include "runtime/connection/postgresql/server_version.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;

namespace {

void try_message(std::string_view text) {
  const connection::ServerMessage parts = connection::parse_message(text);
  fuzz::require(parts.message.size() + parts.detail.size() + parts.hint.size() <= text.size(),
                "nothing is added to a message", text);
  std::string written = "ERROR:  " + parts.message;
  if (!parts.detail.empty()) written += "\nDETAIL:  " + parts.detail;
  if (!parts.hint.empty()) written += "\nHINT:  " + parts.hint;
  const connection::ServerMessage again = connection::parse_message(written);
  fuzz::require(
      again.message == parts.message && again.detail == parts.detail && again.hint == parts.hint,
      "a message is read as it was written", written);
}

void try_array(std::string_view text) {
  std::string written = "{";
  const std::vector<std::string_view> values = fuzz::texts_of(text);
  for (const std::string_view value : values)
    written += (written.size() > 1 ? "," : "") + schema::array_element(value);
  const auto read = schema::array_elements(written + "}");
  fuzz::require(read && read->size() == values.size(), "an array is read", written);
  for (std::size_t i = 0; i < values.size(); ++i)
    fuzz::require((*read)[i].value == values[i] && !(*read)[i].null,
                  "an element is read as it was written", written);
  const auto elements = schema::array_elements(text);
  if (!elements) return;
  std::size_t end = 0;
  for (const schema::ArrayElement& element : *elements) {
    fuzz::require(end <= element.begin && element.begin < element.end && element.end <= text.size(),
                  "elements stand in their order", text);
    end = element.end;
  }
}

void try_type(std::string_view text) {
  const std::string kept = sql::postgresql::kept_name(text);
  fuzz::require(sql::postgresql::kept_name(kept) == kept, "a name that is kept is kept as it is",
                kept);
  const sql::postgresql::ArrayName array = sql::postgresql::without_brackets(text);
  fuzz::require(array.dimensions >= 0 && array.element.size() <= text.size(),
                "an array has an element", text);
  const schema::Type type = schema::parse_type(std::string(text));
  const schema::Type again = schema::parse_type(to_string(type));
  fuzz::require(to_string(again) == to_string(type), "a type is spelled in one way",
                to_string(type) + "\n" + to_string(again));
}

void try_default(std::string_view text) {
  (void)schema::sequence_of_default(text);
  for (const char* name : {"text", "text[]", "integer", "numeric(10,2)", "enum e"}) {
    const schema::Type type = schema::parse_type(name);
    const std::string canonical = schema::canonical_default(type, text);
    fuzz::require(
        schema::canonical_default(type, canonical) == canonical, "a canonical default is canonical",
        std::string(name) + "\n" + canonical + "\n" + schema::canonical_default(type, canonical));
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = fuzz::text_of(data + 1, size - 1);
  switch (data[0]) {
    case 'm':
      try_message(text);
      break;
    case 'a':
      try_array(text);
      break;
    case 't':
      try_type(text);
      break;
    case 'd':
      try_default(text);
      break;
    default:
      break;
  }
  return 0;
}
