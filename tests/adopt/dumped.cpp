#include "tests/adopt/dumped.h"

#include <regex>
#include <set>
#include <sstream>

namespace limbeck::test {
namespace {

// `WITH (b='1', a='2')` in the order of names, which is that in which they were set.
std::string in_order(std::string line) {
  const std::size_t begin = line.find("WITH (");
  if (begin != 0 && !line.starts_with("CREATE INDEX") && !line.starts_with("CREATE UNIQUE INDEX"))
    return line;
  const std::size_t end = line.find(')', begin);
  if (begin == std::string::npos || end == std::string::npos) return line;
  std::set<std::string> settings;
  std::istringstream list(line.substr(begin + 6, end - begin - 6));
  for (std::string one; std::getline(list, one, ',');)
    settings.insert(one.substr(one.find_first_not_of(' ')));
  std::string sorted;
  for (const std::string& one : settings) sorted += (sorted.empty() ? "" : ", ") + one;
  return line.substr(0, begin) + "WITH (" + sorted + line.substr(end);
}

}  // namespace

Dumped objects_of_dump(const std::string& text) {
  static const std::regex head("-- Name: (.*); Type: ([^;]*); Schema: ([^;]*); Owner: .*");
  Dumped objects;
  std::string* current = nullptr;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("-- Name: ")) {
      // A name may hold an end of line.
      for (std::string more;
           line.find("; Owner: ") == std::string::npos && std::getline(lines, more);)
        line += "\n" + more;
      std::smatch parts;
      if (!std::regex_match(line, parts, head)) continue;
      const std::string key = parts[2].str() + " " + parts[3].str() + " " + parts[1].str();
      std::string unique = key;
      for (int number = 2; objects.contains(unique); ++number)
        unique = key + " #" + std::to_string(number);
      current = &objects[unique];
      continue;
    }
    if (current == nullptr || line.empty() || line == "--" || line.starts_with("SET ") ||
        line.starts_with("\\unrestrict") || line.starts_with("-- PostgreSQL database dump")) {
      continue;
    }
    *current += in_order(line) + "\n";
  }
  return objects;
}

std::string kind_of(const std::string& object) {
  std::string kind;
  std::istringstream words(object);
  for (std::string word;
       words >> word && word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;)
    kind += (kind.empty() ? "" : " ") + word;
  return kind;
}

}  // namespace limbeck::test
