// The command test runs the history on new databases. limbeck_add_migrations registers it with
// CTest.
#include <cstdlib>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "limbeck/error.h"
#include "migrations/schema/json.h"
#include "migrations/sql/known_dialects.h"
#include "runtime/deployer/commands.h"
#include "runtime/trial/trial.h"

namespace limbeck::deployer {
namespace {

constexpr const char* test_database = "LIMBECK_TEST_DATABASE";

struct Result {
  std::string check, dialect;
  enum class State : unsigned char { passed, failed, skipped } state = State::passed;
  std::string message;
};

std::string_view word(Result::State state) {
  constexpr std::string_view words[] = {"passed", "FAILED", "SKIPPED"};
  return words[static_cast<std::size_t>(state)];
}

class Tests {
 public:
  explicit Tests(Context& context) : context_(context) {
    const char* environment = std::getenv(test_database);
    server_ = !context.options().scratch.empty() ? context.options().scratch
              : environment != nullptr           ? environment
                                                 : "";
  }

  int run() {
    if (wants("one_head") && !context_.options().multiple_heads) {
      add("one_head", "", [&] { return trial::one_head(manifest(), context_.graph()); });
    }
    for (const std::string& dialect : dialects()) run_on(dialect);
    if (context_.options().json) print_json();
    bool failed = false, passed = false;
    for (const Result& result : results_) {
      failed = failed || result.state == Result::State::failed;
      passed = passed || result.state == Result::State::passed;
    }
    // The usual value of CTest's SKIP_RETURN_CODE.
    constexpr int nothing_ran = 77;
    return failed ? exit_failed : passed || results_.empty() ? exit_done : nothing_ran;
  }

 private:
  const Manifest& manifest() const { return context_.manifest(); }
  bool wants(std::string_view check) const {
    return context_.options().only.empty() || context_.options().only == check;
  }

  std::vector<std::string> dialects() const {
    if (!context_.options().dialect.empty()) return {context_.options().dialect};
    if (manifest().dialect_count == 0) return {std::string(sql::serverless_dialect().name)};
    return {manifest().dialects, manifest().dialects + manifest().dialect_count};
  }

  void run_on(const std::string& dialect) {
    const trial::Place place{dialect, server_};
    if (wants("up")) add("up", dialect, [&] { return trial::up(manifest(), place); });
    if (wants("up_down_up")) {
      add("up_down_up", dialect,
          [&] { return trial::up_down_up(manifest(), context_.graph(), place); });
    }
    if (context_.options().models.empty()) {
      if (context_.options().only == "models")
        throw Error(Error::Code::usage, "which models? Say --models FILE");
    } else if (wants("models")) {
      add("models", dialect, [&] { return trial::models(manifest(), read_models(), place); });
    }
  }

  schema::Schema read_models() const {
    const std::string& file = context_.options().models;
    std::ifstream in(file);
    if (!in) throw Error(Error::Code::usage, "cannot read the models from " + file);
    std::ostringstream text;
    text << in.rdbuf();
    try {
      return schema::schema_from_text(text.str());
    } catch (const schema::JsonError& error) {
      throw Error(Error::Code::usage, file + ": " + error.what());
    }
  }

  void add(const std::string& check, const std::string& dialect,
           const std::function<std::string()>& action) {
    Result result{check, dialect, Result::State::passed, {}};
    const sql::KnownDialect* known = sql::find_known_dialect(dialect);
    if (known != nullptr && known->needs_server && server_.empty()) {
      result.state = Result::State::skipped;
      result.message = std::string("no server to test on; set ") + test_database +
                       " to the URL of any of its databases, or say --scratch URL";
    } else {
      try {
        result.message = action();
      } catch (const Error& error) {
        if (error.code() == Error::Code::usage) throw;
        result.state = Result::State::failed;
        result.message = error.what();
      }
    }
    if (!context_.options().json) print(result);
    results_.push_back(std::move(result));
  }

  void print(const Result& result) {
    const bool failed = result.state == Result::State::failed;
    if (context_.options().quiet && !failed) return;
    (failed ? context_.err() : context_.out())
        << word(result.state) << ": " << result.check
        << (result.dialect.empty() ? "" : " on " + result.dialect) << ": " << result.message << '\n'
        << std::flush;
  }
  void print_json() {
    auto json = nlohmann::ordered_json::array();
    for (const Result& result : results_) {
      json.push_back({{"check", result.check}, {"state", word(result.state)}});
      if (!result.dialect.empty()) json.back()["dialect"] = result.dialect;
      json.back()["message"] = result.message;
    }
    context_.print(json);
  }

  Context& context_;
  std::string server_;
  std::vector<Result> results_;
};

}  // namespace

int test(Context& context) { return Tests(context).run(); }

}  // namespace limbeck::deployer
