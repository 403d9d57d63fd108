#include "compiler/developer/ownership.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

namespace limbeck::developer {
namespace {

namespace fs = std::filesystem;

std::optional<uid_t> caller_of_sudo() {
  const char* text = std::getenv("SUDO_UID");
  if (text == nullptr) return std::nullopt;
  const std::string_view digits = text;
  uid_t user = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), user);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return user;
}

std::string name_of(uid_t user) {
  const passwd* entry = ::getpwuid(user);
  const std::string number = std::to_string(user);
  return entry == nullptr ? number : std::string(entry->pw_name) + " (" + number + ")";
}

}  // namespace

TrustedOwners TrustedOwners::of_process() {
  TrustedOwners owners;
  owners.users = {::geteuid(), 0};
  if (::geteuid() == 0) {
    if (const auto caller = caller_of_sudo()) owners.users.push_back(*caller);
  }
  const char* list = std::getenv("LIMBECK_SAFE_DIRECTORY");
  std::string_view rest = list == nullptr ? "" : list;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    if (one == "*") owners.all = true;
    // A relative path would depend on the current folder.
    if (one.starts_with('/')) owners.safe.emplace_back(one);
  }
  return owners;
}

bool TrustedOwners::owns(const fs::path& path) const {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 &&
         std::ranges::find(users, status.st_uid) != users.end();
}

std::optional<std::string> TrustedOwners::refusal(const fs::path& tree) const {
  if (all) return std::nullopt;
  std::error_code ignored;
  for (const fs::path& path : safe) {
    if (fs::equivalent(path, tree, ignored)) return std::nullopt;
  }
  std::vector<fs::path> files = {tree, tree / "CMakeCache.txt"};
  const fs::path records = tree / "limbeck" / "targets";
  if (fs::exists(records, ignored)) {
    files.push_back(tree / "limbeck");
    files.push_back(records);
    for (const auto& entry : fs::directory_iterator(records, ignored))
      files.push_back(entry.path());
  }
  for (const fs::path& file : files) {
    struct stat status {};
    if (owns(file) || ::lstat(file.c_str(), &status) != 0) continue;
    return "the build tree " + tree.string() + " is not run, as " + file.string() + " belongs to " +
           name_of(status.st_uid) +
           "; if you trust what it runs, set LIMBECK_SAFE_DIRECTORY=" + tree.string();
  }
  return std::nullopt;
}

}  // namespace limbeck::developer
