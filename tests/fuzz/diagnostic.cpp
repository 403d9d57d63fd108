// Diagnostics about files that anybody wrote: whatever is in them and wherever a problem is, what
// is printed controls no terminal, and SARIF is JSON. The input is three bytes for a place, a
// message, a file.
#include <nlohmann/json.hpp>

#include "migrations/diagnostics/sarif.h"
#include "migrations/findings/rule_id.h"
#include "migrations/text/shown_stream.h"
#include "tests/fuzz/file.h"

using namespace limbeck;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  std::vector<std::string_view> texts = fuzz::texts_of(fuzz::text_of(data + 3, size - 3));
  texts.resize(3);
  const fuzz::File file(texts[1]);
  const schema::Location place{file.path(), static_cast<signed char>(data[0]),
                               static_cast<signed char>(data[1]),
                               static_cast<signed char>(data[2])};
  diagnostics::Diagnostics diagnostics;
  diagnostics.error(RuleId::drift, std::string(texts[0]), place,
                    {{std::string(texts[2]), place, findings::Edit{place, std::string(texts[2])}},
                     {std::string(texts[0]), {std::string(texts[2]), 1, 1, 1}, {}}});
  std::ostringstream text;
  ShownStream out(text);
  print(out, diagnostics, false);
  fuzz::require(!fuzz::controls_terminal(text.str()), "nothing that is said controls a terminal",
                text.str());
  const std::string sarif = diagnostics::sarif_text(diagnostics, "0", "/proc/self");
  fuzz::require(nlohmann::json::accept(sarif), "SARIF is JSON", sarif);
  return 0;
}
