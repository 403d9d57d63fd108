#include "runtime/connection/open.h"

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/url.h"

namespace limbeck::connection {

// CMake defines LIMBECK_HAS_<dialect> as 1 where its client library is there, else as 0.
constinit const Backend* const every_backend[std::size(sql::known_dialects)] = {
#define LIMBECK_DIALECT(name, title, needs_server) LIMBECK_HAS_##name ? &name##_backend : nullptr,
#include "limbeck/dialects.def"
};

namespace {

std::unique_ptr<Driver> open(const Url& url) {
  std::string known;
  for (const Backend* backend : every_backend) {
    if (backend == nullptr) continue;
    if (backend->dialect == url.dialect) return backend->open(url);
    known += (known.empty() ? "" : ", ") + std::string(backend->dialect);
  }
  throw Error(Error::Code::usage, concat({"this build of limbeck has no driver for ", url.dialect,
                                          "; it has: ", known}));
}

}  // namespace

std::unique_ptr<Driver> open(std::string_view text) { return open(parse_url(text)); }

std::unique_ptr<Driver> open_existing(std::string_view text) {
  Url url = parse_url(text);
  if (url.mode == Url::Mode::create) url.mode = Url::Mode::read_write;
  return open(url);
}

}  // namespace limbeck::connection
