#include "compiler/adopt/update_command.h"

#include <algorithm>
#include <ostream>
#include <set>
#include <sstream>

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

std::vector<compiler::Unsaid> update_sql(const std::vector<compiler::ScaffoldFile>& files,
                                         const fs::path& folder,
                                         const std::vector<fs::path>& sql_objects, bool dry_run,
                                         std::ostream& out) {
  std::vector<compiler::Unsaid> by_hand;
  std::set<fs::path> known, written;
  for (const fs::path& file : sql_objects) {
    if (!fs::is_regular_file(file)) continue;
    known.insert(fs::weakly_canonical(file));
    if (origin_of(output::read_regular(file)) != Origin::foreign)
      written.insert(fs::weakly_canonical(file));
  }
  if (written.empty()) return by_hand;
  for (const compiler::ScaffoldFile& file : files) {
    const fs::path path = folder / file.path;
    const std::string text = with_marker(file.text, "--");
    const bool is_there = fs::exists(path);
    const std::string present = is_there ? output::read_regular(path) : std::string();
    written.erase(fs::weakly_canonical(path));
    if (is_there && present == text) continue;
    if (is_there && origin_of(present) != Origin::scaffolded) {
      by_hand.push_back({"file", path.string(),
                         "was not written by scaffold or was edited since, and the database's "
                         "objects are others"});
      continue;
    }
    out << difference(path.string(), present, text);
    if (!dry_run) {
      fs::create_directories(path.parent_path());
      output::write_if_changed(path, text);
    }
    if (!known.contains(fs::weakly_canonical(path)))
      out << "add to SQL_OBJECTS: " << path.string() << "\n";
  }
  for (const fs::path& file : written)
    by_hand.push_back({"file", file.string(), "has only objects that the database has no longer"});
  return by_hand;
}

int update(const UpdateCommand& command, const std::vector<compiler::ScaffoldFile>& sql,
           std::ostream& out, std::ostream& error) {
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
  compiler::Updated updated = compiler::update(
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
  std::ostringstream changes;
  for (compiler::Unsaid& one :
       update_sql(sql, command.output, command.sql_objects, command.dry_run, changes))
    updated.by_hand.push_back(std::move(one));
  out << changes.str();
  if (updated.files.empty() && updated.headers.empty() && updated.by_hand.empty() &&
      changes.str().empty())
    out << "the models say what the database has\n";
  if (updated.by_hand.empty()) return 0;
  error << "left to be changed by hand:\n";
  for (const compiler::Unsaid& one : updated.by_hand)
    error << "  " << one.kind << " " << one.name << ": " << one.what << "\n";
  return exit_pending;
}

}  // namespace limbeck::adopt
