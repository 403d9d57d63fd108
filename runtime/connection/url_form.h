// How URLs of one kind of database are recognised and parsed. Every program links the forms of all
// databases, so that it can say when a URL names a database that its history does not support.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "runtime/connection/url.h"

namespace limbeck::connection {

/// Constant data.
struct UrlForm {
  std::span<const std::string_view> schemes;
  /// How messages say what to write: `SQLite file`, `sqlite:path`. Empty where there is no dialect.
  std::string_view thing, example;
  /// Reads `text`, whose scheme is `scheme` and which goes on with `rest` after its colon. Throws
  /// Error::Code::usage.
  Url (*read)(std::string_view text, std::string_view scheme, std::string_view rest);
  /// The database that a text without a scheme names; nothing where it names none of this kind. No
  /// text is one of two databases'. May be null.
  std::optional<Url> (*read_bare)(std::string_view text);
};

// Each at home in its database's folder.
#define LIMBECK_DIALECT(name, title, needs_server) extern const UrlForm name##_url_form;
#define LIMBECK_OTHER_DATABASE(name) extern const UrlForm name##_url_form;
#include "limbeck/dialects.def"

}  // namespace limbeck::connection
