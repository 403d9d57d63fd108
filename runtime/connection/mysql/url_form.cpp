#include "runtime/connection/url_form.h"

namespace limbeck::connection {
namespace {

Url read(std::string_view text, std::string_view, std::string_view) {
  return {.dialect = "mysql", .text = std::string(text), .shown = "mysql", .path = {}};
}

constexpr std::string_view schemes[] = {"mysql", "mariadb"};

}  // namespace

constinit const UrlForm mysql_url_form{
    .schemes = schemes,
    .thing = {},
    .example = {},
    .read = read,
    .read_bare = nullptr,
};

}  // namespace limbeck::connection
