// Database URLs, as libpq, SQLAlchemy, dbmate and people write them.
#pragma once

#include <string>
#include <string_view>

namespace limbeck::connection {

/// A URL that was understood. Holds no password that anybody could print by mistake: `text` is the
/// URL as given, for the driver alone, and `shown` is what messages use.
struct Url {
  enum class Mode : unsigned char { create, read_write, read_only };

  std::string dialect;  ///< `sqlite`, `postgresql`, `mysql`
  std::string text;
  std::string shown;
  std::string path;  ///< sqlite: the file, percent-decoded; empty is in memory
  Mode mode = Mode::create;
};

/// Understands `sqlite:path`, `sqlite:///rel.db`, `sqlite:////abs.db`, `sqlite://` and `:memory:`
/// (in memory), SQLAlchemy's `sqlite+driver:…` and `postgresql+driver:…`, libpq's keywords (`host=…
/// dbname=…`), and a plain path that looks like one (`shop.db`, `./shop`). Throws
/// Error::Code::usage with the way it should be written.
Url parse_url(std::string_view text);

/// `text` with every password in it replaced by `***`; for any text, whether or not it is a URL.
std::string without_password(std::string_view text);

}  // namespace limbeck::connection
