// The files of a scan and of a state: a model that was read is written so that it is read as the
// same again.
#include "compiler/model/model.h"
#include "migrations/schema/json.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  try {
    (void)compiler::state_from_text(text);
  } catch (const schema::JsonError&) {
  }
  compiler::Model model;
  try {
    model = compiler::model_from_text(text);
  } catch (const schema::JsonError&) {
    return 0;
  }
  const std::string written = compiler::to_text(model);
  try {
    const compiler::Model again = compiler::model_from_text(written);
    fuzz::require(again.schema == model.schema && again.hints == model.hints &&
                      again.locations == model.locations,
                  "a model is read as it was written", written);
    fuzz::require(compiler::to_text(again) == written, "a model that was read is written alike",
                  written);
  } catch (const schema::JsonError& error) {
    fuzz::require(false, "what is written of a model is read again", written + error.what());
  }
  return 0;
}
