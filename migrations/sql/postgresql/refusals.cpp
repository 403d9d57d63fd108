#include "migrations/sql/postgresql/refusals.h"

#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

constexpr std::size_t longest_name = 63;

/// The whole characters of the first 63 bytes.
std::string cut(std::string_view name) {
  std::size_t end = longest_name;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return std::string(name.substr(0, end));
}

}  // namespace

void Refusals::check_name(const std::string& path, std::string_view kind, std::string_view name) {
  const std::string of_kind = std::string(kind);
  if (name.find('\0') != std::string_view::npos) {
    add(path,
        concat({"the name of the ", of_kind, " holds a NUL byte, which PostgreSQL cannot keep"}));
  } else if (name.size() > longest_name) {
    add(path, concat({"the name of the ", of_kind, " '", name, "' is ", std::to_string(name.size()),
                      " bytes long; PostgreSQL keeps 63 and would cut it to '", cut(name),
                      "'; give it a shorter one"}));
  }
}

void Refusals::check_name(const std::string& path, std::string_view kind,
                          const schema::Name& name) {
  check_name(path, std::string(kind) + "'s schema", name.schema);
  check_name(path, kind, name.name);
}

void Refusals::check_text(const std::string& path, std::string_view kind, std::string_view text) {
  if (text.find('\0') == std::string_view::npos) return;
  add(path, concat({"the ", kind, " holds a NUL byte, which PostgreSQL cannot keep"}));
}

}  // namespace limbeck::sql::postgresql
