#include "migrations/findings/text.h"

#include "migrations/text/shown.h"

namespace limbeck::findings {

std::string to_string(const Finding& finding) {
  std::string text = finding.message;
  const char* separator = ": ";
  for (const Fact& fact : finding.facts) {
    text += separator + fact.name + " " + fact.value;
    separator = "; ";
  }
  return one_line(text);
}

}  // namespace limbeck::findings
