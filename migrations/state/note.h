// The note about its history that a binary contains. `limbeck-inspect` reads it from the bytes of
// the file without running the program. The note is text between two marks, so it is found in every
// format of executables, for every machine, and in stripped binaries.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"

namespace limbeck::state {

/// The history as JSON in one line: its name, dialects and heads, and of each revision, in load
/// order, the data of the manifest, its losses, and whether older programs keep working after it.
std::string note_json(const Manifest& manifest, const history::Graph& graph);

/// The bytes of a note in a binary: a mark, the format, the length and the checksum of `json`, and
/// `json`.
std::string note_of(std::string_view json);

/// C++ source that defines `<name>_note` so that compilers and linkers keep it.
std::string note_source(std::string_view name, std::string_view note);

/// The notes in a file in their order, without duplicates.
struct Notes {
  std::vector<std::string> texts;
  /// False if so many marks have a wrong checksum that the search was stopped. No linker creates
  /// such a file.
  bool complete = true;
};

/// Finds the notes in `bytes`, which may be arbitrary. Notes that are truncated, altered or of
/// another format are ignored. Runs in time linear in the number of bytes.
Notes find_notes(std::string_view bytes);

}  // namespace limbeck::state
