#include "compiler/limbeckc/session.h"

#include <filesystem>
#include <fstream>

#include "migrations/output/output.h"
#include "migrations/schema/json.h"
#include "migrations/schema/schema.h"
#include "migrations/sql/dialect.h"

namespace limbeck::compiler {
namespace {

template <class Read>
auto read_json(const std::string& file, Read read) {
  const std::string text = output::read(file);
  try {
    return read(text);
  } catch (const schema::JsonError& error) {
    throw Failure(file + ": " + error.what());
  }
}

}  // namespace

bool report(Session& session, const diagnostics::Diagnostics& diagnostics) {
  print(session.error, diagnostics, session.colour);
  return diagnostics.had_errors();
}

Model read_model(const std::string& file) {
  return read_json(file, [](const std::string& text) { return model_from_text(text); });
}

State read_state(const std::string& file) {
  return read_json(file, [](const std::string& text) { return state_from_text(text); });
}

void touch(const std::string& file) {
  namespace fs = std::filesystem;
  if (!std::ofstream(file, std::ios::app)) throw Failure("cannot write " + file);
  fs::last_write_time(file, fs::file_time_type::clock::now());
}

void check_dialects(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (sql::find_dialect(name) != nullptr) continue;
    const std::vector<std::string> known = sql::dialect_names();
    const std::string near = schema::nearest(name, known);
    std::string list;
    for (const std::string& dialect : known) list += (list.empty() ? "" : ", ") + dialect;
    throw Failure("--dialect: limbeck knows no database '" + name + "'" +
                      (near.empty() ? "; it knows " + list : "; did you mean '" + near + "'?"),
                  exit_usage);
  }
}

}  // namespace limbeck::compiler
