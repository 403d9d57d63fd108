#include "runtime/commands/shared.h"

#include <algorithm>
#include <string>
#include <vector>

#include "migrations/sql/known_dialects.h"

namespace limbeck::commands {

std::string_view dialect_words() {
  static const std::string words = [] {
    std::vector<std::string_view> names;
    for (const sql::KnownDialect& dialect : sql::known_dialects) names.push_back(dialect.name);
    std::sort(names.begin(), names.end());
    std::string list;
    for (const std::string_view name : names) list += (list.empty() ? "" : " ") + std::string(name);
    return list;
  }();
  return words;
}

std::string_view template_words() {
  static const std::string words = [] {
    std::string list = "generic";
    for (const sql::KnownDialect& dialect : sql::known_dialects) {
      if (dialect.needs_server) list += " " + std::string(dialect.name);
    }
    return list + " multidb bare";
  }();
  return words;
}

}  // namespace limbeck::commands
