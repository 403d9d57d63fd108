#include "tests/edits/compiled.h"

#include <dlfcn.h>

#include <cstdlib>
#include <fstream>
#include <regex>
#include <stdexcept>

#include "compiler/emit/cpp_writer.h"
#include "compiler/emit/revision_source.h"
#include "tests/support/text_of_file.h"

namespace limbeck::test {
namespace {

// A literal that columns of the type in `statement` take.
std::string value_for(const std::string& statement) {
  const auto has = [&](const char* what) { return statement.find(what) != std::string::npos; };
  if (has("limbeck::boolean")) return "true";
  if (has("limbeck::uuid")) return "'00000000-0000-0000-0000-00000000000f'";
  if (has("limbeck::timestamp") || has("limbeck::date")) return "'2020-02-02'";
  if (has("limbeck::time")) return "'10:00'";
  if (has("limbeck::interval")) return "'1 day'";
  if (has("limbeck::json")) return "'{}'";
  if (has("limbeck::bytes")) return "''";
  return "'1'";
}

// The `add_column` that follows `at` gets a fill.
void fill_after(std::string& source, std::size_t at) {
  const std::size_t start = source.find("op.add_column(", at);
  const std::size_t end = source.find("});", start);
  if (start == std::string::npos || end == std::string::npos) return;
  const std::size_t last = source.find_last_not_of(" \n", end - 1);
  source.insert(last + 1, (source[last] == ',' ? " " : ", ") + std::string(".fill = \"") +
                              value_for(source.substr(start, end - start)) + "\"");
}

// The literals of an assertion as one text.
std::string text_of_assertion(const std::string& assertion) {
  std::string text;
  bool inside = false;
  for (std::size_t i = 0; i < assertion.size(); ++i) {
    if (assertion[i] == '\\' && inside) {
      text += assertion[++i];
    } else if (assertion[i] == '"') {
      inside = !inside;
    } else if (inside) {
      text += assertion[i];
    }
  }
  return text;
}

// The `alter_column` that follows `at` gets what the assertion proposes.
void convert_after(std::string& source, std::size_t at, const std::string& text) {
  const std::string before = " mostly ", after = "); do it";
  const std::size_t from = text.find(before), to = text.find(after);
  const std::string expression = from == std::string::npos || to == std::string::npos
                                     ? "NULL"
                                     : text.substr(from + before.size(), to - from - before.size());
  const std::size_t start = source.find("op.alter_column(", at), end = source.find("});", start);
  if (start == std::string::npos || end == std::string::npos) return;
  const std::size_t last = source.find_last_not_of(" \n", end - 1);
  source.insert(last + 1, (source[last] == ',' ? " " : ", ") + std::string(".using_expression = ") +
                              compiler::cpp_line_string(expression));
}

// Where a fill is asked for, in an upgrade by what does not compile, there is one.
std::string with_fills(std::string source) {
  for (std::size_t at = 0; (at = source.find("// Fails where there are rows, unless .fill says",
                                             at)) != std::string::npos;
       ++at) {
    fill_after(source, at);
  }
  for (std::size_t at = 0; (at = source.find("static_assert(", at)) != std::string::npos;) {
    std::size_t end = at;
    do {
      end = source.find("\");", end + 1);
    } while (end != std::string::npos && source[end - 1] == '\\');
    const std::string assertion = source.substr(at, end + 3 - at);
    source.erase(at, assertion.size());
    const std::string text = text_of_assertion(assertion);
    if (text.find(".using_expression") != std::string::npos) {
      convert_after(source, at, text);
    } else if (text.find("rows already there") != std::string::npos) {
      // Of a column that is there somebody may know that no row has NULL.
      fill_after(source, at);
    }
  }
  return source;
}

}  // namespace

std::string source_of(const Written& revision) {
  history::Node node;
  node.id = revision.id;
  if (!revision.revises.empty()) node.revises = {revision.revises};
  node.message = "edit";
  node.created = "2026-11-20T14:31:07Z";
  const auto source = compiler::revision_source(
      {.node = node,
       .operations = revision.operations,
       .before = revision.before,
       .dialects = revision.dialect.empty() ? std::vector<std::string>{}
                                            : std::vector<std::string>{revision.dialect}},
      std::string(compiler::revision_template()));
  if (const auto* error = std::get_if<compiler::TemplateError>(&source))
    throw std::runtime_error(error->message);
  return with_fills(std::get<std::string>(source));
}

Compiled::Compiled(const std::vector<std::string>& sources, const std::filesystem::path& folder,
                   const std::string& name) {
  const std::filesystem::path source = folder / (name + ".cpp"), library = folder / (name + ".so"),
                              log = folder / (name + ".log");
  {
    std::ofstream file(source);
    for (const std::string& text : sources) file << text << '\n';
  }
  const std::string command = std::string(LIMBECK_CXX) + " -std=c++20 -O0 -w -fPIC -shared -I'" +
                              LIMBECK_INCLUDE + "' '" + source.string() + "' -o '" +
                              library.string() + "' >'" + log.string() + "' 2>&1";
  if (std::system(command.c_str()) != 0)
    throw std::runtime_error("a revision does not compile:\n" + text_of_file(log).substr(0, 4000));
  library_ = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library_ == nullptr) throw std::runtime_error(::dlerror());
  std::filesystem::remove(library);
}

Compiled::~Compiled() {
  if (library_ != nullptr) ::dlclose(library_);
}

const Revision& Compiled::revision(const std::string& id) const {
  const void* found = ::dlsym(library_, ("limbeck_revision_" + id).c_str());
  if (found == nullptr) throw std::runtime_error("no revision " + id + " was compiled");
  return *static_cast<const Revision*>(found);
}

}  // namespace limbeck::test
