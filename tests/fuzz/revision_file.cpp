// Revision files, which Clang's lexer takes apart (it is LLVM's own build, and not instrumented).
#include <algorithm>

#include "compiler/emit/cpp_writer.h"
#include "compiler/revisions/revision_file.h"
#include "compiler/revisions/token.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
  diagnostics::Diagnostics diagnostics;
  const auto read = compiler::read_revision_file("revision.cpp", text, diagnostics);
  fuzz::require(read.has_value() || diagnostics.had_errors(),
                "a file without a revision is reported", text);
  for (const Finding& diagnostic : diagnostics.all()) {
    fuzz::require(diagnostic.location.line >= 0 && diagnostic.location.line <= lines,
                  "a problem is told at a line of the file", diagnostic.message);
  }
  if (read) {
    diagnostics::Diagnostics ignored;
    // Not the end of a file that a line continuation or a comment is open at.
    const auto again =
        compiler::read_revision_file("revision.cpp", " \n/* a comment */\n" + text, ignored);
    fuzz::require(again && again->checksum == read->checksum, "layout and comments do not count",
                  text);
    fuzz::require(again->node.id == read->node.id && again->node.message == read->node.message &&
                      again->node.revises == read->node.revises,
                  "layout and comments change nothing of what is read", text);
  }
  (void)compiler::string_literal_text(text);
  // A text with a NUL byte is no literal alone, but a std::string_view of one.
  if (text.find('\0') != std::string::npos) return 0;
  for (const std::string& literal : {compiler::cpp_string(text), compiler::cpp_line_string(text)}) {
    fuzz::require(compiler::string_literal_text(literal) == text,
                  "a literal that limbeck writes says the text", literal);
  }
  return 0;
}
