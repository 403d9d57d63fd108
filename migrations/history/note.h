// What a binary says of the history in it to whoever reads its bytes, without running it:
// `limbeck-inspect`. It stands in the binary as text between two marks, so that it is found in any
// format of executables, whoever stripped it, and for whatever machine it was built.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"

namespace limbeck::history {

/// The history as JSON in one line: its name, dialects and heads, and of each revision, in load
/// order, what the manifest knows, what it destroys, and whether older programs can live with it.
std::string note_json(const Manifest& manifest, const Graph& graph);

/// A note as it stands in a binary: a mark, the format, the length and a checksum of `json`, and
/// `json`.
std::string note_of(std::string_view json);

/// C++ source that defines `<name>_note`, kept by compilers and linkers.
std::string note_source(std::string_view name, std::string_view note);

/// The notes in a file, in their order, none twice.
struct Notes {
  std::vector<std::string> texts;
  /// False where so many marks have a wrong checksum that the rest of the file was not looked at. No
  /// linker makes such a file.
  bool complete = true;
};

/// The notes in `bytes`, which may be anything: what is cut off, altered or of another format is
/// not one of them. Takes time in proportion to the bytes.
Notes find_notes(std::string_view bytes);

}  // namespace limbeck::history
