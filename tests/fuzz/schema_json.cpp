// A schema's JSON: whatever is read is written so that it is read as the same again.
#include <nlohmann/json.hpp>

#include "migrations/schema/json.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  schema::Schema read;
  try {
    read = schema::schema_from_text(fuzz::text_of(data, size));
  } catch (const schema::JsonError&) {
    return 0;
  }
  const std::string written = schema::to_json(read).dump();
  schema::Schema again;
  try {
    again = schema::schema_from_text(written);
  } catch (const schema::JsonError& error) {
    fuzz::require(false, "what is written of a schema is read again",
                  written + "\n" + error.what());
  }
  fuzz::require(again == read, "a schema is read as it was written", written);
  fuzz::require(schema::to_json(again).dump() == written, "JSON that was written is written alike",
                written);
  return 0;
}
