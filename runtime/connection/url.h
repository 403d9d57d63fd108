// Database URLs, as libpq, SQLAlchemy, dbmate and people write them.
#pragma once

#include <string>
#include <string_view>

namespace limbeck::connection {

/// A URL that was understood. `text` may hold a password and is for the driver alone; `shown` is
/// what messages use.
struct Url {
  enum class Mode : unsigned char { create, read_write, read_only };

  std::string dialect;  ///< `postgresql`, or a database without a dialect: `mysql`
  std::string text;     ///< as given, without white space around it
  std::string shown;  ///< sqlite: the file; else the dialect, as only the driver can read the rest
  std::string path;   ///< sqlite: the file, percent-decoded; empty is in memory
  Mode mode = Mode::create;
};

/// Understands `sqlite:path`, `sqlite:///rel.db`, `sqlite:////abs.db`, `sqlite://` and `:memory:`
/// (in memory), SQLite's own `file:path?mode=ro`, SQLAlchemy's `sqlite+driver:…` and
/// `postgresql+driver:…`, libpq's keywords (`host=… dbname=…`), and a plain path that looks like
/// one
/// (`shop.db`, `./shop`) and like nothing else: a file whose name has `@`, `=`, `:`, `?`, `&`, `%`
/// or a quote in it is written `sqlite:path`. White space around the text is left out. Throws
/// Error::Code::usage with the way it should be written; the message repeats nothing of the text
/// that could be part of a password.
Url parse_url(std::string_view text);

}  // namespace limbeck::connection
