#include "migrations/state/former_names.h"

#include <algorithm>
#include <utility>

#include "migrations/operations/recorder.h"
#include "migrations/operations/renaming.h"
#include "migrations/operations/subject.h"
#include "migrations/operations/walk.h"
#include "migrations/schema/location.h"

namespace limbeck::state {
namespace {

using operations::Operation;

// The entries of `path` and of everything in it: `tables/users`, `tables/users/…`.
FormerNames take(FormerNames& names, const std::string& path) {
  FormerNames taken;
  for (auto entry = names.lower_bound(path);
       entry != names.end() && entry->first.starts_with(path);) {
    const bool is_inside = entry->first.size() == path.size() || entry->first[path.size()] == '/';
    if (is_inside) {
      taken.insert(names.extract(entry++));
    } else {
      ++entry;
    }
  }
  return taken;
}

void rename(FormerNames& names, const std::string& path, const std::string& old_name,
            const std::string& new_path) {
  take(names, new_path);
  for (auto& [taken, former] : take(names, path))
    names[new_path + taken.substr(path.size())] = std::move(former);
  names[new_path].insert(old_name);
}

// Renames all values at once, because values may exchange their names.
void rename_texts(FormerNames& names, const operations::AlterColumn& alter) {
  const std::string values = schema::path_of_column(alter.table, alter.column) + "/values/";
  FormerNames renamed;
  for (const auto& [old_value, value] : operations::renamed_in(alter.using_expression)) {
    FormerNames former = take(names, values + old_value);
    auto& all = renamed[values + value];
    all = std::move(former[values + old_value]);
    all.insert(old_value);
  }
  for (auto& [path, former] : renamed) names[path] = std::move(former);
}

// Removed values have no former names any more.
void keep_values(FormerNames& names, const operations::ReplaceEnum& replaced) {
  const std::string path = schema::path_of_enum(replaced.name);
  const FormerNames former = take(names, path);
  if (const auto own = former.find(path); own != former.end()) names.insert(*own);
  for (const std::string& kept : replaced.values) {
    const auto found = former.find(schema::path_of_value(replaced.name, kept));
    if (found != former.end()) names.insert(*found);
  }
}

// Whether [[limbeck::renamed_from]] can be used for the kind.
bool can_be_renamed_from(operations::On on) {
  using operations::On;
  return on == On::table || on == On::column || on == On::enumeration || on == On::value;
}

void follow(FormerNames& names, const Operation& operation) {
  const operations::Subject subject = subject_of(operation);
  if (can_be_renamed_from(subject.on)) {
    if (subject.verb == operations::Verb::rename) {
      rename(names, path_of(subject), subject.part.empty() ? subject.name.name : subject.part,
             path_of(renamed(subject)));
    } else if (subject.verb == operations::Verb::drop) {
      take(names, path_of(subject));
    }
  }
  if (const auto* alter = std::get_if<operations::AlterColumn>(&operation.value))
    rename_texts(names, *alter);
  if (const auto* replaced = std::get_if<operations::ReplaceEnum>(&operation.value))
    keep_values(names, *replaced);
}

}  // namespace

void follow(FormerNames& names, const std::vector<Operation>& operations) {
  operations::for_each_leaf(operations,
                            [&](const Operation& operation) { follow(names, operation); });
}

FormerNames former_names(const Manifest& manifest,
                         const std::vector<history::Graph::Index>& order) {
  FormerNames names;
  for (const history::Graph::Index index : order)
    follow(names, operations::record(manifest.entries[index].revision->upgrade));
  return names;
}

}  // namespace limbeck::state
