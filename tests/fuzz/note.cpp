// What limbeck-inspect reads: a binary's bytes, and a note in them. The input is what stands around
// a note, or a note itself.
#include <nlohmann/json.hpp>

#include "limbeck/error.h"
#include "migrations/history/plan.h"
#include "migrations/state/note.h"
#include "runtime/inspect/carried_history.h"
#include "runtime/inspect/inspect.h"
#include "runtime/migrator/abilities.h"
#include "tests/fuzz/file.h"

using namespace limbeck;

namespace {

void read(const std::string& note) {
  const inspect::ReadHistory read = inspect::read_history(note);
  const auto* history = std::get_if<inspect::CarriedHistory>(&read);
  if (history == nullptr)
    return fuzz::require(!std::get<std::string>(read).empty(), "a refusal says why");
  const Manifest& manifest = history->manifest();
  fuzz::require(history->revisions().size() == manifest.size, "every revision is carried once");
  try {
    const history::Graph graph = migrator::graph_of(manifest);
    fuzz::require(graph.size() == manifest.size, "no revision of a note is lost", note);
    fuzz::require(history::topological_order(graph).size() == manifest.size, "a graph has an order",
                  note);
    fuzz::require(graph.heads().size() == manifest.head_count,
                  "the heads are what the revisions make them", note);
  } catch (const Error& error) {
    fuzz::require(error.code() == Error::Code::history,
                  "a note with a wrong history is said to be one", error.what());
  }
}

/// As limbeck-inspect prints it.
void print(const std::string& note) {
  const fuzz::File binary(state::note_of(note));
  const std::string path = binary.path();
  for (const bool json : {false, true}) {
    std::ostringstream out, error;
    const char* arguments[] = {"limbeck-inspect", path.c_str(), "--json"};
    const int code = inspect::inspect_main(json ? 3 : 2, arguments, out, error);
    fuzz::require(code == 0 || code == 1, "a binary is read or is not", error.str());
    fuzz::require(code == 0 || !error.str().empty(), "what cannot be read is told", out.str());
    fuzz::require(!fuzz::controls_terminal(out.str() + error.str()),
                  "nothing that is said controls a terminal", out.str() + error.str());
    fuzz::require(!json || nlohmann::json::accept(out.str()), "what is printed as JSON is JSON",
                  out.str());
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  read(text);
  print(text);
  for (const std::string& note : state::find_notes(text).texts) read(note);
  const std::size_t middle = size / 2;
  const std::string note = state::note_of(text);
  const state::Notes found = state::find_notes(text.substr(0, middle) + note + text.substr(middle));
  bool is_there = !found.complete;
  for (const std::string& each : found.texts)
    is_there = is_there || each.find(text) != std::string::npos;
  fuzz::require(is_there, "a note is found, whatever stands around it", text);
  return 0;
}
