// Files of SQL_OBJECTS: each statement is read or reported at its place, and what was read can be
// written.
#include <algorithm>

#include "compiler/sql_objects/sql_objects.h"
#include "tests/fuzz/file.h"

using namespace limbeck;

namespace {

void read(const std::string& path, std::string_view text, const std::string& dialect) {
  compiler::Model model;
  diagnostics::Diagnostics diagnostics;
  compiler::add_sql_objects({{path}, {dialect}}, {}, model, diagnostics);
  const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
  for (const Finding& diagnostic : diagnostics.all()) {
    fuzz::require(diagnostic.location.line >= 1 && diagnostic.location.line <= lines &&
                      diagnostic.location.column >= 1,
                  "a problem is told at its place", diagnostic.message);
  }
  // Bytes that are no UTF-8 are replaced in JSON.
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return;
  }
  const std::string written = compiler::to_text(model);
  try {
    fuzz::require(compiler::model_from_text(written).schema == model.schema,
                  "an object is read as it was written", written);
  } catch (const std::exception& error) {
    fuzz::require(false, "what was read of a file can be written", error.what() + ("\n" + written));
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const fuzz::File file(text);
  read(file.path(), text, "postgresql");
  read(file.path(), text, "sqlite");
  return 0;
}
