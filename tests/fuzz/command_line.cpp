// The deployer's command line: whatever words are given, it ends with an exit code that is
// documented, and never as a bug. The input is the words.
#include "limbeck/command_line.h"

#include "limbeck/backends.h"
#include "limbeck/revision.h"
#include "tests/fuzz/file.h"

namespace limbeck {

LIMBECK_REVISION(a1) = {
    .message = "first",
    .upgrade =
        [](Operations& op) { op.create_table("t", {.columns = {{.name = "a", .type = text}}}); },
    .downgrade = reverse_of_upgrade,
};
LIMBECK_REVISION(a2) = {.revises = {"a1"},
                        .branch_labels = {"left"},
                        .upgrade = [](Operations& op) { op.execute("SELECT 1"); },
                        .downgrade = irreversible("why")};

}  // namespace limbeck

using namespace limbeck;

namespace {

constexpr ManifestEntry entries[] = {{"a1", &limbeck_revision_a1, "a1.cpp", 1, "c1"},
                                     {"a2", &limbeck_revision_a2, "a2.cpp", 1, "c2"}};
constexpr std::string_view heads[] = {"a2"};
constexpr std::string_view dialects[] = {"sqlite"};
constexpr const connection::Backend* backends[] = {&sqlite_backend};
constexpr Manifest manifest = {.name = "fuzz",
                               .entries = entries,
                               .size = 2,
                               .heads = heads,
                               .head_count = 1,
                               .dialects = dialects,
                               .dialect_count = 1,
                               .version = "0",
                               .database = "sqlite::memory:",
                               .backends = backends};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> words = {"fuzz"};
  for (const std::string_view word : fuzz::texts_of(fuzz::text_of(data, size))) {
    words.emplace_back(word.substr(0, word.find('\0')));
    // No other database, and no file.
    if (words.back().starts_with("--u") || words.back().starts_with("--o") ||
        words.back().starts_with("--sc") || words.back().starts_with("--mo"))
      return 0;
  }
  if (words.size() > 12) return 0;
  std::vector<const char*> arguments;
  for (const std::string& word : words) arguments.push_back(word.c_str());
  const fuzz::Heard out(std::cout), err(std::cerr);
  const int code = command_line(manifest, static_cast<int>(arguments.size()), arguments.data());
  fuzz::require(code >= 0 && code <= 3, "no word on a command line is a bug", err.text());
  fuzz::require(code == 0 || code == 3 || !err.text().empty(), "what fails says why", out.text());
  fuzz::require(!fuzz::controls_terminal(out.text()) && !fuzz::controls_terminal(err.text()),
                "nothing that is said controls a terminal", out.text() + err.text());
  return 0;
}
