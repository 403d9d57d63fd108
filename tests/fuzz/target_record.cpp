// <build>/limbeck/targets/*.json: read, or refused with the file's name.
#include "compiler/developer/failure.h"
#include "compiler/developer/record.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string file = "build/limbeck/targets/shop.json";
  try {
    const developer::Record record = developer::parse_record(file, fuzz::text_of(data, size));
    const developer::Record chosen =
        developer::choose_record({record}, "build", record.name, record.config);
    fuzz::require(chosen.name == record.name && chosen.tool == record.tool,
                  "a record that is read can be chosen");
  } catch (const developer::Failure& failure) {
    fuzz::require(std::string_view(failure.what()).find(file) != std::string_view::npos,
                  "a record that cannot be read is named", failure.what());
  }
  return 0;
}
