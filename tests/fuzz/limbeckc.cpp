// limbeckc check and diff: whatever is in the files of a scan and of a state, they end with an exit
// code that is documented, and never as a bug. The input is texts: a letter for the options, a
// model, a state, a file of SQL objects.
#include <nlohmann/json.hpp>

#include "compiler/limbeckc/commands.h"
#include "compiler/limbeckc/run.h"
#include "tests/fuzz/file.h"

using namespace limbeck;

namespace {

int run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  return compiler::run_main(static_cast<int>(arguments.size()), arguments.data(),
                            [](CLI::App& app, compiler::Session& session, int& exit_code) {
                              add_check_command(app, session, exit_code);
                              add_diff_command(app, session, exit_code);
                            });
}

void try_it(const std::vector<std::string>& words) {
  const fuzz::Heard out(std::cout), err(std::cerr);
  const int code = run(words);
  fuzz::require(code >= 0 && code <= 3, "no file is a bug", err.text());
  fuzz::require(code == 0 || code == 3 || !err.text().empty(), "what fails says why", out.text());
  fuzz::require(!fuzz::controls_terminal(out.text()) && !fuzz::controls_terminal(err.text()),
                "nothing that is said controls a terminal", out.text() + err.text());
  fuzz::require(out.text().empty() || nlohmann::json::accept(out.text()), "what is printed is JSON",
                out.text());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string_view> texts = fuzz::texts_of(fuzz::text_of(data, size));
  texts.resize(4);
  const int options = texts[0].empty() ? 0 : texts[0][0];
  const fuzz::File model(texts[1]), state(texts[2]), objects(texts[3]);
  std::vector<std::string> check = {"limbeckc", "check",      "--model", model.path(),
                                    "--state",  state.path(), "--json"};
  for (const char* dialect : {"postgresql", "sqlite"}) {
    if ((options & (dialect[0] == 's' ? 1 : 2)) != 0)
      check.insert(check.end(), {"--dialect", dialect});
  }
  if ((options & 4) != 0)
    check.insert(check.end(), {"--declares-objects", "--sql-object", objects.path()});
  if ((options & 8) != 0) check.insert(check.end(), {"--exclude-tables=*.t*", "--multiple-heads"});
  try_it(check);
  std::vector<std::string> diff = {"limbeckc", "diff", state.path(), model.path(), "--json"};
  if ((options & 16) != 0)
    diff.insert(diff.end(), {"--dialect", (options & 1) != 0 ? "sqlite" : "postgresql"});
  try_it(diff);
  return 0;
}
