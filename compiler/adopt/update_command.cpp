#include "compiler/adopt/update_command.h"

#include <algorithm>
#include <ostream>

#include "compiler/adopt/scaffold_files.h"
#include "compiler/model/model.h"
#include "compiler/scaffold/update.h"
#include "limbeck/error.h"
#include "migrations/output/output.h"
#include "migrations/schema/json.h"
#include "migrations/schema/naming_pattern.h"
#include "migrations/text/concat.h"

namespace limbeck::adopt {
namespace {

namespace fs = std::filesystem;

constexpr int exit_pending = 3;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

schema::NamingConvention convention_of(const std::vector<std::string>& entries) {
  auto naming = schema::naming_of_models(entries);
  if (const auto* problem = std::get_if<std::string>(&naming))
    throw Error(Error::Code::usage, *problem);
  return std::get<schema::NamingConvention>(naming);
}

}  // namespace

std::string difference(const std::string& file, const std::string& before,
                       const std::string& after) {
  const std::vector<std::string_view> old_lines = lines_of(before), new_lines = lines_of(after);
  std::size_t first = 0;
  while (first < old_lines.size() && first < new_lines.size() &&
         old_lines[first] == new_lines[first]) {
    ++first;
  }
  std::size_t old_end = old_lines.size(), new_end = new_lines.size();
  while (old_end > first && new_end > first && old_lines[old_end - 1] == new_lines[new_end - 1]) {
    --old_end;
    --new_end;
  }
  // The longest common subsequence of what is between.
  const std::size_t rows = old_end - first, columns = new_end - first;
  std::vector<std::vector<std::size_t>> common(rows + 1, std::vector<std::size_t>(columns + 1));
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      common[i][j] = old_lines[first + i] == new_lines[first + j]
                         ? common[i + 1][j + 1] + 1
                         : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::string text = concat({"--- ", file, "\n+++ ", file, "\n"});
  for (std::size_t i = 0, j = 0; i < rows || j < columns;) {
    if (i < rows && j < columns && old_lines[first + i] == new_lines[first + j]) {
      ++i;
      ++j;
      continue;
    }
    std::string gone, come;
    const std::size_t old_from = i, new_from = j;
    while ((i < rows || j < columns) &&
           !(i < rows && j < columns && old_lines[first + i] == new_lines[first + j])) {
      if (j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
        gone += concat({"-", old_lines[first + i++], ""});
      } else {
        come += concat({"+", new_lines[first + j++], ""});
      }
    }
    // A range without lines is named by the line in front of it.
    const auto range = [](std::size_t from, std::size_t count) {
      const std::size_t start = count == 0 ? from : from + 1;
      return count == 1 ? std::to_string(start)
                        : concat({std::to_string(start), ",", std::to_string(count)});
    };
    text += concat({"@@ -", range(first + old_from, i - old_from), " +",
                    range(first + new_from, j - new_from), " @@\n", gone, come});
  }
  return text;
}

int update(const UpdateCommand& command, std::ostream& out, std::ostream& error) {
  const compiler::Model model = compiler::model_from_text(output::read(command.model));
  schema::Schema live = schema::schema_from_text(output::read(command.live));
  std::map<std::string, std::string> files;
  const auto path_of = [&](const std::string& file) {
    return fs::path(file).is_absolute() ? fs::path(file) : command.project_root / file;
  };
  for (const auto& [path, location] : model.locations) {
    if (!location.file.empty() && !files.contains(location.file))
      files.emplace(location.file, output::read_regular(path_of(location.file)));
  }
  const compiler::Updated updated = compiler::update(
      {model.schema, model.locations, live, convention_of(command.naming), command.comments}, files,
      {.cpp_namespace = command.cpp_namespace, .keep_names = command.keep_names});
  for (const auto& [file, text] : updated.files) out << difference(file, files.at(file), text);
  if (!updated.headers.empty())
    write_files(updated.headers, {command.output, false, command.dry_run}, out);
  if (!command.dry_run) {
    for (const auto& [file, text] : updated.files) output::write_if_changed(path_of(file), text);
  }
  for (const compiler::ScaffoldFile& header : updated.headers)
    out << "add to MODELS: " << (command.output / header.path).string() << "\n";
  if (updated.files.empty() && updated.headers.empty() && updated.by_hand.empty())
    out << "the models say what the database has\n";
  if (updated.by_hand.empty()) return 0;
  error << "left to be changed by hand:\n";
  for (const compiler::Unsaid& one : updated.by_hand)
    error << "  " << one.kind << " " << one.name << ": " << one.what << "\n";
  return exit_pending;
}

}  // namespace limbeck::adopt
